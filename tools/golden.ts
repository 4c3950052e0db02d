import { writeFileSync } from "node:fs";
import * as path from "node:path";

import { EXPORTS, identities, recordExport } from "../test/support/exports";

/** Writes the golden files of identities anew: a changed line is a breaking change. */
async function main(): Promise<void> {
  for (const [example, args] of Object.entries(EXPORTS)) {
    const file = path.join(__dirname, "..", "test", "components", "golden", `${example}.txt`);
    writeFileSync(file, `${identities(await recordExport(args)).join("\n")}\n`);
  }
}

void main();
