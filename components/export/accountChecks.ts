import { AWS_MESSAGES } from "../../rules/awsMessages";
import { needsTrustedAccess } from "../../rules/health";
import type { ExportPlan } from "../../rules/plan";
import {
  delegationProblems,
  noOrganizationProblem,
  regionProblems,
  trustedAccessProblems,
  unchecked,
} from "../../rules/preflight";
import type { DelegationIn } from "../../rules/problems/texts/imports";
import type { Check } from "../shared/checks";
import { hasHooks } from "../shared/hooks";
import type { ExportContext } from "./context";
import { identityChecks, lockChecks } from "./identityChecks";
import { readAs } from "./importChecks";
import { organizationPolicyChecks } from "./organizationPolicyChecks";
import type { ExportReads } from "./reads";

type Deploying = Pick<ExportContext, "owners" | "plan">;

/** Checks of the accounts: whose credentials they are, who administers GuardDuty already, and on request which Regions are enabled. */
export function accountChecks({ plan, owners }: Deploying, reads: ExportReads): Check[] {
  return [
    ...identityChecks(plan, reads),
    ...lockChecks(plan, reads),
    ...delegationCheck({ plan, owners }, reads),
    ...trustedAccessCheck(plan, reads),
    ...organizationPolicyChecks({ plan, owners }),
    ...regionChecks(plan, reads),
  ];
}

function delegationCheck({ plan, owners }: Deploying, reads: ExportReads): Check[] {
  const { settings } = plan;
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
        const ids = await reads.delegatedAdministrators();
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
  { settings: { management, members } }: ExportPlan,
  reads: ExportReads,
): Check[] {
  if (management === undefined || management.malwareProtectionAccess) return [];
  if (!needsTrustedAccess(members)) return [];
  return [
    {
      subject: { check: "trustedAccess" },
      run: async () => trustedAccessProblems(members, await reads.trustedServices()),
    },
  ];
}

function regionChecks({ settings, accounts }: ExportPlan, reads: ExportReads): Check[] {
  if (!settings.preflight) return [];
  return accounts.uses.map(({ account, regions: used }) => ({
    subject: { check: "enabledRegions", account },
    run: async () => regionProblems(account, used, await reads.regions(account)),
  }));
}
