import type { ObservedRegion } from "../../rules/health";
import { judge } from "../../rules/health";
import { nameStandIns } from "../../rules/plan";
import type { LiveStack } from "../config/liveStack";
import { inWords } from "../durations";
import type { PlacedFault } from "../output/faults";
import { faultSections } from "../output/faults";
import type { Cell, Report } from "../output/report";
import { listSection, tableSection } from "../output/report";
import { counted } from "../plan/words";
import type { Place } from "../status/place";
import { unseen } from "../status/unseen";
import type { Sample } from "./samples";

/** How long was waited, and what the Regions whose sample did not come looked like then. */
export interface Ending {
  deadline: number;
  late: { region: string; observed: ObservedRegion }[];
}

/** What `test` says. */
export function testReport(
  { stack, name, settings }: LiveStack,
  place: Place,
  samples: Sample[],
  { deadline, late }: Ending,
): Report {
  const { findingPublishingFrequency } = settings;
  const faults = samples.flatMap((sample): PlacedFault[] => {
    const { region, made, arrival } = sample;
    const observed = late.find((one) => one.region === region)?.observed ?? sample.observed;
    const expected = {
      region,
      findingPublishingFrequency,
      ...place.expected(observed.destination.answer),
    };
    const own = [
      ...judge(expected, observed).faults.map(({ reason, ...rest }) => ({
        ...rest,
        reason: nameStandIns(reason),
      })),
      ...(made.fault ? [unseen("a sample", made.fault)] : []),
      ...(arrival?.fault ? [unseen("what arrives", arrival.fault)] : []),
      ...(made.seen && !arrival?.fault && !arrival?.seen
        ? [notCome(deadline, findingPublishingFrequency)]
        : []),
    ];
    return own.map((fault) => ({ ...fault, region }));
  });
  const came = samples.flatMap(({ arrival }) => arrival?.seen ?? []);
  const slowest = Math.max(...came.map(({ after }) => after));
  const bad = faults.some(({ seen }) => seen);
  return {
    title: `Test of ${name} in stack ${stack}`,
    summary: {
      text: `a sample finding of ${came.length} of ${counted(samples.length, "Region")} came${came.length > 0 ? `, the last after ${inWords(slowest)}` : ""}`,
      tone: bad ? "bad" : faults.length > 0 ? "open" : "good",
    },
    findings: bad,
    notChecked: faults.length > 0,
    sections: [
      ...faultSections(faults, samples.length),
      ...tableSection("Regions", ["Region", "Sample", "Came after", "Object"], samples.map(row)),
      ...listSection("How long it takes", [
        `GuardDuty writes a new finding within about five minutes, and an update of an earlier one once in an export interval only: ${findingPublishingFrequency} here. A sample that was made before may count as such an update.`,
        "Samples are marked as [SAMPLE]; whoever reads the bucket sees them too. An object that came is taken for the sample's, whatever finding it holds.",
      ]),
    ],
    data: {
      ...{ stack, name, findingPublishingFrequency },
      regions: samples.map(({ region, made, arrival }) => ({
        region,
        madeAt: made.seen?.toISOString() ?? null,
        object: arrival?.seen?.key ?? null,
        latencyMs: arrival?.seen?.after ?? null,
        faults: faults
          .filter((one) => one.region === region)
          .map(({ region: _region, ...fault }) => fault),
      })),
    },
  };
}

function notCome(deadline: number, findingPublishingFrequency: string): PlacedFault {
  return {
    seen: false,
    reason: `no object came within ${inWords(deadline)}`,
    nextStep: `Wait longer (--deadline): it may take the export interval, ${findingPublishingFrequency}; guardduty-export status tells whether GuardDuty can write`,
  };
}

function row({ region, made, arrival }: Sample): Cell[] {
  const { seen } = arrival ?? {};
  return [
    region,
    made.seen ? "made" : { text: "not made", tone: "open" },
    seen ? inWords(seen.after) : { text: "not seen", tone: "open" },
    seen?.key ?? "",
  ];
}
