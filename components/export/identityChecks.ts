import type { ExportPlan } from "../../rules/plan";
import { accountIdOf } from "../../rules/plan";
import {
  credentialsProblem,
  deployingRoleProblems,
  otherAccountProblems,
} from "../../rules/preflight";
import type { Check } from "../shared/checks";
import { complete } from "../shared/checks";
import type { ExportReads } from "./reads";

/**
 * Whose the credentials of each account are. A provider refuses those of another account only when it is first used, while
 * other accounts' providers are at work already; one that the program hands in may refuse none.
 * A single account whose providers are made here needs no check: they all refuse.
 */
export function identityChecks({ accounts, providers }: ExportPlan, reads: ExportReads): Check[] {
  if (accounts.uses.length === 1 && providers.length > 0) return [];
  return accounts.uses.map(({ account, credentials, regions: [region] }) => ({
    subject: { check: "credentials", account },
    unanswered: (message) => credentialsProblem(account, credentials.accountId, message),
    async run() {
      const { accountId } = await reads.identity(account, region as string);
      return otherAccountProblems(account, credentials.accountId, accountId);
    },
  }));
}

/** Whether those who deploy a locked bucket and key are excepted: otherwise no later deployment could change or destroy them. */
export function lockChecks(
  { access: { lockedFor }, accounts, home, settings }: ExportPlan,
  reads: ExportReads,
): Check[] {
  if (lockedFor === undefined) return [];
  const owners = [accounts.bucketOwner, ...(settings.key.existing ? [] : [accounts.keyOwner])];
  return [...new Set(owners)].map((account) => ({
    subject: { check: "credentials", account },
    // Not a warning: what is locked without its deployer stays locked.
    unanswered: (message) => credentialsProblem(account, accountIdOf(accounts, account), message),
    async run() {
      const { arn } = complete(await reads.identity(account, home.name), "arn");
      return deployingRoleProblems(lockedFor, arn);
    },
  }));
}
