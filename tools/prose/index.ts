import { readFileSync } from "node:fs";
import * as path from "node:path";

import { trackedFiles } from "../counts/code";
import { faultsOf } from "./check";
import { NOT_CHECKED } from "./exceptions";

const ROOT = path.resolve(__dirname, "../..");

/** The documents whose prose is checked. */
export const checkedDocuments = (): string[] =>
  trackedFiles().filter(
    (file) => file.endsWith(".md") && !NOT_CHECKED.some(({ pattern }) => pattern.test(file)),
  );

/** What the rules of prose refuse in these documents. */
export const faultsOfDocuments = (files: string[]): string[] =>
  files.flatMap((file) => faultsOf(file, readFileSync(path.join(ROOT, file), "utf8")));

/** Prints what the rules of prose refuse in the documents: part of `npm run lint`. */
function main(): void {
  const faults = faultsOfDocuments(checkedDocuments());
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
}

if (require.main === module) main();
