import { fork } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import * as path from "node:path";

import type { ProgramInput } from "../programs/input";
import type { Environment } from "./environment";

/** The files in `programs/`. */
export type ProgramName = "component" | "sources" | "plugin" | "handWritten";

export interface RunOptions {
  program: ProgramName;
  operation: "preview" | "up";
  /** Whether ts-node checks the program's types, Pulumi's default. Defaults to false: swc transpiles, as stacks/tsconfig.json says. */
  typeCheck?: boolean;
  /** Resources under way at a time. Defaults to the engine's own choice. */
  parallel?: number;
}

/** What one run of a program took. */
export interface Run {
  /** From the start of the process to its end, in seconds. */
  seconds: number;
  /** Of the program's process, in bytes; the engine is a process of its own. */
  peakMemory: number;
  /** Count of resources by what was done to them. */
  changes: { [operation: string]: number };
}

/** A resource as far as it is asked for here. */
export interface StateResource {
  urn: string;
  type: string;
  /** URNs of what it takes inputs from or waits for. */
  dependencies?: string[];
  /** `<urn>::<id>`. */
  provider?: string;
}

/** A stack with a backend of its own. */
export interface BenchStack {
  run(options: RunOptions): Promise<Run>;
  /** What is deployed. */
  state(): StateResource[];
  close(): void;
}

/** What a process requires first, to read TypeScript. */
export const REGISTER = {
  asConfigured: path.resolve(__dirname, "../../tools/typescript.cjs"),
  typeChecked: path.join(__dirname, "typeCheck.cjs"),
};

const ROOT = path.resolve(__dirname, "../..");
let opened = 0;

export function openStack(environment: Environment, input: ProgramInput): BenchStack {
  const folder = path.join(environment.folder, `stack-${++opened}`);
  mkdirSync(folder);
  return {
    run: ({ program, operation, typeCheck = false, parallel }) =>
      runProcess(typeCheck, {
        ...environment,
        folder,
        program: path.join(ROOT, "bench/programs", `${program}.ts`),
        ...(program === "plugin" && { plugin: ROOT }),
        input,
        operation,
        options: { parallel },
      }),
    state: () => stateIn(folder),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function runProcess(typeCheck: boolean, order: object): Promise<Run> {
  const start = performance.now();
  const child = fork(path.join(__dirname, "process.cjs"), {
    cwd: ROOT,
    execArgv: ["-r", typeCheck ? REGISTER.typeChecked : REGISTER.asConfigured],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  let answer: (Omit<Run, "seconds"> & { error?: string }) | undefined;
  child.once("message", (message: typeof answer) => void (answer = message));
  child.send(order);
  const code = await new Promise((resolve) => void child.once("exit", resolve));
  const seconds = (performance.now() - start) / 1000;
  if (answer === undefined) throw new Error(`a program's process ended with ${String(code)}`);
  if (answer.error !== undefined) throw new Error(answer.error);
  return { ...answer, seconds };
}

function stateIn(folder: string): StateResource[] {
  const file = path.join(folder, ".pulumi/stacks/bench/bench.json");
  const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as {
    checkpoint: { latest: { resources: StateResource[] } };
  };
  return checkpoint.latest.resources;
}
