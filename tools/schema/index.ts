import { writeFileSync } from "node:fs";

import { SCHEMA_FILE, stackFileSchemaText } from "./stackFile";

void stackFileSchemaText().then((text) => writeFileSync(SCHEMA_FILE, text));
