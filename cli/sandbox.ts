import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";

const NAME = "guardduty-sandbox/bin.cjs";

/** The sandbox's program, where its package is installed: in a checkout. The published package does not contain it. */
export function sandboxProgram(): string | undefined {
  try {
    return createRequire(__filename).resolve(NAME);
  } catch {
    return undefined;
  }
}

/** Runs the sandbox until it is stopped; resolves to its exit code. */
export async function runSandbox(program: string, args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [program, ...args], { stdio: "inherit" });
  // The terminal interrupts the sandbox as well, which then ends by itself.
  const waitForIt = () => undefined;
  const stop = () => void child.kill("SIGTERM");
  process.on("SIGINT", waitForIt).on("SIGTERM", stop);
  try {
    const [code] = (await once(child, "exit")) as [number | null];
    return code ?? 2;
  } finally {
    process.off("SIGINT", waitForIt).off("SIGTERM", stop);
  }
}
