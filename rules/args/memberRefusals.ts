import type { Problem } from "../problems";
import { problem, remove, RENAMED } from "../problems";

/**
 * What a GuardDutyExport takes and a member account's detectors do not, and why.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_cloudwatch.html
 */
const REFUSED: { [property: string]: "inherited" | "ofExport" } = {
  findingPublishingFrequency: "inherited",
  homeRegion: "ofExport",
  organization: "ofExport",
  bucket: "ofExport",
  key: "ofExport",
  onDestroy: "ofExport",
};

/** The problems of such properties, also under a former name, and the arguments without them. */
export function memberRefusals(args: { [property: string]: unknown }) {
  const entries = Object.entries(args).map(([property, value]) => {
    const id = value === undefined ? undefined : REFUSED[RENAMED[property] ?? property];
    return { property, value, id };
  });
  const problems = entries.flatMap(({ property, id }): Problem[] =>
    id === undefined ? [] : [problem(id, property, remove(property))],
  );
  const rest = entries.filter(({ id }) => id === undefined);
  return {
    problems,
    rest: Object.fromEntries(rest.map(({ property, value }) => [property, value])),
  };
}
