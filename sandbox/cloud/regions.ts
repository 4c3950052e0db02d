import type { World } from "../world";

/**
 * Regions of partition `aws` that every account has; any other of that partition has to be opted in.
 * A table of its own, and not the one of `rules/`: what the component believes of Regions is tested against this one.
 * Source: https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
 */
const DEFAULT_REGIONS = new Set(
  (
    "ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1 " +
    "eu-central-1 eu-north-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2"
  ).split(" "),
);

const OPT_IN_REGIONS = (
  "af-south-1 ap-east-1 ap-east-2 ap-south-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-6 " +
  "ap-southeast-7 ca-west-1 eu-central-2 eu-south-1 eu-south-2 il-central-1 me-central-1 me-south-1 mx-central-1"
).split(" ");

/** The Regions of partition `aws` with their opt-in status, as account:ListRegions answers. */
export const COMMERCIAL_REGIONS: readonly string[] = [...DEFAULT_REGIONS, ...OPT_IN_REGIONS].sort();

export function isOptIn(region: string): boolean {
  return !/^(us-gov|cn)-/.test(region) && !DEFAULT_REGIONS.has(region);
}

/** Whom GuardDuty writes as, by the Region of the detector. */
export function guardDutyPrincipal(region: string): string {
  return isOptIn(region) ? `guardduty.${region}.amazonaws.com` : "guardduty.amazonaws.com";
}

/** Whether an account is open and has the Region enabled. */
export function isActive(
  { accounts }: Pick<World, "accounts">,
  { accountId, region }: { accountId: string; region: string },
): boolean {
  const { closed = false, optedIn = [] } = accounts[accountId] ?? {};
  return !closed && (!isOptIn(region) || optedIn.includes(region));
}
