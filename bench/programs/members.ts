import { GuardDutyExport } from "../../components/export/guardDutyExport";
import { deployed } from "../../testing/live/run";
import { ADMINISTRATOR, MANAGEMENT } from "../../testing/live/world";
import { record } from "../../testing/recorder";
import { someMembers } from "../settings";

/** What a process that handles so many members took. */
export interface Handled {
  /** Processor time in milliseconds. */
  time: number;
  /** The largest resident set, in bytes. */
  peakMemory: number;
  /** Resources that are registered, or calls of AWS. */
  count: number;
}

const accountOf = (accountId: string) => ({ accountId });

/** What is done with so many members; answers the count, and since when processor time counts. */
const TASKS = {
  /** What a preview registers, against a recorder in place of the engine. */
  async preview(count: number) {
    const accounts = someMembers(count);
    const organization = { administrator: accountOf(ADMINISTRATOR), members: { accounts } };
    const since = process.cpuUsage();
    const { resources } = await record(
      () => new GuardDutyExport("findings", { regions: ["us-east-1"], organization }),
      { preview: true },
    );
    return { count: resources.length, since };
  },
  /** The command, whose AWS is in this process too. */
  async status(count: number) {
    const stack = await deployed({
      regions: ["us-east-1"],
      organization: {
        ...{ administrator: accountOf(ADMINISTRATOR), management: accountOf(MANAGEMENT) },
        members: { autoEnable: "ALL" },
      },
    });
    const { world, calls } = stack.sandbox.cloud;
    const { members } = world.detectors[`${ADMINISTRATOR}/us-east-1`] as { members: object };
    const [known] = Object.values(members) as [object];
    for (const { accountId, email } of someMembers(count)) {
      Object.assign(members, { [accountId]: { ...known, email } });
    }
    const before = calls.length;
    const since = process.cpuUsage();
    await stack.run(["status", "--stack", "prod"]);
    const counted = { count: calls.length - before, since };
    await stack.close();
    return counted;
  },
};

export type MembersTask = keyof typeof TASKS;

async function main([task, count]: string[]): Promise<void> {
  const done = await TASKS[task as MembersTask](Number(count));
  const { user, system } = process.cpuUsage(done.since);
  const handled: Handled = {
    ...{ time: (user + system) / 1000, count: done.count },
    peakMemory: process.resourceUsage().maxRSS * 1024,
  };
  process.send?.(handled);
  if (process.send === undefined) console.log(handled);
  process.disconnect?.();
}

void main(process.argv.slice(2));
