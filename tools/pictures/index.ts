import { writeFileSync } from "node:fs";
import path from "node:path";

import { SCREENS } from "./screens";
import { svgOf } from "./svg";

/** Draws docs/pictures anew, from what the commands print. */
async function main(): Promise<void> {
  for (const [name, screen] of Object.entries(SCREENS)) {
    const file = path.resolve(__dirname, `../../docs/pictures/${name}.svg`);
    writeFileSync(file, svgOf(await screen()));
  }
}

void main();
