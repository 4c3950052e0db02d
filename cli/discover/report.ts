import type { LocatedFinding } from "../findings";
import { findingData, findingSections } from "../output/findings";
import { singleLine } from "../output/printable";
import type { Cell, Report, Section } from "../output/report";
import { listSection, tableSection } from "../output/report";
import { text } from "../output/text";
import { counted } from "../plan/words";
import type { Candidate } from "./candidates";
import type { Found } from "./entries";
import { administratorsOf } from "./memberDraft";
import type { Decision } from "./notes";
import type { FoundDestination, FoundRegion } from "./observe";
import { commentText, decisionText } from "./texts";

/** A stack's file, and what keeps it from being one. */
export interface Proposal {
  text: string;
  /** The commands to run next, in order. */
  next: string[];
  /** What is left to decide. */
  open: Decision[];
}

/** The report of `discover`. */
export function discoverReport(found: Found, { text, open, next }: Proposal): Report {
  const { regions, buckets, keys } = singleLine(found);
  const findings = [
    ...found.findings,
    ...regions.flatMap((one) =>
      one.findings.map((finding): LocatedFinding => ({ ...finding, region: one.region })),
    ),
  ];
  const tone = open.length > 0 ? "bad" : findings.length > 0 ? "open" : "good";
  return {
    title: `Found in account ${found.administratorId}`,
    summary: { text: summary(found, open.length, findings.length), tone },
    findings: open.length > 0,
    notChecked: findings.length > 0,
    sections: [
      ...listSection("To decide", open.map(decisionText), { tone: "bad" }),
      ...findingSections(findings, regions.length),
      ...regionTable(regions.filter((one) => !isEmpty(one))),
      ...listSection("Regions with nothing", emptyLines(regions)),
      ...candidateTable("Buckets", buckets),
      ...candidateTable("Keys", keys),
      { title: "Stack configuration", content: { kind: "code", language: "yaml", text } },
      ...listSection("Next", next),
    ],
    data: {
      ...{ ...found, given: undefined, member: undefined },
      open: open.map((decision) => ({ ...decision, text: decisionText(decision) })),
      findings: findings.map(findingData),
      config: text,
      next,
    },
  };
}

/** The report of a file that was written, followed by the plan of its stack. */
export function withPlan(report: Report, plan: Report): Report {
  const last = report.sections.slice(-1);
  return {
    ...report,
    findings: report.findings || plan.findings,
    notChecked: report.notChecked === true || plan.notChecked === true,
    sections: [
      ...report.sections.slice(0, -1),
      ...listSection("Plan", [text`${plan.title}: ${plan.summary.text}`], {
        tone: plan.summary.tone,
      }),
      ...plan.sections,
      ...last,
    ],
    data: { ...report.data, plan: plan.data },
  };
}

function summary({ regions, buckets, keys }: Found, open: number, notChecked: number): string {
  const detectors = regions.filter(({ detector }) => detector !== undefined).length;
  const destinations = regions.flatMap((one) => one.destinations).length;
  const administrators = administratorsOf({ regions }).map(({ value }) => value);
  return [
    ...(administrators.length > 0
      ? [`a member of administrator ${administrators.join(", ")}`]
      : []),
    `${counted(detectors, "detector")} in ${counted(regions.length, "Region")}`,
    counted(destinations, "destination"),
    counted(buckets.length, "candidate bucket"),
    counted(keys.length, "candidate key"),
    ...(open > 0 ? [`${open} to decide`] : []),
    ...(notChecked > 0 ? [`${notChecked} not checked`] : []),
  ].join(", ");
}

/** Whether the Region has nothing to show in the table. */
function isEmpty({ detector, delegatedTo, findings }: FoundRegion): boolean {
  return detector === undefined && !delegatedTo && findings.length === 0;
}

function emptyLines(regions: FoundRegion[]): string[] {
  const empty = regions.filter(isEmpty);
  const line = (what: string, off: boolean) => {
    const names = empty.filter((one) => one.off === off).map(({ region }) => region);
    return names.length === 0 ? [] : [`${what}: ${names.join(", ")}`];
  };
  return [...line("no detector", false), ...line("not enabled for the account", true)];
}

function regionTable(regions: FoundRegion[]): Section[] {
  const organization = regions.some(
    ({ autoEnable, delegatedTo }) => autoEnable !== undefined || delegatedTo !== undefined,
  );
  const rows = regions.map((one): Cell[] => [
    one.region,
    detectorCell(one),
    one.detector?.findingPublishingFrequency ?? "none",
    cellOf(one, ({ id, status }) => `${id} ${status}`),
    cellOf(one, ({ destinationArn }) => destinationArn),
    cellOf(one, ({ expectedBucketOwner }) => expectedBucketOwner),
    ...(organization ? organizationCells(one) : []),
  ]);
  const head = [
    "Region",
    "Detector",
    "Frequency",
    "Destination",
    "Goes to",
    "Expected bucket owner",
  ];
  const more = ["Delegated to", "Auto-enable", "Members enabled"];
  return tableSection("Regions", [...head, ...(organization ? more : [])], rows);
}

function cellOf(
  { detector, destinations, findings }: FoundRegion,
  value: (one: FoundDestination) => string | undefined,
): Cell {
  const isUnknown =
    detector === undefined
      ? findings.length > 0
      : findings.some((one) => one.id === "notChecked" && one.subject === "destinations");
  if (isUnknown) return NOT_CHECKED;
  if (destinations.length === 0) return "none";
  return destinations.map((one) => value(one) ?? "none").join("\n");
}

function detectorCell({ detector, findings }: FoundRegion): Cell {
  if (detector === undefined && findings.length === 0) return "none";
  if (detector === undefined) return NOT_CHECKED;
  return `${detector.id} ${detector.status ?? ""}`;
}

const NOT_CHECKED: Cell = { text: "not checked", tone: "open" };

function organizationCells({ detector, delegatedTo, autoEnable, members }: FoundRegion): Cell[] {
  return [
    delegatedTo === null ? "no account" : (delegatedTo ?? NOT_CHECKED),
    autoEnable ?? (detector === undefined ? "none" : NOT_CHECKED),
    String(members.filter(({ status }) => status === "Enabled").length),
  ];
}

function candidateTable(title: string, candidates: Candidate[]): Section[] {
  const rows = candidates.map(({ value, region, accountId, from }) => [
    value,
    region ?? "not checked",
    accountId ?? "not in an account that was checked",
    from.map(commentText).join("\n"),
  ]);
  return tableSection(title, [title.slice(0, -1), "Region", "Account", "Found by"], rows);
}
