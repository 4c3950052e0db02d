// Removes the declarations that no entry of the package reaches: TypeScript writes one for every file, users read those of the entries.
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

const IMPORTED = /(?:from |import\()"(\.[^"]+)"/g;
const EXTENSION = ".d.ts";

/** The files that `entries` are made of; each entry is a path without its extension. */
function reached(entries) {
  const found = new Set();
  const open = [...entries];
  while (open.length > 0) {
    const module = open.pop();
    const file = [module, path.join(module, "index")]
      .map((one) => `${one}${EXTENSION}`)
      .find((one) => existsSync(one));
    if (file === undefined) throw new Error(`${module}: no declaration`);
    if (found.has(file)) continue;
    found.add(file);
    for (const [, imported] of readFileSync(file, "utf8").matchAll(IMPORTED)) {
      open.push(path.resolve(path.dirname(file), imported));
    }
  }
  return found;
}

/** Removes every declaration below `dist` that `entries` do not reach. */
export function removeUnreachedDeclarations(dist, entries) {
  const kept = reached(entries.map((entry) => path.join(dist, entry)));
  for (const { name, parentPath } of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const file = path.join(parentPath, name);
    if (name.endsWith(EXTENSION) && !kept.has(file)) rmSync(file);
  }
}
