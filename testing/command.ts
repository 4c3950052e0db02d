import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { run } from "../cli/program";

/** What a command printed, and its exit code. */
export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** Runs the command in this process, in a folder with these files. */
export function runIn(
  files: { [file: string]: string | Uint8Array },
  args: string[],
  colour = false,
): Promise<Ran> {
  return inFolder(files, (folder) => runAt(folder, args, colour));
}

/** Does something in a folder with these files, which goes again. */
export async function inFolder<T>(
  files: { [file: string]: string | Uint8Array },
  body: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "command-"));
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    return await body(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs the command in this process, in a folder that exists. */
export async function runAt(folder: string, args: string[], colour = false): Promise<Ran> {
  let [out, err] = ["", ""];
  const code = await run(args, {
    folder,
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    colour,
  });
  return { code, out, err };
}
