import { execFile } from "node:child_process";
import fs from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

import { otherCompilers } from "./compilers";
import { ROOT } from "./pack";

const run = promisify(execFile);

/** The compiler that this repository uses. */
export const OWN = "typescript";

/** The ways that users' projects find modules. */
export const MODULES = {
  "CommonJS, node16": { type: "commonjs", module: "node16", moduleResolution: "node16" },
  "ECMAScript modules, node16": { type: "module", module: "node16", moduleResolution: "node16" },
  "ECMAScript modules, bundler": {
    type: "module",
    module: "esnext",
    moduleResolution: "bundler",
  },
};
type Modules = (typeof MODULES)[keyof typeof MODULES];

/** Compiles the project's program with what its own tsconfig.json says. */
export async function compile(
  folder: string,
  compiler: string,
  settings: Modules,
  file: string,
  skipLibCheck = true,
) {
  const { type, ...modules } = settings;
  await fs.writeFile(path.join(folder, "package.json"), JSON.stringify({ name: "user", type }));
  const tsconfig = {
    compilerOptions: {
      ...modules,
      target: "es2022",
      strict: true,
      skipLibCheck,
      types: [],
      outDir: "out",
    },
    files: [file],
  };
  await fs.writeFile(path.join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
  const modulesOf = compiler === OWN ? path.join(ROOT, "node_modules") : await otherCompilers();
  const tsc = path.join(modulesOf, compiler, "bin/tsc");
  await run(process.execPath, [tsc, "-p", folder], { cwd: folder });
}
