// Everything that `make test` holds the project to: an engine, Trino where Java is, a browser where there is one, lint, types, build, then
// every test file, two more at a time than there are processors, as they wait for engines. The last line printed is `N passed, N failed`; a failed check counts as a
// failed test.
import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";

/** The files that take longest start first: none of them is left to run alone. */
const LONGEST = [
  "test/docs/running.test.ts",
  "test/athena/queries.test.ts",
  "test/package/plugin.test.ts",
  "test/bench/bench.test.ts",
];
const rank = (file) => (LONGEST.indexOf(file) + LONGEST.length + 1) % (LONGEST.length + 1);
const files = globSync("test/**/*.test.{ts,mjs}").sort();

const SUM = /^\d+ passed, \d+ failed$/;

/** Runs a command; its output is shown as it comes, or once it has ended. Resolves to its exit code and stdout. */
function run(command, args, show) {
  const child = spawn(command, args, { stdio: ["inherit", "pipe", show ? "inherit" : "pipe"] });
  let stdout = "";
  let output = "";
  child.stdout.on("data", (chunk) => {
    stdout += chunk;
    output += chunk;
    if (show) process.stdout.write(chunk);
  });
  child.stderr?.on("data", (chunk) => (output += chunk));
  return new Promise((resolve) =>
    child.on("close", (code) => {
      if (!show) process.stdout.write(output);
      resolve({ code, stdout });
    }),
  );
}

/** Whether a check passed. */
async function check(name, command, args, show = false) {
  const start = Date.now();
  const { code } = await run(command, args, show);
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(`${name}: ${code === 0 ? "ok" : "failed"} (${seconds} s)`);
  return code === 0;
}

const npmRun = (name, script) => check(name, "npm", ["run", "--silent", script]);
const passed = [
  await check("engine", process.execPath, ["tools/pulumi-cli/ensure.mjs"], true),
  await check("trino", process.execPath, ["tools/trino/ensure.mjs", "--optional"], true),
  await check("browser", process.execPath, ["tools/pictures/browser.mjs", "--optional"], true),
  ...(await Promise.all([
    npmRun("lint", "lint"),
    npmRun("types", "typecheck"),
    npmRun("build", "build"),
  ])),
];
const failedChecks = passed.filter((one) => !one).length;

const mocha = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");
const mochaArgs = [
  ...files.sort((one, other) => rank(one) - rank(other)),
  ...["--parallel", "--jobs", String(availableParallelism() + 2)],
  ...["--reporter-option", `failedChecks=${failedChecks}`],
  ...(process.stdout.isTTY ? ["--color"] : []),
];
const { code, stdout } = await run(process.execPath, [mocha, ...mochaArgs], true);
// Mocha ended before its report.
if (!SUM.test(stdout.trimEnd().split("\n").pop()))
  console.log(`0 passed, ${failedChecks + 1} failed`);
process.exitCode = code === 0 && failedChecks === 0 ? 0 : 1;
