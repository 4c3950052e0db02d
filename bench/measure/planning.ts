import { readArgs } from "../../rules/args";
import type { ExportPlan } from "../../rules/plan";
import { planExport } from "../../rules/plan";
import type { Row } from "../report";
import { judged, milliseconds } from "../report";
import { interleaved, spread } from "../rounds";
import type { Settings } from "../settings";
import { someMembers, someRegions } from "../settings";

interface PlanningCase {
  what: string;
  args: object;
  atMostMs: number;
}

const regions = someRegions(34);
const CASES: PlanningCase[] = [
  { what: "34 Regions", args: { regions }, atMostMs: 100 },
  { what: "34 Regions, 500 members by name", args: organization(500), atMostMs: 1000 },
  { what: "34 Regions, 5,000 members by name", args: organization(5_000), atMostMs: 100 },
  // Under ALL no account is named, however many there are.
  { what: "34 Regions, 50,000 members under ALL", args: organization(0), atMostMs: 100 },
];

function organization(named: number): object {
  const members = named > 0 ? { accounts: someMembers(named) } : { autoEnable: "ALL" };
  return { regions, organization: { members } };
}

/** Arguments to plan, as the component does before it registers anything. Throws for arguments that are not valid. */
export function plan(args: object): ExportPlan {
  const { settings, problems } = readArgs("findings", args);
  if (settings === undefined) throw new Error(JSON.stringify(problems));
  return planExport({
    owner: { project: "bench", stack: "bench", component: "findings" },
    settings,
  });
}

export async function measurePlanning({ planning }: Settings): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { what, args, atMostMs } of CASES) {
    const first = timed(args);
    const { times } = await interleaved(planning, { times: () => timed(args) });
    const { median } = spread(times);
    rows.push({
      what: `Planning, ${what}`,
      measured: milliseconds(median),
      medians: `first run ${milliseconds(first)}`,
      ...judged(median, { atMost: atMostMs }, (bound) => `${bound} ms`),
    });
  }
  return rows;
}

function timed(args: object): number {
  const start = performance.now();
  plan(args);
  return performance.now() - start;
}
