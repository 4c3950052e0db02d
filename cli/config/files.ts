import { readFileSync, statSync } from "node:fs";

import { CannotRun, cannotRun } from "../cannotRun";
import type { FileCause } from "../findings/inputs";

const CAUSES: { [code: string]: FileCause } = {
  ENOENT: "notFound",
  EISDIR: "isDirectory",
  EACCES: "noPermission",
};

/** No configuration and no policy is as large. */
const MAX_BYTES = 1 << 20;

/** The text of a file, without a byte order mark. Throws CannotRun. */
export function readText(file: string, shownAs: string): string {
  let bytes: Buffer;
  try {
    const stats = statSync(file);
    // A pipe or a device may have no end.
    if (!stats.isFile() && !stats.isDirectory()) {
      throw cannotRun("fileNotRead", { file: shownAs, cause: "notRegular" });
    }
    refuseTooLarge(stats.size, shownAs);
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof CannotRun) throw error;
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw cannotRun("fileNotRead", { file: shownAs, cause: CAUSES[code] ?? { message } });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw cannotRun("fileNotText", { file: shownAs });
  }
}

/** Throws CannotRun. */
export function refuseTooLarge(bytes: number, shownAs: string): void {
  if (bytes <= MAX_BYTES) return;
  throw cannotRun("fileNotRead", { file: shownAs, cause: "tooLarge" });
}
