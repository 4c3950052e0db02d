import type { Problem } from "./problems";

const OWN_EXPORT =
  "is of an export of this account's own, and the administrator's export has its findings already: take it out, or use GuardDutyExport with this account as organization.administrator";

/**
 * What a GuardDutyExport takes and a member account's detectors do not, and why.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_cloudwatch.html
 */
const REASONS: { [property: string]: string } = {
  findingPublishingFrequency:
    "is the administrator's: AWS refuses it in a member account, which inherits it; take it out",
  homeRegion: OWN_EXPORT,
  organization: OWN_EXPORT,
  bucket: OWN_EXPORT,
  key: OWN_EXPORT,
  onDestroy: OWN_EXPORT,
};

/** The problems of such properties, and the arguments without them. */
export function memberRefusals(args: { [property: string]: unknown }) {
  const entries = Object.entries(args);
  const refused = ([property, value]: [string, unknown]) =>
    value !== undefined && Object.hasOwn(REASONS, property);
  const problems = entries
    .filter(refused)
    .map(([path]): Problem => ({ path, reason: REASONS[path] as string }));
  return { problems, rest: Object.fromEntries(entries.filter((entry) => !refused(entry))) };
}
