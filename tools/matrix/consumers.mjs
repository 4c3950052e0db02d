// Installs the packed package with npm, pnpm and Yarn, compiles the example of docs/unit-tests with TypeScript 5 and 6, and runs its unit
// tests and the command on each Node.js. Prints a table: `npm run matrix:consumers`.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { run, say } from "../run.mjs";
import { COMBINATIONS } from "./combinations.mjs";
import { installed, nodeFolder } from "./setup.mjs";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const EXAMPLE = path.join(ROOT, "docs/unit-tests");
const NODES = [...new Set(COMBINATIONS.map(({ node }) => node))];
const COMPILERS = {
  "typescript-5": "npm:typescript@5.9.3",
  "typescript-6": "npm:typescript@6.0.3",
};
const UNIT = [
  "node_modules/mocha/bin/mocha.js",
  "out/findings.test.js",
  "--timeout",
  "120000",
  "--exit",
];

const QUIET = ["--no-audit", "--no-fund", "--loglevel=error"];
const modules = await installed("managers");
const MANAGERS = {
  npm: ["npm", "install", "--ignore-scripts", ...QUIET],
  pnpm: [path.join(modules, ".bin/pnpm"), "install", "--ignore-scripts", "--reporter=silent"],
  yarn: [path.join(modules, ".bin/yarn"), "install"],
};

/** A user's project outside of the repository, which an own manager installs. */
async function project(manager, tarball) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `consumer-${manager}-`));
  fs.cpSync(EXAMPLE, folder, { recursive: true });
  const file = path.join(folder, "package.json");
  const manifest = JSON.parse(fs.readFileSync(file, "utf8"));
  manifest.dependencies["guardduty-export"] = `file:${tarball}`;
  delete manifest.devDependencies.typescript;
  Object.assign(manifest.devDependencies, COMPILERS);
  fs.writeFileSync(file, JSON.stringify(manifest));
  fs.writeFileSync(
    path.join(folder, "Pulumi.prod.yaml"),
    "config:\n  guardduty-export:regions: [us-east-1]\n",
  );
  const [command, ...args] = MANAGERS[manager];
  await run(`Installing with ${manager}`, command, args, {
    cwd: folder,
    env: {
      ...process.env,
      YARN_NODE_LINKER: "node-modules",
      YARN_ENABLE_SCRIPTS: "false",
      YARN_ENABLE_IMMUTABLE_INSTALLS: "false",
    },
  });
  return folder;
}

/** "passed", or the first line of what a command said when it failed. */
function tried(cwd, node, args) {
  const env = { ...process.env, PATH: [path.dirname(node), process.env.PATH].join(path.delimiter) };
  try {
    execFileSync(node, args, { cwd, env, encoding: "utf8", stdio: "pipe" });
    return "passed";
  } catch (error) {
    say(`${error.stdout ?? ""}${error.stderr ?? error.message}`);
    return "failed";
  }
}

const destination = fs.mkdtempSync(path.join(os.tmpdir(), "packed-"));
const pack = execFileSync("node", [path.join(ROOT, "tools/release/pack.mjs"), destination], {
  encoding: "utf8",
});
const tarball = path.join(destination, JSON.parse(pack).filename);
const rows = [];
for (const manager of Object.keys(MANAGERS)) {
  const folder = await project(manager, tarball);
  for (const major of NODES) {
    const node = path.join(await nodeFolder(major), "node");
    const compiled = Object.keys(COMPILERS).map((compiler) => {
      say(`${manager}, Node.js ${major}, ${compiler}`);
      return tried(folder, node, [`node_modules/${compiler}/bin/tsc`, "-p", "."]);
    });
    const unit = tried(folder, node, UNIT);
    const command = "node_modules/guardduty-export/dist/cli/main.js";
    const plan = tried(folder, node, [command, "plan", "--stack", "prod"]);
    rows.push([manager, major, ...compiled, unit, plan]);
  }
  fs.rmSync(folder, { recursive: true });
}
fs.rmSync(destination, { recursive: true });
const head = ["Installed with", "Node.js", "TypeScript 5", "TypeScript 6", "unit tests", "plan"];
const lines = [head, head.map(() => "---"), ...rows];
console.log(lines.map((row) => `| ${row.join(" | ")} |`).join("\n"));
if (rows.some((row) => row.includes("failed"))) process.exitCode = 1;
