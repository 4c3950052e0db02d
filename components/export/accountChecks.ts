import { getRegions } from "@pulumi/aws/account";
import { getDelegatedAdministrators, getOrganization } from "@pulumi/aws/organizations";
import type * as pulumi from "@pulumi/pulumi";

import { AWS_MESSAGES } from "../../rules/awsMessages";
import { needsTrustedAccess } from "../../rules/health";
import type { ExportPlan } from "../../rules/plan";
import {
  delegationProblems,
  GUARDDUTY_SERVICE,
  noOrganizationProblem,
  regionProblems,
  trustedAccessProblems,
  unchecked,
} from "../../rules/preflight";
import type { DelegationIn } from "../../rules/problems/texts/imports";
import type { Check } from "../shared/checks";
import { complete, IncompleteAnswer } from "../shared/checks";
import { hasHooks } from "../shared/hooks";
import type { ProviderLookup } from "../shared/providers";
import type { ExportContext } from "./context";
import { identityChecks, lockChecks } from "./identityChecks";
import { readAs } from "./importChecks";
import { organizationPolicyChecks } from "./organizationPolicyChecks";

type Deploying = Pick<ExportContext, "owners" | "plan">;

/** Checks of the accounts: whose credentials they are, who administers GuardDuty already, and on request which Regions are enabled. */
export function accountChecks(
  component: pulumi.ComponentResource,
  { plan, owners }: Deploying,
  provider: ProviderLookup,
): Check[] {
  return [
    ...identityChecks(component, plan, provider),
    ...lockChecks(component, plan, provider),
    ...delegationCheck(component, { plan, owners }, provider),
    ...trustedAccessCheck(component, plan, provider),
    ...organizationPolicyChecks({ plan, owners }),
    ...regionChecks(component, plan, provider),
  ];
}

function delegationCheck(
  component: pulumi.ComponentResource,
  { plan, owners }: Deploying,
  provider: ProviderLookup,
): Check[] {
  const { settings, home } = plan;
  const administrator = settings.administrator.accountId;
  if (settings.management === undefined || administrator === undefined) return [];
  return [
    {
      subject: { check: "delegatedAdministrator" },
      unanswered: (message) =>
        AWS_MESSAGES.noOrganization.test(message)
          ? noOrganizationProblem(settings.management?.accountId as string)
          : unchecked({ check: "delegatedAdministrator" })(message),
      async run() {
        const found = await getDelegatedAdministrators(
          { servicePrincipal: GUARDDUTY_SERVICE },
          { parent: component, provider: provider("management", home.name) },
        );
        const { delegatedAdministrators } = complete(found, "delegatedAdministrators");
        const ids = delegatedAdministrators.map(({ id }) => id);
        if (ids.every((id) => id === administrator)) return [];
        return delegationProblems(ids, administrator, await delegationsOf({ plan, owners }));
      },
    },
  ];
}

/** Who administers GuardDuty in each Region, as the management account sees it; undefined: that cannot be read. */
async function delegationsOf(context: Deploying): Promise<DelegationIn[] | undefined> {
  if (!hasHooks()) return undefined;
  const found = await Promise.all(
    context.plan.settings.regions.map(async (region) => {
      const subject = { check: "delegation", region } as const;
      const { value, problems } = await readAs(context, "management", subject, (aws, account) =>
        aws.delegatedAdministrator(account, region),
      );
      return { region, isRead: problems.length === 0, ...(value && { delegated: value }) };
    }),
  );
  if (found.some(({ isRead }) => !isRead)) return undefined;
  return found.map(({ isRead: _isRead, ...one }) => one);
}

function trustedAccessCheck(
  component: pulumi.ComponentResource,
  { settings: { management, members }, home }: ExportPlan,
  provider: ProviderLookup,
): Check[] {
  if (management === undefined || management.malwareProtectionAccess) return [];
  if (!needsTrustedAccess(members)) return [];
  return [
    {
      subject: { check: "trustedAccess" },
      async run() {
        const found = await getOrganization(
          {},
          { parent: component, provider: provider("management", home.name) },
        );
        const { accounts, awsServiceAccessPrincipals } = complete(
          found,
          ...(["accounts", "awsServiceAccessPrincipals"] as const),
        );
        // The provider leaves lists empty that AWS refuses: an organization has one account at least.
        if (accounts.length === 0) throw new IncompleteAnswer("the answer has no accounts");
        return trustedAccessProblems(members, awsServiceAccessPrincipals);
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
    subject: { check: "enabledRegions", account },
    async run() {
      const found = await getRegions(
        {},
        { parent: component, provider: provider(account, home.name) },
      );
      const { regions } = complete(found, "regions");
      return regionProblems(account, used, regions);
    },
  }));
}
