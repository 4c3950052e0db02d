// Runs a command that may take minutes, with a sign of life on stderr.
import { spawn } from "node:child_process";

export const say = (text) => process.stderr.write(`${text}\n`);

export async function run(what, command, args, { limit, ...options }) {
  say(`${what} …`);
  const start = Date.now();
  const life = setInterval(() => say(`  … ${Math.round((Date.now() - start) / 1000)} s`), 20_000);
  const child = spawn(command, args, { stdio: ["ignore", 2, 2], timeout: limit, ...options });
  const problem = await new Promise((resolve) => {
    child.on("error", (error) => resolve(error.message));
    child.on("close", (code, signal) => resolve(signal ? `stopped after its time` : code));
  });
  clearInterval(life);
  if (problem) throw new Error(`${what}: failed (${problem})`);
}
