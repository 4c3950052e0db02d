import type { Problem } from "../problems";
import { problem, remove, RENAMED } from "../problems";
import { argShape, memberDetectorsShape } from "./schema";

/**
 * What a GuardDutyExport takes and a member account's detectors do not, and why.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_cloudwatch.html
 */
function refusalOf(property: string): "inherited" | "ofExport" | undefined {
  if (property === "findingPublishingFrequency") return "inherited";
  const ofExport = Object.hasOwn(argShape, property);
  return ofExport && !Object.hasOwn(memberDetectorsShape, property) ? "ofExport" : undefined;
}

/** The problems of such properties, also under a former name, and the arguments without them. */
export function memberRefusals(args: { [property: string]: unknown }) {
  const entries = Object.entries(args).map(([property, value]) => {
    const id = value === undefined ? undefined : refusalOf(RENAMED[property] ?? property);
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
