import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import type * as pulumi from "@pulumi/pulumi";

import type { ExportPlan } from "../../rules/plan";
import { accountIdOf } from "../../rules/plan";
import {
  credentialsProblem,
  deployingRoleProblems,
  otherAccountProblems,
} from "../../rules/preflight";
import type { Check } from "../shared/checks";
import { complete } from "../shared/checks";
import type { ProviderLookup } from "../shared/providers";

/**
 * Whose the credentials of each account are. A provider refuses those of another account only when it is first used, while
 * other accounts' providers are at work already; one that the program hands in may refuse none.
 * A single account whose providers are made here needs no check: they all refuse.
 */
export function identityChecks(
  component: pulumi.ComponentResource,
  { accounts, providers }: ExportPlan,
  provider: ProviderLookup,
): Check[] {
  if (accounts.uses.length === 1 && providers.length > 0) return [];
  return accounts.uses.map(({ account, credentials, regions: [region] }) => ({
    subject: { check: "credentials", account },
    unanswered: (message) => credentialsProblem(account, credentials.accountId, message),
    async run() {
      const { accountId } = await getCallerIdentity(
        {},
        { parent: component, provider: provider(account, region as string) },
      );
      return otherAccountProblems(account, credentials.accountId, accountId);
    },
  }));
}

/** Whether those who deploy a locked bucket and key are excepted: otherwise no later deployment could change or destroy them. */
export function lockChecks(
  component: pulumi.ComponentResource,
  { access: { lockedFor }, accounts, home, settings }: ExportPlan,
  provider: ProviderLookup,
): Check[] {
  if (lockedFor === undefined) return [];
  const owners = [accounts.bucketOwner, ...(settings.key.existing ? [] : [accounts.keyOwner])];
  return [...new Set(owners)].map((account) => ({
    subject: { check: "credentials", account },
    // Not a warning: what is locked without its deployer stays locked.
    unanswered: (message) => credentialsProblem(account, accountIdOf(accounts, account), message),
    async run() {
      const found = await getCallerIdentity(
        {},
        { parent: component, provider: provider(account, home.name) },
      );
      return deployingRoleProblems(lockedFor, complete(found, "arn").arn);
    },
  }));
}
