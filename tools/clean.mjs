// Removes folders before they are made anew: a compiled file whose source is gone would still be loaded.
import { rmSync } from "node:fs";

for (const folder of process.argv.slice(2)) rmSync(folder, { recursive: true, force: true });
