import { execFileSync } from "node:child_process";

import type { Intercept } from "./cloudStack";

/** Operations of AWS that change something. */
export const CHANGES =
  /:(Create|Put|Update|Enable|Disable|Delete|Schedule|Tag|Untag|Associate|Disassociate|Invite|Set|Attach|Detach|Add|Remove|Publish|Subscribe)/;

/** Which call ends the engine, and what became of it. */
export interface Kill {
  /** Number of the changing call, from 1; 0: none. */
  at: number;
  /** Whether AWS still does what was asked. */
  answered: boolean;
  /** Changing calls so far. */
  calls: number;
  /** The operation at which the engine ended. */
  operation?: string;
}

/** Ends the engine with SIGKILL at a changing call: before AWS does what was asked, or after that. */
export function killing(kill: Kill): Intercept {
  return (cloud) => ({
    async call(caller, operation, input) {
      if (!CHANGES.test(operation)) return cloud.call(caller, operation, input);
      const strikes = ++kill.calls === kill.at;
      if (strikes && !kill.answered) {
        end(kill, operation);
        return new Promise<never>(() => undefined);
      }
      const answer = await cloud.call(caller, operation, input);
      if (!strikes) return answer;
      end(kill, operation);
      return new Promise<never>(() => undefined);
    },
  });
}

function end(kill: Kill, operation: string): void {
  kill.operation = operation;
  for (const pid of engines()) process.kill(pid, "SIGKILL");
}

/** The CLI processes that this process started. */
function engines(): number[] {
  const args = ["-o", "pid=,ppid=,args=", "-e"];
  return execFileSync("ps", args, { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, ...command]) => Number(parent) === process.pid && command.includes("up"))
    .map(([pid]) => Number(pid));
}
