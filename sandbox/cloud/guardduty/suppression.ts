import { meetsCriterion } from "../../../rules/findingFilters";
import type { Aws } from "../aws";
import type { Caller } from "../contract";
import { locationKey } from "./detectors";
import type { Finding } from "./finding";
import { byRank } from "./filters";
import { administratorOf } from "./membership";

/** The filter that archives a finding, and whose it is. */
export interface Suppression {
  accountId: string;
  filter: string;
}

/**
 * The first filter that archives a finding: of the administrator of its account, or of the account itself, which may have some of
 * the time before it had an administrator.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/findings_suppression-rule.html
 */
export function suppressionOf(
  { world }: Aws,
  location: Pick<Caller, "accountId" | "region">,
  finding: Finding,
): Suppression | undefined {
  const administrator = administratorOf(world, location)?.accountId;
  for (const accountId of [administrator, location.accountId]) {
    if (accountId === undefined) continue;
    const { filters = {} } = world.detectors[locationKey({ ...location, accountId })] ?? {};
    const found = byRank(filters).find(
      ([, { action, criterion }]) => action === "ARCHIVE" && meetsCriterion(criterion, finding),
    );
    if (found !== undefined) return { accountId, filter: found[0] };
  }
  return undefined;
}
