// Packs what is published: `node tools/release/pack.mjs FOLDER`. What only a checkout needs is left out of its package.json: npm warns
// those who install a file whose package has scripts.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

/** Parts of package.json; every file in the staging folder is packed. */
const OF_CHECKOUT = [
  "scripts",
  "devDependencies",
  "files",
  "overrides",
  "allowScripts",
  "workspaces",
];

const npm = (cwd, ...args) =>
  JSON.parse(
    execFileSync("npm", [...args, "--json", "--ignore-scripts"], {
      cwd,
      encoding: "utf8",
      maxBuffer: 1 << 24,
    }),
  );

const destination = path.resolve(process.argv[2]);
const staging = fs.mkdtempSync(path.join(os.tmpdir(), "pack-"));
try {
  const [{ files }] = npm(ROOT, "pack", "--dry-run");
  for (const { path: file } of files) {
    fs.cpSync(path.join(ROOT, file), path.join(staging, file), { preserveTimestamps: true });
  }
  const manifest = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8"));
  for (const part of OF_CHECKOUT) delete manifest[part];
  fs.writeFileSync(path.join(staging, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  const [packed] = npm(staging, "pack", "--pack-destination", destination);
  console.log(JSON.stringify(packed));
} finally {
  fs.rmSync(staging, { recursive: true });
}
