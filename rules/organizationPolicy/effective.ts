import { isRecord } from "../args/unchecked";

/** What the policies in effect for an account set in a Region. */
export interface ManagedRegion {
  /** Whether GuardDuty is enabled; undefined: it is not set. */
  enabled: boolean | undefined;
  /** The protection plans that are set, and cannot be changed otherwise: plan -> ENABLED or DISABLED. */
  plans: { [plan: string]: string };
}

/**
 * Reads an effective policy. A Region's own block takes the place of the default one; undefined: no block is for the Region.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-organization-policies-how-it-works.html
 */
export function managedRegion(
  content: string | undefined,
  region: string,
): ManagedRegion | undefined {
  const policy = content === undefined ? undefined : (JSON.parse(content) as unknown);
  const enablement = isRecord(policy) && isRecord(policy["guardduty"]) && policy["guardduty"];
  const blocks = enablement && isRecord(enablement["enablement"]) ? enablement["enablement"] : {};
  const block = blocks[region] ?? blocks["default"];
  if (!isRecord(block)) return undefined;
  const { foundational, ...plans } = block;
  const enabled = foundational === undefined ? undefined : isEnabled(foundational);
  const statuses = Object.entries(plans).map(([key, plan]) => [
    ...[key.toUpperCase(), isEnabled(plan) ? "ENABLED" : "DISABLED"],
  ]);
  return { enabled, plans: Object.fromEntries(statuses) as ManagedRegion["plans"] };
}

const isEnabled = (setting: unknown): boolean =>
  isRecord(setting) && setting["status"] === "enabled";
