import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Runs the Pulumi CLI in a folder; resolves to what it printed, and rejects with that when it fails. */
export async function pulumi(folder: string, args: readonly string[]): Promise<string> {
  const maxBuffer = 1 << 30;
  try {
    const options = { cwd: folder, maxBuffer };
    return (await promisify(execFile)("pulumi", [...args, "--non-interactive"], options)).stdout;
  } catch (error) {
    const { stdout = "", stderr = "", message } = error as Error & Partial<Ran>;
    const printed = `${stdout}${stderr}`.trim();
    throw new Error(printed === "" ? message : printed, { cause: error });
  }
}

interface Ran {
  stdout: string;
  stderr: string;
}
