import { writeFileSync } from "node:fs";

import { GUIDE_FILE, guideText } from "./renderings";

/** Writes the lists of operations in docs/sandbox.md: `npm run operations`. */
async function write(): Promise<void> {
  writeFileSync(GUIDE_FILE, await guideText());
}

void write();
