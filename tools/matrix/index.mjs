// Runs the tests on each supported combination of Node.js, Pulumi SDK and Pulumi engine, and prints a table of what passed:
// `npm run matrix -- [--node 22] [--pulumi oldest] [--suite unit]`.
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { versionOf } from "../pulumi-cli/build.mjs";
import { run, say } from "../run.mjs";
import { chosen, PULUMI, table } from "./combinations.mjs";
import { checkout, engineFolder, nodeFolder, sdkOf } from "./setup.mjs";

const SUM = /^\d+ passed, (\d+) failed$/;
const MINUTE = 60_000;

/** Runs test files, shows their output, and resolves to mocha's last line. */
function test(files, options) {
  const args = [...files, "--ignore", "test/**/*laws.test.ts"];
  const jobs = ["--parallel", "--jobs", String(availableParallelism())];
  const child = spawn("node", ["node_modules/mocha/bin/mocha.js", ...args, ...jobs], {
    ...options,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let stdout = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
    process.stderr.write(chunk);
  });
  return new Promise((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("close", () => {
      const last = stdout.trimEnd().split("\n").pop();
      resolve(SUM.test(last) ? last : "ended before its report");
    });
  });
}

const named = ["node", "pulumi", "suite"].map((name) => [name, { type: "string" }]);
const { values } = parseArgs({ options: Object.fromEntries(named) });
const checkouts = {};
const results = [];
for (const { node, pulumi, suites } of chosen(values)) {
  const folders = [await nodeFolder(node), await engineFolder(PULUMI[pulumi])];
  const env = { ...process.env, PATH: [...folders, process.env.PATH].join(path.delimiter) };
  const cwd = (checkouts[pulumi] ??= await checkout(pulumi));
  const options = { cwd, env };
  await run(`Building with Node.js ${node}`, "npm", ["run", "--silent", "build"], {
    ...options,
    limit: 30 * MINUTE,
  });
  const sums = {};
  for (const [suite, files] of suites) {
    say(`Node.js ${node}, Pulumi ${PULUMI[pulumi]}: ${suite}`);
    sums[suite] = await test(files, options);
  }
  const engine = versionOf(path.join(folders[1], "pulumi"));
  results.push({ node, sdk: sdkOf(cwd), engine, sums });
}
console.log(table(results));
const passed = (sum) => SUM.exec(sum)?.[1] === "0";
if (!results.every(({ sums }) => Object.values(sums).every(passed))) process.exitCode = 1;
