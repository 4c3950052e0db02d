// Runs `guardduty-export plan` in the current folder and leaves its markdown in a file, for comment.mjs to post.
// The inputs are in the environment (PLAN_STACK, PLAN_CONFIG, PLAN_AGAINST …): none of them is read as shell.
// Ends with 0 once the file is there, whatever the plan found: its exit code is an output.
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL, URL } from "node:url";

const PACKAGE = "guardduty-export";
const FLAGS = {
  PLAN_STACK: "--stack",
  PLAN_CONFIG: "--config",
  PLAN_AGAINST: "--against",
  PLAN_BUCKET_POLICY: "--bucket-policy",
  PLAN_KEY_POLICY: "--key-policy",
};
/** Those that take a file a line. */
const LISTS = {
  PLAN_SHARED_POLICY: "--shared-policy",
  PLAN_ROLE_DETAILS: "--role-details",
};
const VERSION = /^\d+\.\d+\.\d+([-+][\w.+-]+)?$/;

/** The first line of a comment, which it is found by the next time; one for each thing planned. */
export const markerOf = (subject) =>
  `<!-- ${PACKAGE}-plan: ${subject.replace(/[^\w./-]/g, "_")} -->`;

/** The arguments of the command. A value is never taken for a flag. */
export function planArguments(env) {
  const flags = Object.entries(FLAGS).filter(([name]) => env[name]);
  const lists = Object.entries(LISTS).flatMap(([name, flag]) =>
    linesOf(env[name]).map((line) => `${flag}=${line}`),
  );
  const single = flags.map(([name, flag]) => `${flag}=${env[name]}`);
  return ["plan", ...single, ...lists, "--format=markdown"];
}

const linesOf = (text = "") => text.split(/\r?\n/).flatMap((line) => line.trim() || []);

/**
 * What runs the command in `folder`: the version asked for, otherwise what the project is or has installed,
 * otherwise the version that this file belongs to.
 */
export function planCommand(folder, version, ownVersion) {
  if (version && !VERSION.test(version)) {
    throw new Error(`version must be a version of ${PACKAGE}, such as ${ownVersion}`);
  }
  const installed = version ? undefined : installedFrom(path.resolve(folder));
  return installed
    ? [process.execPath, installed]
    : ["npx", "--yes", `${PACKAGE}@${version || ownVersion}`];
}

/** The command's file in the folder's own package or in node_modules, here or further up. */
function installedFrom(folder) {
  for (const folderOf of [folder, path.join(folder, "node_modules", PACKAGE)]) {
    const { name, bin } = readPackage(folderOf);
    if (name === PACKAGE && bin) return path.join(folderOf, bin[PACKAGE] ?? bin);
  }
  const parent = path.dirname(folder);
  return parent === folder ? undefined : installedFrom(parent);
}

function readPackage(folder) {
  const file = path.join(folder, "package.json");
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
}

/** Whether there is a plan: npm too ends with 1, without one, when it cannot get the package, and 2 may be either: a plan begins with its heading. */
const planned = ({ status, stdout }) =>
  status === 2 ? /^#/.test(stdout) : [0, 1].includes(status) && stdout.trim() !== "";

/** What becomes the comment: the plan, or why there is none. */
export function commentOf(subject, result) {
  const marker = markerOf(subject);
  if (planned(result)) return `${marker}\n${result.stdout.trim()}\n`;
  const reason = result.stderr.trim();
  const runs = reason.match(/`+/g) ?? [];
  const fence = "`".repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${marker}\n**${PACKAGE} could not make a plan.**\n\n${fence}text\n${reason}\n${fence}\n`;
}

/** Shows text of others in a log; GitHub takes none of it for a command to the runner. */
function show(text, { GITHUB_ACTIONS }) {
  const token = randomUUID();
  console.log(GITHUB_ACTIONS ? `::stop-commands::${token}\n${text}\n::${token}::` : text);
}

function main(env) {
  const own = readPackage(fileURLToPath(new URL("../..", import.meta.url)));
  const [command, ...first] = planCommand(process.cwd(), env.PLAN_VERSION, own.version);
  const args = [...first, ...planArguments(env)];
  const result = spawnSync(command, args, { encoding: "utf8", env: { ...env, NO_COLOR: "1" } });
  if (result.error) throw result.error;

  const text = commentOf(env.PLAN_STACK || env.PLAN_CONFIG || "", result);
  const file = path.join(env.RUNNER_TEMP ?? os.tmpdir(), `${PACKAGE}-plan.md`);
  fs.writeFileSync(file, text);
  show(result.stderr + text, env);
  const exitCode = planned(result) ? result.status : 2;
  if (env.GITHUB_STEP_SUMMARY) fs.appendFileSync(env.GITHUB_STEP_SUMMARY, text);
  if (env.GITHUB_OUTPUT) {
    fs.appendFileSync(env.GITHUB_OUTPUT, `markdown=${file}\nexit-code=${exitCode}\n`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) main(process.env);
