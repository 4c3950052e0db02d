import { execFile } from "node:child_process";
import * as path from "node:path";
import { promisify } from "node:util";

import { CannotRun, cannotRun } from "../cannotRun";
import { refuseTooLarge } from "./files";
import type { CommitCause } from "../findings/inputs";

/** The files of a commit of the repository that a folder is in. */
export interface Commit {
  /** The revision that it was named by. */
  revision: string;
  /** The text of a file; undefined when the commit does not have it. */
  text(file: string): Promise<string | undefined>;
}

/** Resolves a revision, such as a branch, a tag or a commit id; a file of that name is none. Throws CannotRun. */
export async function openCommit(folder: string, revision: string): Promise<Commit> {
  const commit = await commitOf(folder, revision);
  return {
    revision,
    async text(file) {
      const object = `${commit}:./${path.relative(folder, file).split(path.sep).join("/")}`;
      const exists = await git(folder, ["cat-file", "-e", object]).then(
        () => true,
        () => false,
      );
      if (!exists) return undefined;
      const bytes = Number(await git(folder, ["cat-file", "-s", object]));
      refuseTooLarge(bytes, `${path.relative(folder, file)} of ${revision}`);
      return git(folder, ["cat-file", "blob", object]);
    },
  };
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
async function refuseAmbiguous(folder: string, revision: string, named: string[]): Promise<void> {
  const warning = ["-c", "core.warnAmbiguousRefs=true", "rev-parse", "--verify", ...named];
  const { stderr } = await run(folder, warning);
  const [message] = stderr.trim().split("\n");
  if (message) throw cannotRun("commitNotFound", { revision, cause: { message } });
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

/** Objects are those that their ids name, whatever refs/replace has. */
function run(folder: string, args: string[]): Promise<{ stdout: string; stderr: string }> {
  const env = { ...process.env, GIT_NO_REPLACE_OBJECTS: "1" };
  return promisify(execFile)("git", args, { cwd: folder, maxBuffer: 16 << 20, env });
}
