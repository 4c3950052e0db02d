import { execFileSync } from "node:child_process";

import type { Intercept } from "./cloudStack";

/** Operations of AWS that change something. */
export const CHANGES =
  /:(Create|Put|Update|Enable|Disable|Delete|Schedule|Tag|Untag|Associate|Disassociate|Invite|Accept|Set|Attach|Detach|Add|Remove|Publish|Subscribe)/;

/** The process that ends: Pulumi's CLI, the program that it runs, both of them, or the project's own command. */
export type Victim = "engine" | "program" | "both" | "command";

/** Which call ends a process, and what became of it. */
export interface Kill {
  /** Number of the changing call, from 1; 0: none. */
  at: number;
  /** The operation whose calls are counted. Default: all that change something. */
  only?: string;
  /** Whether AWS still does what was asked. */
  answered: boolean;
  victim: Victim;
  /** Calls so far, of those that are counted. */
  calls: number;
  /** The operation at which the process ended. */
  operation?: string;
}

/** By victim, what its command line has. */
const ENGINE = /\bpulumi (?:.* )?(up|destroy)\b/;
const PROGRAM = /@pulumi\/pulumi\/cmd\/run\b/;
const COMMAND_LINES: { [victim in Victim]: RegExp } = {
  engine: ENGINE,
  program: PROGRAM,
  both: new RegExp(`${ENGINE.source}|${PROGRAM.source}`),
  command: /\bdist\/cli\/main\.js\b/,
};

/** Ends a process with SIGKILL at a changing call: before AWS does what was asked, or after that. */
export function killing(kill: Kill): Intercept {
  return (cloud) => ({
    async call(caller, operation, input) {
      const counts = kill.only === undefined ? CHANGES.test(operation) : kill.only === operation;
      if (!counts) return cloud.call(caller, operation, input);
      const strikes = ++kill.calls === kill.at;
      if (strikes && !kill.answered) {
        end(kill, operation);
        if (kill.victim !== "program") return new Promise<never>(() => undefined);
      }
      const answer = await cloud.call(caller, operation, input);
      if (!strikes || kill.operation !== undefined) return answer;
      end(kill, operation);
      // Calls of the provider, which outlives the program, are answered.
      return kill.victim === "program" ? answer : new Promise<never>(() => undefined);
    },
  });
}

function end(kill: Kill, operation: string): void {
  kill.operation = operation;
  for (const pid of descendants(COMMAND_LINES[kill.victim])) process.kill(pid, "SIGKILL");
}

/** The processes below this one whose command line matches. */
function descendants(commandLine: RegExp): number[] {
  const processes = execFileSync("ps", ["-o", "pid=,ppid=,args=", "-e"], { encoding: "utf8" })
    .split("\n")
    .flatMap((line) => {
      const [, pid, parent, args = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), args }];
    });
  const below = (pid: number): typeof processes =>
    processes.filter(({ parent }) => parent === pid).flatMap((one) => [one, ...below(one.pid)]);
  return below(process.pid)
    .filter(({ args }) => commandLine.test(args))
    .map(({ pid }) => pid);
}
