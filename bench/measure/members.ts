import { fork } from "node:child_process";
import * as path from "node:path";

import { REGISTER } from "../engine/stack";
import type { Handled, MembersTask } from "../programs/members";
import type { Row } from "../report";
import { megabytes, milliseconds, ratioRow } from "../report";
import { interleaved, ratio, spread } from "../rounds";
import type { Settings } from "../settings";

/** Five times as many members may take five times as much, and no more than what is measured differs from run to run. */
const TIMES = 5;
const LINEAR = { atMost: 1.25 * TIMES };

const PROGRAM = path.resolve(__dirname, "../programs/members.ts");

const TASKS: { [task in MembersTask]: { does: string; counts: string } } = {
  preview: { does: "what a preview registers", counts: "resources" },
  status: { does: "status", counts: "calls of AWS" },
};

/** What a preview and `status` take at five times as many members, in processes of their own. */
export async function measureMembers({ growth }: Settings): Promise<Row[]> {
  const { members, repeats } = growth;
  const [many, few] = [members, members / TIMES];
  const of = [many, few].map((count) => count.toLocaleString("en")).join(" members to ");
  const rows: Row[] = [];
  for (const [task, { does, counts }] of Object.entries(TASKS)) {
    const ran = await interleaved(
      { ...repeats, warmUp: 0 },
      { many: () => handled(task, many), few: () => handled(task, few) },
    );
    const row = (what: string, member: keyof Handled, shown: (value: number) => string) => {
      const [whole, part] = [ran.many, ran.few].map((all) => all.map((one) => one[member]));
      const medians = [whole, part].map((all) => shown(spread(all as number[]).median));
      return ratioRow(
        `Growth, ${what}, ${of}`,
        ratio(whole as number[], part as number[]),
        LINEAR,
        medians.join(" to "),
      );
    };
    rows.push(
      row(does, "time", milliseconds),
      row(`peak memory of ${does}`, "peakMemory", megabytes),
      row(`${counts} of ${does}`, "count", String),
    );
  }
  return rows;
}

/** Runs a program in a process of its own. */
function handled(task: string, count: number): Promise<Handled> {
  return new Promise((resolve, reject) => {
    const child = fork(PROGRAM, [task, String(count)], {
      execArgv: ["-r", REGISTER.asConfigured],
    });
    let answer: Handled | undefined;
    child.on("message", (message: Handled) => (answer = message));
    child.on("error", reject);
    child.on("exit", (code) =>
      answer === undefined ? reject(new Error(`${task} ended with ${code}`)) : resolve(answer),
    );
  });
}
