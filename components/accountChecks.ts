import { getRegions } from "@pulumi/aws/account";
import { getDelegatedAdministrators } from "@pulumi/aws/organizations";
import * as pulumi from "@pulumi/pulumi";

import type { ExportPlan } from "../rules/plan";
import { delegationConflict, disabledRegions, GUARDDUTY_SERVICE } from "../rules/preflight";
import { identityChecks } from "./identityChecks";
import type { ProviderLookup } from "./providers";

/** A check of what AWS has already: it answers what is wrong, or nothing. */
export type Check = { what: string; run(): Promise<string | undefined> };

/**
 * Checks the accounts before anything is made: resolves to nothing once all is well. What is wrong fails the component;
 * what could not be read is said. Undefined when there is nothing to check.
 */
export function checkAccounts(
  component: pulumi.ComponentResource,
  plan: ExportPlan,
  provider: ProviderLookup,
): pulumi.Output<pulumi.Resource[]> | undefined {
  const checks = [
    ...identityChecks(component, plan, provider),
    ...delegationCheck(component, plan, provider),
    ...regionChecks(component, plan, provider),
  ];
  if (checks.length === 0) return undefined;
  return pulumi.output(
    Promise.all(checks.map((check) => answer(component, check))).then((answers) => {
      const wrong = answers.filter((text) => text !== undefined);
      if (wrong.length > 0) throw new pulumi.ResourceError(wrong.join("\n"), component, true);
      return [];
    }),
  );
}

async function answer(
  component: pulumi.ComponentResource,
  { what, run }: Check,
): Promise<string | undefined> {
  try {
    return await run();
  } catch (error) {
    await pulumi.log.warn(`not checked: ${what}: ${(error as Error).message}`, component);
    return undefined;
  }
}

function delegationCheck(
  component: pulumi.ComponentResource,
  { settings, home }: ExportPlan,
  provider: ProviderLookup,
): Check[] {
  const administrator = settings.administrator.accountId;
  if (settings.management === undefined || administrator === undefined) return [];
  return [
    {
      what: "whether another account is GuardDuty's delegated administrator",
      async run() {
        const { delegatedAdministrators } = await getDelegatedAdministrators(
          { servicePrincipal: GUARDDUTY_SERVICE },
          { parent: component, provider: provider("management", home.name) },
        );
        return delegationConflict(
          delegatedAdministrators.map(({ id }) => id),
          administrator,
        );
      },
    },
  ];
}

function regionChecks(
  component: pulumi.ComponentResource,
  { settings, accounts, home }: ExportPlan,
  provider: ProviderLookup,
): Check[] {
  if (!settings.preflight) return [];
  return accounts.uses.map(({ account, regions: used }) => ({
    what: `whether the ${account} account has enabled its Regions`,
    async run() {
      const { regions } = await getRegions(
        {},
        { parent: component, provider: provider(account, home.name) },
      );
      return disabledRegions(account, used, regions);
    },
  }));
}
