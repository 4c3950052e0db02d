import { writeFileSync } from "node:fs";
import * as path from "node:path";

import { runIn } from "../testing/command";
import { CONFIGS, FORMATS } from "../testing/planExamples";
import { EXAMPLES, identities } from "../testing/exports";

const TEST = path.join(__dirname, "..", "test");

/** Writes the golden files anew: identities, where a changed line is a breaking change, and what `plan` prints. */
async function main(): Promise<void> {
  for (const [example, recordExample] of Object.entries(EXAMPLES)) {
    const file = path.join(TEST, "components", "golden", `${example}.txt`);
    writeFileSync(file, `${identities(await recordExample()).join("\n")}\n`);
  }
  for (const [example, config] of Object.entries(CONFIGS)) {
    for (const [format, extension] of Object.entries(FORMATS)) {
      const args = ["plan", "--stack", "prod", "--format", format];
      const { out } = await runIn({ "Pulumi.prod.yaml": config }, args);
      writeFileSync(path.join(TEST, "cli", "golden", `${example}.${extension}`), out);
    }
  }
}

void main();
