import { getRegions } from "@pulumi/aws/account";
import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity";
import { getDelegatedAdministrators } from "@pulumi/aws/organizations";
import * as pulumi from "@pulumi/pulumi";

import type { ExportPlan } from "../rules/plan";
import {
  delegationConflict,
  disabledRegions,
  GUARDDUTY_SERVICE,
  otherAccount,
} from "../rules/preflight";
import type { ProviderLookup } from "./providers";

/** Answers what is wrong, or nothing. */
type Check = () => Promise<string | undefined>;

/**
 * Checks the accounts before anything is made: resolves to nothing once all is well. What is wrong fails the component;
 * what could not be read is said. Undefined when there is nothing to check.
 */
export function checkAccounts(
  component: pulumi.ComponentResource,
  plan: ExportPlan,
  provider: ProviderLookup,
): pulumi.Output<pulumi.Resource[]> | undefined {
  const identities = identityChecks(component, plan, provider);
  const others = [
    ...delegationCheck(component, plan, provider),
    ...regionChecks(component, plan, provider),
  ];
  if (identities.length + others.length === 0) return undefined;
  return pulumi.output(
    pass(component, identities)
      .then(() => pass(component, others))
      .then(() => []),
  );
}

async function pass(component: pulumi.ComponentResource, checks: Check[]): Promise<void> {
  const answers = await Promise.all(checks.map((check) => check()));
  const wrong = answers.filter((text) => text !== undefined);
  if (wrong.length > 0) throw new pulumi.ResourceError(wrong.join("\n"), component, true);
}

/** A check that AWS may not let us make: that is said, and stops nothing. */
function whereReadable(component: pulumi.ComponentResource, what: string, check: Check): Check {
  return async () => {
    try {
      return await check();
    } catch (error) {
      await pulumi.log.warn(`not checked: ${what}: ${(error as Error).message}`, component);
      return undefined;
    }
  };
}

/**
 * A provider refuses wrong credentials only when it is first used, while those of other accounts are at work already.
 * A single account whose providers are made here needs no check: they all refuse.
 */
function identityChecks(
  component: pulumi.ComponentResource,
  { accounts, providers }: ExportPlan,
  provider: ProviderLookup,
): Check[] {
  if (accounts.uses.length === 1 && providers.length > 0) return [];
  return accounts.uses.map(({ account, credentials, regions: [region] }) => async () => {
    try {
      const { accountId } = await getCallerIdentity(
        {},
        { parent: component, provider: provider(account, region as string) },
      );
      return otherAccount(account, credentials.accountId, accountId);
    } catch (error) {
      return `the ${account} account cannot be used: ${(error as Error).message}`;
    }
  });
}

function delegationCheck(
  component: pulumi.ComponentResource,
  { settings, home }: ExportPlan,
  provider: ProviderLookup,
): Check[] {
  const administrator = settings.administrator.accountId;
  if (settings.management === undefined || administrator === undefined) return [];
  const what = "whether another account is GuardDuty's delegated administrator";
  return [
    whereReadable(component, what, async () => {
      const { delegatedAdministrators } = await getDelegatedAdministrators(
        { servicePrincipal: GUARDDUTY_SERVICE },
        { parent: component, provider: provider("management", home.name) },
      );
      return delegationConflict(
        delegatedAdministrators.map(({ id }) => id),
        administrator,
      );
    }),
  ];
}

function regionChecks(
  component: pulumi.ComponentResource,
  { settings, accounts, home }: ExportPlan,
  provider: ProviderLookup,
): Check[] {
  if (!settings.preflight) return [];
  return accounts.uses.map(({ account, regions: used }) =>
    whereReadable(component, `whether the ${account} account has enabled its Regions`, async () => {
      const { regions } = await getRegions(
        {},
        { parent: component, provider: provider(account, home.name) },
      );
      return disabledRegions(account, used, regions);
    }),
  );
}
