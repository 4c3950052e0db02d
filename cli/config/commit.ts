import { execFile } from "node:child_process";
import { realpathSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";

import { CannotRun, cannotRun } from "../cannotRun";
import { entryOf } from "./commitEntry";
import type { Tree } from "./commitEntry";
import { refuseTooLarge } from "./files";
import type { CommitCause } from "../findings/inputs";

/** The files of a commit of the repository that a folder is in. */
export interface Commit {
  /** The revision that it was named by. */
  revision: string;
  /** The text of a file, also by symbolic links within the commit; undefined when the commit does not have it. Throws CannotRun. */
  text(file: string): Promise<string | undefined>;
  /** The folder of the repository. */
  root: string;
  /** What the working tree has otherwise of these files and folders, new or no more. Throws CannotRun. */
  changedFiles(of: string[]): Promise<ChangedFile[]>;
}

export interface ChangedFile {
  /** Path from the folder. */
  file: string;
  /** Whether it was or is a symbolic link or a submodule: others' files are under its name. */
  leadsTo: boolean;
}

/** Resolves a revision, such as a branch, a tag or a commit id; a file of that name is none. Throws CannotRun. */
export async function openCommit(folder: string, revision: string): Promise<Commit> {
  const commit = await commitOf(folder, revision);
  const prefix = (await git(folder, ["rev-parse", "--show-prefix"])).replace(/\n$/, "");
  const root = (await git(folder, ["rev-parse", "--show-toplevel"])).replace(/\n$/, "");
  const tree = treeOf(folder, commit);
  return {
    revision,
    root: path.resolve(folder, path.relative(realpathSync(folder), root)),
    async text(file) {
      const relative = path.relative(folder, file);
      const shownAs = `${relative} of ${revision}`;
      const fromRoot = prefix + relative.split(path.sep).join("/");
      return orNotRead(shownAs, async () => {
        const entry = await entryOf(tree, fromRoot, shownAs);
        if (entry === undefined) return undefined;
        if (entry.kind === "folder") {
          throw cannotRun("fileNotRead", { file: shownAs, cause: "isDirectory" });
        }
        refuseTooLarge(Number(await git(folder, ["cat-file", "-s", entry.object])), shownAs);
        return git(folder, ["cat-file", "blob", entry.object]);
      });
    },
    changedFiles(of) {
      const paths = of.map((one) => path.relative(folder, one) || ".");
      return orNotRead(revision, async () => {
        // A change is not left out because .gitmodules says so.
        const options = ["--raw", "--no-renames", "--no-relative", "--ignore-submodules=none"];
        const diff = await git(folder, ["diff", ...options, "-z", commit, "--", ...paths]);
        // Those of a commit are from the root of the repository.
        const changed = changesOf(diff).map(({ file, leadsTo }) => ({
          ...{ file: path.posix.relative(prefix, file), leadsTo },
        }));
        const untracked = ["ls-files", "--others", "--exclude-standard", "-z"];
        const added = namesOf(await git(folder, [...untracked, "--", ...paths]));
        const known = new Set(changed.map(({ file }) => file));
        const rest = added.filter((file) => !known.has(file));
        return [...changed, ...rest.map((file) => ({ file, leadsTo: false }))].sort((a, b) =>
          a.file < b.file ? -1 : 1,
        );
      });
    },
  };
}

/** Modes of git of a symbolic link and of a submodule. */
const LEADING = ["120000", "160000"];

/** Entries of `git diff --raw -z`: `:<mode> <mode> <object> <object> <status>`, then the path. */
function changesOf(printed: string): ChangedFile[] {
  const parts = namesOf(printed);
  return parts.flatMap((entry, index) => {
    if (index % 2 === 1) return [];
    const [before = "", after = ""] = entry.slice(1).split(" ");
    return [{ file: parts[index + 1]!, leadsTo: [before, after].some((m) => LEADING.includes(m)) }];
  });
}

const namesOf = (printed: string) => printed.split("\0").filter((name) => name !== "");

function treeOf(folder: string, commit: string): Tree {
  return {
    async at(file) {
      const listed = await git(folder, ["ls-tree", "-z", "--full-tree", commit, "--", file]);
      const [mode, , object] = listed.split(/[ \t]/, 3);
      return mode && object ? { mode, object } : undefined;
    },
    target: (link) => git(folder, ["cat-file", "blob", link]),
  };
}

/** What git cannot read, such as an object that a partial clone does not have, is not absent. */
async function orNotRead<T>(shownAs: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CannotRun) throw error;
    const cause = causeOf(error as Error);
    const message = typeof cause === "object" ? cause.message : (error as Error).message;
    throw cannotRun("fileNotRead", { file: shownAs, cause: { message } });
  }
}

async function commitOf(folder: string, revision: string): Promise<string> {
  // Nothing of a revision is an option.
  const named = ["--end-of-options", `${revision}^{commit}`];
  try {
    const commit = (await git(folder, ["rev-parse", "--verify", "--quiet", ...named])).trim();
    await refuseAmbiguous(folder, revision, named);
    return commit;
  } catch (error) {
    if (error instanceof CannotRun) throw error;
    throw cannotRun("commitNotFound", { revision, cause: causeOf(error as Error) });
  }
}

/** Of a tag and a branch of one name git takes the tag, with a warning: whoever sets a tag would choose what is compared with. */
async function refuseAmbiguous(folder: string, revision: string, args: string[]): Promise<void> {
  const warning = ["-c", "core.warnAmbiguousRefs=true", "rev-parse", "--verify", ...args];
  const { stderr } = await run(folder, warning);
  const [message] = stderr.trim().split("\n");
  if (!message) return;
  const [name = ""] = revision.split(/[~^@:]/);
  const named = await Promise.all(
    ["heads", "tags"].map((kind) => hasRef(folder, `refs/${kind}/${name}`)),
  );
  const cause = named.every((one) => one) ? ("ambiguous" as const) : { message };
  throw cannotRun("commitNotFound", { revision, cause });
}

async function hasRef(folder: string, ref: string): Promise<boolean> {
  return git(folder, ["show-ref", "--verify", "--quiet", ref]).then(
    () => true,
    () => false,
  );
}

function causeOf(error: Error): CommitCause | undefined {
  const { code, stderr } = error as Error & { code?: string | number; stderr?: string };
  if (code === "ENOENT") return "gitMissing";
  const [message] = stderr?.trim().split("\n") ?? [];
  return message ? { message } : undefined;
}

/** Runs git without a shell. */
async function git(folder: string, args: string[]): Promise<string> {
  return (await run(folder, args)).stdout;
}

/** Objects are those that their ids name, whatever refs/replace has; a path is no pattern. */
function run(folder: string, args: string[]): Promise<{ stdout: string; stderr: string }> {
  const env = { ...process.env, GIT_NO_REPLACE_OBJECTS: "1", GIT_LITERAL_PATHSPECS: "1" };
  return promisify(execFile)("git", args, { cwd: folder, maxBuffer: 16 << 20, env });
}
