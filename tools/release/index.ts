import { writeFileSync } from "node:fs";

import { PACKAGE_SCHEMA_FILE, packageSchemaText } from "./packageSchema";
import { REGISTRY_PAGE, registryPage } from "./registry";

writeFileSync(REGISTRY_PAGE, registryPage());
void packageSchemaText().then((text) => writeFileSync(PACKAGE_SCHEMA_FILE, text));
