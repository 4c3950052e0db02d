import { readFileSync } from "node:fs";

import { CannotRun } from "../cannotRun";

const REASONS: { [code: string]: string } = {
  ENOENT: "not found",
  EISDIR: "is a directory",
  EACCES: "permission denied",
};

/** The text of a file, without a byte order mark. Throws CannotRun. */
export function readText(file: string, shownAs: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw new CannotRun(`${shownAs}: ${REASONS[code] ?? message}`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new CannotRun(`${shownAs}: is not UTF-8 text`);
  }
}
