import type { Finding, LocatedFinding } from "../findings";
import { findingText, identifiedLine } from "../findings/texts";
import type { Section } from "./report";
import { listSection } from "./report";

/** Stands for the detector of each Region in a command. */
const EACH_DETECTOR = { detectorRegion: "<Region>", detectorId: "<detector id>" };

/** How many Regions are named. */
const NAMED = 4;

/** Errors and what was not checked; the same in several Regions is one line. */
export function findingSections(findings: readonly LocatedFinding[], regions: number): Section[] {
  const { errors, open } = kindsOf(findings);
  return [
    ...listSection("Findings", linesOf(errors, regions), { tone: "bad" }),
    ...listSection("Not checked", linesOf(open, regions), { tone: "open" }),
  ];
}

/** What works and should be known. */
export function warningSection(findings: readonly LocatedFinding[], regions: number): Section[] {
  return listSection("Warnings", linesOf(kindsOf(findings).warnings, regions), { tone: "open" });
}

export function kindsOf<One extends Pick<Finding, "severity" | "confirmed">>(
  findings: readonly One[],
) {
  const confirmed = findings.filter((one) => one.confirmed);
  return {
    errors: confirmed.filter(({ severity }) => severity === "error"),
    warnings: confirmed.filter(({ severity }) => severity === "warning"),
    open: findings.filter((one) => !one.confirmed),
  };
}

function linesOf(findings: readonly LocatedFinding[], regions: number): string[] {
  const keys = findings.map((finding) => JSON.stringify(common(finding)));
  const isAlone = (key: string) => keys.indexOf(key) === keys.lastIndexOf(key);
  const lines = findings.map((finding, index) => ({
    region: finding.region,
    text: identifiedLine(isAlone(keys[index] ?? "") ? finding : common(finding)),
  }));
  return linesByRegion(lines, regions);
}

/** What differs by Region would part what is the same in several: the time of the first failure, which a row has, and the detector of a command. */
function common(finding: LocatedFinding): Finding {
  const { region: _region, ...rest } = finding;
  if (rest.id === "destinationStatus") return { ...rest, failingSince: undefined };
  switch (rest.id) {
    case "excludedMembersEnabled":
    case "membersNotMonitored":
    case "memberPlanDisabled":
      return { ...rest, ...EACH_DETECTOR };
    default:
      return rest;
  }
}

/** A finding as `--format json` has it: its values, and its text. */
export function findingData(finding: LocatedFinding): object {
  return { ...finding, ...findingText(finding) };
}

/** The same by what they mean: errors, warnings, and what was not checked. */
export function findingsData(findings: readonly LocatedFinding[]) {
  const { errors, warnings, open } = kindsOf(findings);
  return {
    findings: errors.map(findingData),
    warnings: warnings.map(findingData),
    notChecked: open.map(findingData),
  };
}

/** A line each; what is the same in several of all Regions is one line. */
export function linesByRegion(
  lines: readonly { region?: string; text: string }[],
  all: number,
): string[] {
  const regions = new Map<string, string[]>();
  for (const { region, text } of lines) {
    regions.set(text, [...(regions.get(text) ?? []), ...(region === undefined ? [] : [region])]);
  }
  return [...regions].map(([text, names]) =>
    names.length === 0 ? text : `${regionsText(names, all)}: ${text}`,
  );
}

/** Regions in a sentence: all of them, or the first by name. */
export function regionsText(names: readonly string[], all: number): string {
  if (names.length === all && all > NAMED) return `all ${all} Regions`;
  if (names.length <= NAMED + 1) return names.join(", ");
  return `${names.slice(0, NAMED).join(", ")} and ${names.length - NAMED} more`;
}
