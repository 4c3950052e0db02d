import { writeFileSync } from "node:fs";

import { PACKAGE_SCHEMA_FILE, packageSchemaText } from "./packageSchema";

void packageSchemaText().then((text) => writeFileSync(PACKAGE_SCHEMA_FILE, text));
