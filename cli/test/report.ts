import type { ObservedRegion } from "../../rules/health";
import { judge, verdictOf } from "../../rules/health";
import type { LiveStack } from "../config/liveStack";
import { inWords } from "../durations";
import type { Finding, LocatedFinding } from "../findings";
import { notChecked, unchecked } from "../findings";
import { findingData, findingSections } from "../output/findings";
import type { Cell, Report } from "../output/report";
import { listSection, tableSection } from "../output/report";
import { text, value } from "../output/text";
import { inStack } from "../output/titles";
import { counted } from "../plan/words";
import type { ExportTarget } from "../status/target";
import type { Sample } from "./samples";
import { TONES } from "./tones";

/** How long the command waited, and the Regions whose sample did not arrive, as they were then. */
export interface Ending {
  deadline: number;
  late: { region: string; observed: ObservedRegion }[];
}

/** The report of `test`. */
export function testReport(
  live: LiveStack,
  target: ExportTarget,
  samples: Sample[],
  { deadline, late }: Ending,
): Report {
  const { stack, name, settings } = live;
  const { findingPublishingFrequency } = settings;
  const findings = samples.flatMap((sample): LocatedFinding[] => {
    const { region, created, arrival } = sample;
    const observed = late.find((one) => one.region === region)?.observed ?? sample.observed;
    const expected = { region, findingPublishingFrequency, ...target.expected };
    const isMissing = created.value && !arrival?.finding && !arrival?.value;
    const own: Finding[] = [
      ...judge(expected, observed).findings,
      ...(created.finding ? [notChecked("sample", created.finding)] : []),
      ...(arrival?.finding ? [notChecked("arrivals", arrival.finding)] : []),
      ...(isMissing
        ? [unchecked("sampleNotArrived", { deadline, findingPublishingFrequency })]
        : []),
    ];
    return own.map((finding) => ({ ...finding, region }));
  });
  const arrived = samples.flatMap(({ arrival }) => arrival?.value ?? []);
  const slowest = Math.max(...arrived.map(({ after }) => after));
  const last = arrived.length > 0 ? `, the last after ${inWords(slowest)}` : "";
  const verdict = verdictOf(findings);
  return {
    title: text`Test of ${value(name)} ${inStack(live)}`,
    summary: {
      text: `sample findings of ${arrived.length} of ${counted(samples.length, "Region")} arrived${last}`,
      tone: TONES[verdict],
    },
    findings: verdict === "unhealthy",
    notChecked: findings.some(({ confirmed }) => !confirmed),
    sections: [
      ...findingSections(findings, samples.length),
      ...tableSection("Regions", ["Region", "Sample", "Arrived after", "Object"], samples.map(row)),
      ...listSection("How long it takes", [
        `GuardDuty exports a new finding within about five minutes, and an update of an earlier one once per export interval: ${findingPublishingFrequency}. A sample that was created before may count as such an update.`,
        "Samples are marked [SAMPLE]; everyone who reads the bucket sees them too. The first new object counts as the sample's, whichever finding it holds.",
      ]),
    ],
    data: {
      ...{ stack, name, findingPublishingFrequency },
      regions: samples.map(({ region, created, arrival }) => ({
        region,
        createdAt: created.value?.toISOString() ?? null,
        object: arrival?.value?.key ?? null,
        latencyMs: arrival?.value?.after ?? null,
        findings: findings
          .filter((one) => one.region === region)
          .map(({ region: _region, ...finding }) => findingData(finding)),
      })),
    },
  };
}

function row({ region, created, arrival }: Sample): Cell[] {
  const { value } = arrival ?? {};
  return [
    region,
    created.value ? "created" : { text: "not created", tone: "open" },
    value ? inWords(value.after) : { text: "not arrived", tone: "open" },
    value?.key ?? "",
  ];
}
