import { readFileSync } from "node:fs";

import { cannotRun } from "../cannotRun";
import type { FileCause } from "../findings/inputs";

const CAUSES: { [code: string]: FileCause } = {
  ENOENT: "notFound",
  EISDIR: "isDirectory",
  EACCES: "noPermission",
};

/** The text of a file, without a byte order mark. Throws CannotRun. */
export function readText(file: string, shownAs: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw cannotRun("fileNotRead", { file: shownAs, cause: CAUSES[code] ?? { message } });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw cannotRun("fileNotText", { file: shownAs });
  }
}
