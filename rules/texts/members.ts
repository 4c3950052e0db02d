import type { TextsOf } from "../health/findings";
import type { HealthValues, MissingMember } from "../health/types";
import { detectorCommand } from "./awsCommands";
import { WHO } from "./deployAgain";
import { memberStatusText } from "./memberStatuses";
import { counted, listed } from "./words";

const ofAccounts = (ids: readonly string[]): string => `--account-ids ${ids.join(" ")}`;

const UPDATE_POLICY =
  "aws organizations update-policy --policy-id <id of the policy> --content <the policy as JSON>";
const attachPolicy = (targetId: string) =>
  `aws organizations attach-policy --policy-id <id of the policy> --target-id ${targetId}`;

/** Members that the administrator has suspended are members still; others are made again. */
function notMonitoredFix({ first, ...at }: HealthValues["membersNotMonitored"]): string {
  const idsOf = (which: typeof first) => which.map(({ accountId }) => accountId);
  const suspended = idsOf(first.filter(({ status }) => status === "Disabled"));
  const gone = idsOf(first.filter(({ status }) => status !== "Disabled"));
  const all = ofAccounts(idsOf(first));
  const details = gone.map((id) => `AccountId=${id},Email=<e-mail address of ${id}>`).join(" ");
  return [
    "Find who changed them (CloudTrail: StopMonitoringMembers, DisassociateMembers, DisassociateFromAdministratorAccount).",
    ...(suspended.length > 0
      ? [
          `Monitor suspended members again with ${detectorCommand(at, "start-monitoring-members", ofAccounts(suspended))}.`,
        ]
      : []),
    ...(gone.length > 0
      ? [
          `Add those that were removed with ${detectorCommand(at, "create-members", `--account-details ${details}`)}.`,
        ]
      : []),
    `If they are meant to be gone, run ${detectorCommand(at, "disassociate-members", all)}, then ${detectorCommand(at, "delete-members", all)}.`,
  ].join(" ");
}

const moreText = (count: number, listed: number) =>
  count > listed ? ` and ${count - listed} more` : "";

const EFFECTIVE =
  "aws organizations describe-effective-policy --policy-type GUARDDUTY_POLICY --target-id";
const inPolicy = (plan: string, status: string, targetId: string) =>
  `Set ${plan} to ${status} in the GuardDuty policy of the organization (${EFFECTIVE} ${targetId}), with ${UPDATE_POLICY}: GuardDuty refuses other changes of it.`;

function membersText({ count, first }: { count: number; first: MissingMember[] }): string {
  const each = first.map(
    ({ accountId, name, status }) =>
      `${accountId} (${name === undefined ? "" : `${name}, `}${memberStatusText(status)})`,
  );
  return `${each.join(", ")}${moreText(count, first.length)}`;
}

type OfMembers =
  | "autoEnableDiffers"
  | "policyTypeNotEnabled"
  | "regionNotManaged"
  | "autoEnableOverridden"
  | "trustedAccessMissing"
  | "memberLimitReached"
  | "membersNotEnabled"
  | "membersNotMonitored"
  | "excludedMembersEnabled"
  | "memberPlanDisabled"
  | "memberPlanDiffers"
  | "planDiffers";

/** What is printed of members, and of what the organization sets for them. */
export const MEMBER_TEXTS: TextsOf<Pick<HealthValues, OfMembers>> = {
  autoEnableDiffers: {
    problem: ({ of, value, expected }) => `auto-enable of ${of} is ${value}, expected ${expected}`,
    fix: () => WHO,
  },
  policyTypeNotEnabled: {
    problem: () =>
      "organization.members.managedBy is policy, and the organization has not enabled the policy type GUARDDUTY_POLICY: nothing enables accounts that join",
    fix: () =>
      "Run aws organizations enable-policy-type --policy-type GUARDDUTY_POLICY --root-id <id of the root>, and attach the policy that guardduty-export plan --organization-policy prints. If GuardDuty's auto-enable is intended, remove organization.members.managedBy.",
  },
  regionNotManaged: {
    problem: ({ accountIds }) =>
      `no GuardDuty policy of the organization enables GuardDuty in this Region (read: account ${listed(accountIds)}): accounts that join export no findings from it`,
    fix: () =>
      `Add the Region to the policy, as guardduty-export plan --organization-policy prints it (${UPDATE_POLICY}), and attach it to the root or to the organizational units of the members (${attachPolicy("<id of the root or unit>")}).`,
  },
  autoEnableOverridden: {
    problem: ({ settings }) =>
      `the organization manages GuardDuty by policies (GUARDDUTY_POLICY): ${listed(settings)} of the configuration ${settings.length === 1 ? "has" : "have"} no effect in any Region, and accounts that join are members only if a policy enables them`,
    fix: ({ settings }) =>
      `If the policies are intended, set organization.members.managedBy to "policy" and remove ${listed(settings)}. Otherwise find who enabled the policy type (CloudTrail: EnablePolicyType), and run aws organizations disable-policy-type --policy-type GUARDDUTY_POLICY --root-id <id of the root>.`,
  },
  trustedAccessMissing: {
    problem: ({ plan, service }) =>
      `the organization gives ${service} no trusted access: GuardDuty cannot scan volumes of members, which the configuration enables by ${plan}`,
    fix: ({ service }) =>
      `Run aws organizations enable-aws-service-access --service-principal ${service} in the management account.`,
  },
  memberLimitReached: {
    problem: () =>
      "the administrator has the maximum number of members: GuardDuty enables no further account",
    fix: () => "Remove members that are closed accounts, and check GuardDuty's quotas.",
  },
  membersNotEnabled: {
    problem: (which) =>
      `${counted(which.count, "account is", "accounts are")} not enabled: ${membersText(which)}`,
    fix: ({ byAutoEnable, byPolicy, first: [one] }) => {
      if (byPolicy)
        return `Check that the GuardDuty policies in effect enable foundational for each in the Region (${EFFECTIVE} ${one?.accountId}), and correct them with ${UPDATE_POLICY}, or ${attachPolicy(one?.accountId ?? "")}. GuardDuty's auto-enable does not apply.`;
      return byAutoEnable
        ? "Wait for 24 hours: GuardDuty enables them by itself. After that, check the status of each."
        : `Check the status of each, then run pulumi refresh and pulumi up.`;
    },
  },
  membersNotMonitored: {
    problem: (which) =>
      `the administrator has no findings of ${counted(which.count, "member", "members")}: ${membersText(which)}`,
    fix: ({ byPolicy, ...which }) => {
      if (byPolicy !== true) return notMonitoredFix(which);
      const ids = which.first.map(({ accountId }) => accountId);
      return `Check whether GuardDuty policies disable foundational for each in the Region (${EFFECTIVE} ${ids[0]}), and enable it with ${UPDATE_POLICY}. For members that no policy manages, run ${detectorCommand(which, "start-monitoring-members", ofAccounts(ids))}.`;
    },
  },
  excludedMembersEnabled: {
    problem: ({ count, first }) =>
      `${counted(count, "account", "accounts")} of members.exclude ${count === 1 ? "is" : "are"} enabled: ${first.join(", ")}${moreText(count, first.length)}`,
    fix: ({ first, byPolicy, ...at }) =>
      byPolicy
        ? `Attach a GuardDuty policy that sets foundational to disabled in the Region to each of these accounts: aws organizations create-policy --type GUARDDUTY_POLICY --name <name> --description <text> --content <the policy as JSON>, then ${attachPolicy(first[0] ?? "")}. GuardDuty refuses calls that suspend a detector that a policy manages.`
        : `Run ${detectorCommand(at, "disassociate-members", ofAccounts(first))}, then suspend or delete the detector in each account: GuardDuty stays on there.`,
  },
  memberPlanDisabled: {
    problem: ({ plan, count, first, members, managedBy }) =>
      `the protection plan ${plan} is disabled in ${count} of ${counted(members, "member", "members")}: ${first.join(", ")}${moreText(count, first.length)}${managedBy ? `; ${managedBy} sets it` : ""}`,
    fix: ({ plan, first, managedBy, ...at }) =>
      managedBy
        ? inPolicy(plan, "enabled", String(first[0]))
        : `Find who disabled it (CloudTrail: UpdateMemberDetectors). Enable it with ${detectorCommand(at, "update-member-detectors", `${ofAccounts(first)} --features Name=${plan},Status=ENABLED`)}.`,
  },
  memberPlanDiffers: {
    problem: ({ accountId, plan, value, expected, managedBy }) =>
      `the protection plan ${plan} of member ${accountId} is ${value}, expected ${expected}${managedBy ? `; ${managedBy} sets it` : ""}`,
    fix: ({ accountId, plan, expected, managedBy }) =>
      managedBy ? inPolicy(plan, expected.toLowerCase(), accountId) : WHO,
  },
  planDiffers: {
    problem: ({ plan, value, expected, managedBy }) =>
      `the protection plan ${plan} is ${value}, expected ${expected}${managedBy ? `; ${managedBy} sets it` : ""}`,
    fix: ({ plan, expected, managedBy }) =>
      managedBy
        ? `Set ${plan} to ${expected} in the GuardDuty policy of the organization (aws organizations describe-effective-policy --policy-type GUARDDUTY_POLICY): GuardDuty refuses other changes of it.`
        : WHO,
  },
};
