import type { Organization } from "../../world";
import { attachedTo } from "./attached";
import { type Enablement, enablementOf, merged } from "./guardDutyPolicy";
import { pathOf } from "./nodes";

/**
 * The GuardDuty policies on the path to an account, merged: the one closest to the account decides, of those on one node
 * the one attached first. Undefined where none is attached.
 */
export function effectiveEnablement(
  organization: Organization,
  accountId: string,
): Enablement | undefined {
  const fromRoot = pathOf(organization, accountId).reverse();
  const contents = fromRoot.flatMap((node) =>
    attachedTo(organization, node, "GUARDDUTY_POLICY")
      .reverse()
      .map((id) => organization.policies[id]?.content ?? "{}"),
  );
  if (contents.length === 0) return undefined;
  return contents.map(enablementOf).reduce(merged);
}
