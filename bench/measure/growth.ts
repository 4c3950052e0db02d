import { runIn } from "../../testing/command";
import type { Row } from "../report";
import { milliseconds, ratioRow } from "../report";
import { interleaved, ratio, spread } from "../rounds";
import type { Settings } from "../settings";
import { someMembers, someRegions } from "../settings";
import { plan } from "./planning";

/** An organization as large as GuardDuty lets be named, with readers. */
interface Size {
  regions: number;
  members: number;
}

/** Twice as much may take twice as long, and no more than what is measured differs from run to run. */
const LINEAR = { atMost: 2.5 };

const READERS = Array.from({ length: 20 }, (_, index) => `reader${index}`);

/** What planning and the command `plan` take at twice as many members, and at twice as many Regions: processor time of this process. */
export async function measureGrowth({ planning, growth }: Settings): Promise<Row[]> {
  const { regions, members } = growth;
  const whole = { regions, members };
  const halves: [what: string, half: Size][] = [
    [`${members.toLocaleString("en")} members to half`, { ...whole, members: members / 2 }],
    [`${regions} Regions to half`, { ...whole, regions: regions / 2 }],
  ];
  const rows: Row[] = [];
  for (const [of, half] of halves) {
    const planned = await interleaved(planning, {
      whole: () => processorTime(() => void plan(args(whole))),
      half: () => processorTime(() => void plan(args(half))),
    });
    rows.push(rowOf(`Growth, planning, ${of}`, planned));
    const printed = await interleaved(growth.repeats, {
      whole: () => processorTime(() => planCommand(whole)),
      half: () => processorTime(() => planCommand(half)),
    });
    rows.push(rowOf(`Growth, plan with ${READERS.length} readers, ${of}`, printed));
  }
  return rows;
}

function rowOf(what: string, { whole, half }: { whole: number[]; half: number[] }): Row {
  const medians = [whole, half].map((times) => milliseconds(spread(times).median));
  return ratioRow(what, ratio(whole, half), LINEAR, medians.join(" to "));
}

function args({ regions, members }: Size): object {
  return {
    regions: someRegions(regions),
    organization: { members: { accounts: someMembers(members) } },
  };
}

/** The command as a stack's file has it run, with readers. */
async function planCommand(size: Size): Promise<void> {
  const principal = "arn:aws:iam::555566667777:root";
  const readers = READERS.map((name) => [name, { role: { principalArns: [principal] } }]);
  const config = { ...args(size), notifications: true, readers: Object.fromEntries(readers) };
  const entries = Object.entries(config).map(([key, value]) => [`guardduty-export:${key}`, value]);
  const text = JSON.stringify({ config: Object.fromEntries(entries) });
  const { code, err } = await runIn({ "stack.yaml": text }, ["plan", "--config", "stack.yaml"]);
  if (code === 2) throw new Error(err.slice(0, 1000));
}

/** In milliseconds. */
async function processorTime(run: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
