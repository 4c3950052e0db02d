import { writeFileSync } from "node:fs";

import { PAGE_FILE, pageText } from "./page";

async function write(): Promise<void> {
  writeFileSync(PAGE_FILE, await pageText());
}

void write();
