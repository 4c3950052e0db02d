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
  return decoded("utf-8", readBytes(file, shownAs), shownAs);
}

/** By its first bytes, how a file of YAML is encoded that is not UTF-8. */
const MARKS: [first: number, second: number, encoding: string][] = [
  [0xff, 0xfe, "utf-16le"],
  [0xfe, 0xff, "utf-16be"],
];

/** The text of a file of YAML, which Pulumi reads as UTF-16 too where a byte order mark says so. Throws CannotRun. */
export function readYamlText(file: string, shownAs: string): string {
  const bytes = readBytes(file, shownAs);
  const [, , encoding = "utf-8"] =
    MARKS.find(([first, second]) => bytes[0] === first && bytes[1] === second) ?? [];
  return decoded(encoding, bytes, shownAs);
}

function readBytes(file: string, shownAs: string): Buffer {
  try {
    const stats = statSync(file);
    // A pipe or a device may have no end.
    if (!stats.isFile() && !stats.isDirectory()) {
      throw cannotRun("fileNotRead", { file: shownAs, cause: "notRegular" });
    }
    refuseTooLarge(stats.size, shownAs);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof CannotRun) throw error;
    const { code = "", message } = error as NodeJS.ErrnoException;
    throw cannotRun("fileNotRead", { file: shownAs, cause: CAUSES[code] ?? { message } });
  }
}

function decoded(encoding: string, bytes: Buffer, shownAs: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw cannotRun("fileNotText", { file: shownAs });
  }
}

/** Throws CannotRun. */
export function refuseTooLarge(bytes: number, shownAs: string): void {
  if (bytes <= MAX_BYTES) return;
  throw cannotRun("fileNotRead", { file: shownAs, cause: "tooLarge" });
}
