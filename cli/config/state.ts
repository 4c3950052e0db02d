import { readFile } from "node:fs/promises";
import * as path from "node:path";

import type { Deployment } from "../../rules/recovery";
import { cannotRun } from "../cannotRun";
import { pulumi } from "./pulumi";

/** The state of a stack, from the file of `pulumi stack export`, or else by running that. Throws CannotRun. */
export async function stateOf(folder: string, stack: string, file?: string): Promise<Deployment> {
  try {
    const text =
      file === undefined
        ? await pulumi(folder, ["stack", "export", "--stack", stack])
        : await readFile(path.resolve(folder, file), "utf8");
    const { deployment } = JSON.parse(text) as { deployment?: Deployment };
    if (typeof deployment === "object" && deployment !== null) return deployment;
    throw new Error("it has no deployment");
  } catch (error) {
    throw cannotRun("stateNotRead", { stack, cause: (error as Error).message });
  }
}
