// Everything that `make test` holds the project to: an engine, lint, types, build, then every test in one mocha run.
// The last line printed is `N passed, N failed`; a failed check counts as a failed test.
import { spawn, spawnSync } from "node:child_process";
import { createRequire } from "node:module";

const SUM = /^\d+ passed, \d+ failed$/;

const npmRun = (script) => ["npm", "run", "--silent", script];
const checks = {
  engine: [process.execPath, "tools/pulumi-cli/ensure.mjs"],
  lint: npmRun("lint"),
  types: npmRun("typecheck"),
  build: npmRun("build"),
};

let failedChecks = 0;
for (const [name, [command, ...args]] of Object.entries(checks)) {
  const start = Date.now();
  const passed = spawnSync(command, args, { stdio: "inherit" }).status === 0;
  if (!passed) failedChecks++;
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(`${name}: ${passed ? "ok" : "failed"} (${seconds} s)`);
}

const mocha = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");
const mochaArgs = ["test/**/*.test.{ts,mjs}", "--reporter-option", `failedChecks=${failedChecks}`];
if (process.stdout.isTTY) mochaArgs.push("--color");
const child = spawn(process.execPath, [mocha, ...mochaArgs], {
  stdio: ["inherit", "pipe", "inherit"],
});
let tail = "";
child.stdout.on("data", (chunk) => {
  process.stdout.write(chunk);
  tail = (tail + chunk).slice(-200);
});
child.on("close", (code) => {
  // Mocha ended before its report: a test file that does not load, or a crash.
  if (!SUM.test(tail.trimEnd().split("\n").pop()))
    console.log(`0 passed, ${failedChecks + 1} failed`);
  process.exitCode = code === 0 && failedChecks === 0 ? 0 : 1;
});
