import { writeFileSync } from "node:fs";

import { GUIDE_FILE, guideText, PROJECT_FILE, projectText } from "./renderings";
import { configKeys, SCHEMA_FILE, stackFileSchemaText } from "./stackFile";

async function write(): Promise<void> {
  const keys = configKeys();
  writeFileSync(SCHEMA_FILE, await stackFileSchemaText());
  writeFileSync(PROJECT_FILE, await projectText(keys));
  writeFileSync(GUIDE_FILE, await guideText(keys));
}

void write();
