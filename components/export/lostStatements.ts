import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";

import type { OtherWriter } from "../../rules/adoption";

/** Keeps statements that another write removed in a file of the working directory; the finding names it. */
export async function keepLost(found: OtherWriter): Promise<OtherWriter> {
  if (found.id !== "statementsLost") return found;
  const text = JSON.stringify(found.lost, undefined, 2);
  for (let copy = 1; copy <= COPIES; copy++) {
    const file = resolve(`lost-statements-${found.name.split("/").at(-1)}-${copy}.json`);
    try {
      await writeFile(file, text, { flag: "wx", mode: 0o600 });
      return { ...found, file };
    } catch (error) {
      if ((error as { code?: string }).code !== "EEXIST") break;
    }
  }
  // The text of the finding holds the statements all the same.
  return found;
}

/** Files of earlier deployments are not overwritten. */
const COPIES = 100;
