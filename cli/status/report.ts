import type { Verdict } from "../../rules/health";
import type { LiveStack } from "../config/liveStack";
import { inWords } from "../durations";
import { faultSections } from "../output/faults";
import type { Cell, Report, Section, Tone } from "../output/report";
import { listSection, tableSection } from "../output/report";
import { counted } from "../plan/words";
import type { Status } from "./judge";
import type { RegionStatus } from "./regions";

const VERDICTS: { [verdict in Verdict]: { words: string; tone: Tone } } = {
  healthy: { words: "healthy", tone: "good" },
  unhealthy: { words: "unhealthy", tone: "bad" },
  notChecked: { words: "not checked", tone: "open" },
};

const UNSEEN: Cell = { text: "not checked", tone: "open" };

/** What `status` says. */
export function statusReport(stack: LiveStack, status: Status): Report {
  const { regions, comparedWith } = status;
  const faults = [
    ...status.faults,
    ...regions.flatMap(({ region, faults: own }) => own.map((one) => ({ ...one, region }))),
  ];
  return {
    title: `Status of ${stack.name} in stack ${stack.stack} at ${status.at.toISOString()}`,
    summary: { text: summary(status), tone: VERDICTS[status.verdict].tone },
    findings: faults.some(({ seen }) => seen),
    notChecked: faults.some(({ seen }) => !seen),
    sections: [
      ...faultSections(faults, regions.length),
      ...regionTable(stack, status),
      ...listSection("Warnings", status.warnings, { tone: "open" }),
      ...listSection("Compared with", comparedWith, { folded: true }),
    ],
    data: statusData(stack, status),
  };
}

function summary({ verdict, regions, faults, administratorId }: Status): string {
  const count = (one: Verdict) => regions.filter((region) => region.verdict === one).length;
  const parts = (["healthy", "unhealthy", "notChecked"] as const)
    .filter((one) => count(one) > 0)
    .map((one) => `${count(one)} ${VERDICTS[one].words}`);
  const all = counted(regions.length, "Region");
  const [wrong, open] = [true, false].map((seen) => faults.filter((one) => one.seen === seen));
  const beside = [
    ...(wrong?.length ? [counted(wrong.length, "finding")] : []),
    ...(open?.length ? [`${open.length} not checked`] : []),
  ];
  const more = beside.length === 0 ? "" : `; bucket, key and policies: ${beside.join(", ")}`;
  return `${VERDICTS[verdict].words}; ${all} of account ${administratorId}: ${parts.join(", ")}${more}`;
}

/** A column, and whether the config asks for it. */
interface Column {
  head: string;
  shown: (stack: LiveStack) => boolean;
  cell: (region: RegionStatus, status: Status) => Cell;
}

const always = () => true;

const COLUMNS: Column[] = [
  { head: "Region", shown: always, cell: ({ region }) => region },
  {
    head: "Health",
    shown: always,
    cell: ({ verdict }) => ({ text: VERDICTS[verdict].words, tone: VERDICTS[verdict].tone }),
  },
  { head: "Detector", shown: always, cell: ({ detector }) => detector?.status ?? UNSEEN },
  {
    head: "Frequency",
    shown: always,
    cell: ({ detector }) => detector?.findingPublishingFrequency ?? UNSEEN,
  },
  { head: "Destination", shown: always, cell: destinationCell },
  {
    head: "Newest finding",
    shown: always,
    cell: ({ newestFinding: newest }, { at }) =>
      newest === undefined
        ? UNSEEN
        : newest === null
          ? "none of 90 days"
          : `${inWords(at.getTime() - newest.getTime())} ago`,
  },
  {
    head: "Delegated to",
    shown: ({ settings }) => settings.management !== undefined,
    cell: ({ delegatedTo }) => (delegatedTo === undefined ? UNSEEN : (delegatedTo ?? "nobody")),
  },
  {
    head: "Auto-enable",
    shown: ({ settings }) => settings.members.autoEnable !== undefined,
    cell: ({ autoEnable }) => autoEnable ?? UNSEEN,
  },
  {
    head: "Members not enabled",
    shown: ({ settings: { members } }) =>
      members.autoEnable !== undefined || members.accounts.length > 0,
    cell: ({ membersNotEnabled }) =>
      membersNotEnabled === undefined ? UNSEEN : String(membersNotEnabled.count),
  },
];

function destinationCell({ destination }: RegionStatus): Cell {
  if (destination?.status === undefined) return UNSEEN;
  const { status, failingSince } = destination;
  const since = failingSince ? `\nsince ${new Date(failingSince).toISOString()}` : "";
  return `${status}${since}`;
}

function regionTable(stack: LiveStack, status: Status): Section[] {
  const columns = COLUMNS.filter(({ shown }) => shown(stack));
  const rows = status.regions.map((region) => columns.map(({ cell }) => cell(region, status)));
  const head = columns.map((column) => column.head);
  return tableSection("Regions", head, rows);
}

function statusData({ stack, name }: LiveStack, status: Status): object {
  const { verdict, at, administratorId, comparedWith, warnings, faults, assessment } = status;
  return {
    ...{ stack, name, verdict, checkedAt: at.toISOString(), administratorId, comparedWith },
    regions: status.regions.map((one) => ({
      region: one.region,
      verdict: one.verdict,
      faults: one.faults,
      detector: one.detector ?? null,
      destination: one.destination ?? null,
      newestFinding:
        one.newestFinding === undefined
          ? "not checked"
          : (one.newestFinding?.toISOString() ?? null),
      delegatedTo: one.delegatedTo ?? null,
      autoEnable: one.autoEnable ?? null,
      membersNotEnabled: one.membersNotEnabled ?? null,
    })),
    assessment: { result: assessment.result, findings: assessment.findings },
    ...{ faults, warnings },
  };
}
