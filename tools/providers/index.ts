import { writeFileSync } from "node:fs";

import { PROVIDERS, shapesFile } from "./shapes";

for (const provider of PROVIDERS) {
  const { file, text } = shapesFile(provider);
  writeFileSync(file, text);
}
