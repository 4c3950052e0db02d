import { writeFileSync } from "node:fs";
import * as path from "node:path";

import { EXAMPLES, identities } from "../test/support/exports";

/** Writes the golden files of identities anew: a changed line is a breaking change. */
async function main(): Promise<void> {
  for (const [example, recordExample] of Object.entries(EXAMPLES)) {
    const file = path.join(__dirname, "..", "test", "components", "golden", `${example}.txt`);
    writeFileSync(file, `${identities(await recordExample()).join("\n")}\n`);
  }
}

void main();
