import { isManagedByPolicies, sampledAccounts } from "../../rules/health";
import {
  administratorPolicyProblems,
  policyTypeProblems,
  unmanagedRegionProblems,
} from "../../rules/preflight";
import type { CheckSubject, Problem } from "../../rules/problems";
import type { Check } from "../shared/checks";
import { hasHooks } from "../shared/hooks";
import type { ExportContext } from "./context";
import { readAs } from "./importChecks";

type Deploying = Pick<ExportContext, "owners" | "plan">;
type Of = "administrator" | "members";

const ofPolicies = (of: Of): CheckSubject => ({ check: "guardDutyPolicy", of });

/** What the organization's GuardDuty policies say of the settings, read by the management account: the provider has no function for it. */
export function organizationPolicyChecks(context: Deploying): Check[] {
  const { administrator, management } = context.plan.settings;
  const administratorId = administrator.accountId;
  if (!hasHooks() || management === undefined || administratorId === undefined) return [];
  const subject = { check: "policyType" } as const;
  const region = context.plan.home.name;
  return [
    {
      subject,
      async run() {
        const { value: types, problems } = await readAs(
          context,
          "management",
          subject,
          (aws, account) => aws.enabledPolicyTypes(account, region),
        );
        if (types === undefined) return problems;
        const ofType = policyTypeProblems(context.plan.settings, types);
        return isManagedByPolicies(types)
          ? [...ofType, ...(await policyProblems(context, administratorId))]
          : ofType;
      },
    },
  ];
}

async function policyProblems(context: Deploying, administratorId: string): Promise<Problem[]> {
  const { settings } = context.plan;
  const own = await inEffect(context, "administrator", administratorId);
  if (own.value === undefined) return own.problems;
  const ofAdministrator = administratorPolicyProblems(settings, own.value);
  if (settings.members.managedBy !== "policy") return ofAdministrator;
  const { value: ofMember, problems } = await policyOfMember(context, administratorId);
  const unmanaged =
    ofMember === undefined ? [] : unmanagedRegionProblems(settings, [own.value, ...ofMember]);
  return [...ofAdministrator, ...problems, ...unmanaged];
}

const inEffect = (context: Deploying, of: Of, accountId: string) =>
  readAs(context, "management", ofPolicies(of), (aws, account) =>
    aws.policyInEffect(account, context.plan.home.name, accountId),
  );

/** The policies of an account that is to be a member, if there is one: they may be attached to members alone. */
async function policyOfMember(context: Deploying, administratorId: string) {
  const { home, settings } = context.plan;
  const { value, problems } = await readAs(
    context,
    "management",
    ofPolicies("members"),
    (aws, account) => aws.activeAccounts(account, home.name),
  );
  if (value === undefined) return { problems };
  const others = [administratorId, settings.management?.accountId, ...settings.members.exclude];
  const members = value
    .filter((accountId) => !others.includes(accountId))
    .map((accountId) => ({ accountId, status: "Enabled" }));
  const [, member] = sampledAccounts(administratorId, members);
  if (member === undefined) return { value: [], problems };
  const found = await inEffect(context, "members", member);
  return { ...(found.value && { value: [found.value] }), problems: found.problems };
}
