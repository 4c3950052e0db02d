import { writeFileSync } from "node:fs";

import { REFERENCE_FILE, referenceText } from "./renderings";

/** Writes the lists of operations in docs/sandbox-operations.md: `npm run operations`. */
async function write(): Promise<void> {
  writeFileSync(REFERENCE_FILE, await referenceText());
}

void write();
