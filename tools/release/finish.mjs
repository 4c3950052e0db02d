// Finishes dist/ after the compiler: an index that loads a component when it is first used, the declarations that users read, and the
// policy pack's own files.
import swc from "@swc/core";
import { chmodSync, copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { removeUnreachedDeclarations } from "./declarations.mjs";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const INDEX = path.join(ROOT, "index.ts");
const DIST = path.join(ROOT, "dist");

const components = [...readFileSync(INDEX, "utf8").matchAll(/export \{ \w+ \} from "(.+)"/g)];
const { code } = await swc.transformFile(INDEX, {
  configFile: false,
  swcrc: false,
  jsc: { parser: { syntax: "typescript" }, target: "es2021" },
  module: {
    type: "commonjs",
    lazy: components.map(([, source]) => source),
    exportInteropAnnotation: true, // lists the names for `import` of ECMAScript modules
  },
});
writeFileSync(path.join(DIST, "index.js"), code);
removeUnreachedDeclarations(DIST, ["index", "mocks/index"]);

// npm makes the command executable once, when it links it: npx of a checkout keeps the link over later builds.
chmodSync(path.join(DIST, "cli/main.js"), 0o755);

// The sandbox reads the models of AWS's services where it runs.
const models = path.join(ROOT, "sandbox/models");
for (const file of readdirSync(models).filter((name) => name.endsWith(".json"))) {
  copyFileSync(path.join(models, file), path.join(DIST, "sandbox/models", file));
}

// An editor completes and checks stack files with it, where the program is run from the package.
copyFileSync(
  path.join(ROOT, "stacks/config.schema.json"),
  path.join(DIST, "stacks/config.schema.json"),
);

// The engine wants the pack's settings and version in its folder.
const policy = path.join(DIST, "policy");
copyFileSync(path.join(ROOT, "policy/PulumiPolicy.yaml"), path.join(policy, "PulumiPolicy.yaml"));
const { version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8"));
writeFileSync(path.join(policy, "package.json"), JSON.stringify({ private: true, version }));
