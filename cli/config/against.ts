import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";

import { CannotRun } from "../cannotRun";
import { readText } from "./files";
import type { StackFile, StackLocation } from "./stackFile";
import { stackFileOf } from "./stackFile";

/** The config that another is compared with. */
export type Base =
  | { kind: "config"; shownAs: string; file: StackFile }
  /** The commit does not have the file: everything is new. */
  | { kind: "none"; shownAs: string }
  /** What it holds was never deployed like this. */
  | { kind: "invalid"; shownAs: string; reason: string };

/** Reads `--against`: a file where there is one of that name, else the file of `location` as a git commit has it. Throws CannotRun. */
export async function readBase(
  folder: string,
  against: string,
  location: StackLocation,
): Promise<Base> {
  const file = path.resolve(folder, against);
  const isFile = statSync(file, { throwIfNoEntry: false })?.isFile() === true;
  const shownAs = isFile ? against : `${path.relative(folder, location.file)} of ${against}`;
  const text = isFile ? readText(file, against) : await committed(against, location.file);
  if (text === undefined) return { kind: "none", shownAs };
  try {
    return { kind: "config", shownAs, file: stackFileOf(shownAs, location, text) };
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    return { kind: "invalid", shownAs, reason: error.message };
  }
}

/** Branches, tags, commits, and `~` and `^` after them; nothing that git could take for an option or a range. */
const REF = /^[A-Za-z0-9_](?:(?!\.\.|@\{|\/\/)[\w./@~^+-]){0,200}$/;

/** The text of a file as a commit has it; undefined when the commit does not have it. */
async function committed(ref: string, file: string): Promise<string | undefined> {
  if (!REF.test(ref)) {
    throw new CannotRun(`--against: ${JSON.stringify(ref)} is neither a file nor a git commit`);
  }
  const [folder, name] = [path.dirname(file), path.basename(file)];
  const commit = await git(folder, ["rev-parse", "--verify", "--quiet", `${ref}^{commit}`]).catch(
    (error: Error) => {
      throw new CannotRun(
        `--against: ${ref} is neither a file nor a commit of this repository${reasonOf(error)}. Fix: In a shallow clone, fetch the commit first.`,
      );
    },
  );
  const object = `${commit.trim()}:./${name}`;
  const there = await git(folder, ["cat-file", "-e", object]).then(
    () => true,
    () => false,
  );
  return there ? git(folder, ["cat-file", "blob", object]) : undefined;
}

function reasonOf(error: Error): string {
  const { code, stderr } = error as Error & { code?: string | number; stderr?: string };
  if (code === "ENOENT") return " (git is not installed)";
  return stderr?.trim() ? ` (${stderr.trim().split("\n")[0]})` : "";
}

/** Runs git without a shell. */
async function git(folder: string, args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("git", args, { cwd: folder, maxBuffer: 16 << 20 });
  return stdout;
}
