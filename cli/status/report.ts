import type { Verdict } from "../../rules/health";
import { ARCHIVED_DAYS } from "../../rules/findingFilters";
import { criterionText } from "../../rules/texts/criteria";
import type { LiveStack } from "../config/liveStack";
import { inWords } from "../durations";
import type { LocatedFinding } from "../findings";
import { createdText } from "../findings/texts";
import { findingData, findingSections, warningSection } from "../output/findings";
import type { Cell, Report, Section, Tone } from "../output/report";
import { listSection, tableSection } from "../output/report";
import { text, value } from "../output/text";
import { inStack } from "../output/titles";
import { counted } from "../plan/words";
import { detectionRuleTable } from "./detectionRules";
import type { Status } from "./judge";
import type { RegionStatus } from "./regions";
import type { Source } from "./target";

const VERDICTS: { [verdict in Verdict]: { words: string; tone: Tone } } = {
  healthy: { words: "healthy", tone: "good" },
  unhealthy: { words: "unhealthy", tone: "bad" },
  notChecked: { words: "not checked", tone: "open" },
};

const FINDINGS_ARCHIVED = `Findings of ${ARCHIVED_DAYS} days`;

const NOT_CHECKED: Cell = { text: "not checked", tone: "open" };

/** The report of `status`. */
export function statusReport(stack: LiveStack, status: Status): Report {
  const { regions } = status;
  const findings = [
    ...status.findings,
    ...regions.flatMap((one) =>
      one.findings.map((finding): LocatedFinding => ({ ...finding, region: one.region })),
    ),
  ];
  return {
    title: text`Status of ${value(stack.name)} ${inStack(stack)} at ${status.at.toISOString()}`,
    summary: { text: summary(status), tone: VERDICTS[status.verdict].tone },
    findings: status.verdict === "unhealthy",
    notChecked: findings.some(({ confirmed }) => !confirmed),
    sections: [
      ...findingSections([...findings, ...status.notRead], regions.length),
      ...regionTable(stack, status),
      ...filterTable(status),
      ...detectionRuleTable(regions),
      ...warningSection(findings, regions.length),
      ...listSection("Compared with", comparedWith(status), { folded: true }),
    ],
    data: statusData(stack, status),
  };
}

function summary({ verdict, regions, findings, notRead, administratorId }: Status): string {
  const count = (one: Verdict) => regions.filter((region) => region.verdict === one).length;
  const parts = (["healthy", "unhealthy", "notChecked"] as const)
    .filter((one) => count(one) > 0)
    .map((one) => `${count(one)} ${VERDICTS[one].words}`);
  const all = counted(regions.length, "Region");
  const errors = findings.filter(({ confirmed, severity }) => confirmed && severity === "error");
  const open = [...findings, ...notRead].filter(({ confirmed }) => !confirmed);
  const others = [
    ...(errors.length > 0 ? [counted(errors.length, "finding")] : []),
    ...(open.length > 0 ? [`${open.length} not checked`] : []),
  ];
  const more = others.length === 0 ? "" : `; bucket, key and policies: ${others.join(", ")}`;
  return `${VERDICTS[verdict].words}; ${all} of account ${administratorId}: ${parts.join(", ")}${more}`;
}

/** What AWS was compared with, and how that is known, a line each. */
function comparedWith({ comparisons, controls, members, searched }: Status): string[] {
  const lines = comparisons.map(
    ({ property, value, source }) => `${property}: ${valueText(value)}; ${sourceText(source)}`,
  );
  return [
    ...lines,
    ...controlPolicyLines(controls),
    ...memberLines(members),
    searchedText(searched),
  ];
}

function memberLines(members: Status["members"]): string[] {
  if (members === undefined || members.count === 0) return [];
  const { region, count } = members;
  return [
    `members: ${counted(count, "account")} enabled in ${region}, which the config does not set`,
  ];
}

function controlPolicyLines({ value }: Status["controls"]): string[] {
  if (value === undefined) return [];
  const names = value.map(({ name }) => name);
  return [`resource control policies: ${names.length === 0 ? "none" : names.join(", ")}`];
}

function valueText(value: string | undefined): string {
  return value === undefined ? "not known" : value || "none";
}

function sourceText(source: Source): string {
  switch (source.kind) {
    case "option":
      return `given as ${source.option}`;
    case "config":
      return "set in the config";
    case "state":
      return "from the stack's state";
    case "destinations":
      return `the config creates ${createdText(source.created)}, and ${source.agreeing} of ${counted(source.all, "destination")} use this one`;
    case "unknown":
      return "see the findings";
  }
}

function searchedText({ folders, otherFolders: { members, unknown } }: Status["searched"]): string {
  const where =
    folders.length === 0
      ? "not searched for"
      : `searched for in the folders of ${folders.join(", ")}`;
  return [
    `newest findings: ${where}`,
    ...(members > 0
      ? [
          `with --max-age also in those of ${counted(members, "further member")} where these have none recent enough`,
        ]
      : []),
    ...(unknown > 0
      ? [`not in those of ${counted(unknown, "account")} that are not known as members`]
      : []),
  ].join("; ");
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
  {
    head: "Detector",
    shown: always,
    cell: (region) =>
      region.detector?.status ?? absentCell(region, "detectorMissing", "detectorDeleted"),
  },
  {
    head: "Frequency",
    shown: always,
    cell: ({ detector }) => detector?.findingPublishingFrequency ?? NOT_CHECKED,
  },
  { head: "Destination", shown: always, cell: destinationCell },
  {
    head: "Newest finding",
    shown: always,
    cell: ({ newestFinding: newest }, { at }) =>
      newest === undefined
        ? NOT_CHECKED
        : newest === null
          ? "none in 90 days"
          : newestCell(at.getTime() - newest.getTime()),
  },
  {
    head: "Delegated to",
    shown: ({ settings }) => settings.management !== undefined,
    cell: ({ delegatedTo }) =>
      delegatedTo === undefined ? NOT_CHECKED : (delegatedTo ?? "no account"),
  },
  {
    head: "Auto-enable",
    shown: ({ settings }) => settings.members.autoEnable !== undefined,
    cell: ({ autoEnable }) => autoEnable ?? NOT_CHECKED,
  },
  {
    head: "Members not enabled",
    shown: ({ settings: { members } }) =>
      members.autoEnable !== undefined || members.accounts.length > 0,
    cell: ({ membersNotEnabled }) =>
      membersNotEnabled === undefined ? NOT_CHECKED : String(membersNotEnabled.count),
  },
];

/** What one of these findings says is not there; not checked otherwise. */
function absentCell({ findings }: RegionStatus, ...missing: string[]): Cell {
  return findings.some(({ id }) => missing.includes(id))
    ? { text: "none", tone: "bad" }
    : NOT_CHECKED;
}

const DAY = 24 * 60 * 60 * 1000;

/** Regions are grouped by the day, the week or the quarter of their newest findings. */
function newestCell(age: number): Cell {
  const days = [1, 7, 30].find((one) => age <= one * DAY) ?? 90;
  return {
    text: `${inWords(age)} ago`,
    like: `in the last ${days === 1 ? "day" : `${days} days`}`,
  };
}

function destinationCell(region: RegionStatus): Cell {
  const { destination } = region;
  if (destination?.status === undefined) {
    return absentCell(region, "destinationMissing", "destinationDeleted");
  }
  const { status, failingSince } = destination;
  const since = failingSince ? `\nsince ${new Date(failingSince).toISOString()}` : "";
  return { text: `${status}${since}`, like: status };
}

function regionTable(stack: LiveStack, status: Status): Section[] {
  const columns = COLUMNS.filter(({ shown }) => shown(stack));
  const rows = status.regions.map((region) => columns.map(({ cell }) => cell(region, status)));
  const head = columns.map((column) => column.head);
  return tableSection("Regions", head, rows, { byRegion: true });
}

/** Each filter that archives findings, with what it archives. */
function filterTable({ regions }: Status): Section[] {
  const rows = regions.flatMap(({ region, filters = [] }) =>
    filters.map(({ name, criterion, declared, archived }): Cell[] => [
      ...[region, name, declared ? "yes" : "no", criterionText(criterion)],
      archived === undefined ? NOT_CHECKED : String(archived),
    ]),
  );
  const head = ["Region", "Suppression rule", "Declared", "Archives", FINDINGS_ARCHIVED];
  return tableSection("Suppression rules", head, rows);
}

function statusData({ stack, name }: LiveStack, status: Status): object {
  const { verdict, at, administratorId, findings, assessment, notRead } = status;
  return {
    ...{ stack, name, verdict, checkedAt: at.toISOString(), administratorId },
    comparedWith: status.comparisons,
    resourceControlPolicies: status.controls.value?.map(({ name }) => name) ?? null,
    members: status.members ?? null,
    searched: status.searched,
    regions: status.regions.map((one) => ({
      region: one.region,
      verdict: one.verdict,
      findings: one.findings.map(findingData),
      detector: one.detector ?? null,
      destination: one.destination ?? null,
      newestFinding:
        one.newestFinding === undefined
          ? "not checked"
          : (one.newestFinding?.toISOString() ?? null),
      delegatedTo: one.delegatedTo ?? null,
      autoEnable: one.autoEnable ?? null,
      membersNotEnabled: one.membersNotEnabled ?? null,
      customDetectionRules: one.detectionRules ?? "not checked",
      suppressionRules:
        one.filters?.map(({ archived, ...filter }) => ({
          ...filter,
          archivedFindings: archived ?? "not checked",
        })) ?? "not checked",
    })),
    assessment: { result: assessment.result, findings: assessment.findings },
    findings: findings.map(findingData),
    notChecked: notRead.map(findingData),
  };
}
