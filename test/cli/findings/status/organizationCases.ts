import type { Deployed } from "../../../../testing/live/run";
import { ARCHIVE, MANAGEMENT, MEMBER } from "../../../../testing/live/world";
import { sdkAt } from "../../../../testing/sdkClient";
import type { LiveCase } from "../liveCases";
import { ARGS, ORGANIZATION, REGION, detectorOf, drift, members, of, once } from "./stack";

const BY_POLICY = members({ managedBy: "policy" });

const assigned = (status: string) => ({ status: { "@@assign": status } });

const policyOf = (region: string, block: object) =>
  JSON.stringify({ guardduty: { enablement: { [region]: block } } });

const WITH_PLAN = { foundational: assigned("enabled"), s3_data_events: assigned("enabled") };

/** A policy in the root that enables GuardDuty in a Region, and sets these protection plans alone. */
function manageByPolicy({ sandbox }: Deployed, region: string, plans: object = {}): void {
  const organization = sandbox.world().organization!;
  const content = policyOf(region, { foundational: assigned("enabled"), ...plans });
  organization.policyTypes = ["GUARDDUTY_POLICY"];
  const policy = { type: "GUARDDUTY_POLICY" as const, name: "all", description: "", content };
  organization.policies = { "p-guardduty": policy };
  organization.attachments = { "r-sbx0": ["p-guardduty"] };
}

/** A policy that is attached to one account, as the management account makes it. */
async function attachPolicy({ sandbox }: Deployed, targetId: string, block: object) {
  const management = sdkAt(sandbox.url, MANAGEMENT, REGION);
  const { Policy } = await management.call("organizations:CreatePolicy", {
    ...{ Name: `of-${targetId}`, Description: "", Type: "GUARDDUTY_POLICY" },
    Content: policyOf(REGION, block),
  });
  const PolicyId = Policy.PolicySummary.Id;
  await management.call("organizations:AttachPolicy", { PolicyId, TargetId: targetId });
}

/** What the policies of the accounts say from now on. */
async function updatePolicies({ sandbox }: Deployed, block: object) {
  const management = sdkAt(sandbox.url, MANAGEMENT, REGION);
  for (const PolicyId of Object.keys(sandbox.world().organization!.policies)) {
    const Content = policyOf(REGION, block);
    await management.call("organizations:UpdatePolicy", { PolicyId, Content });
  }
}

const EBS_SCANS = "malware-protection.guardduty.amazonaws.com";

const withPlan = (status: "ENABLED" | "DISABLED") => ({
  S3_DATA_EVENTS: { status, additional: {} },
});

const setMembersPlan = ({ sandbox }: Deployed, status: "ENABLED" | "DISABLED") => {
  sandbox.world().detectors[`${MEMBER}/${REGION}`]!.features = withPlan(status);
};

/** What GuardDuty policies of the organization and its trusted access decide. */
export const managementCases: LiveCase[] = [
  of(
    ...(["autoEnableOverridden", "the type of GuardDuty policies, enabled"] as const),
    ORGANIZATION,
    ({ sandbox }) => sandbox.world().organization!.policyTypes.push("GUARDDUTY_POLICY"),
    ({ sandbox }) => sandbox.world().organization!.policyTypes.pop(),
  ),
  of(
    ...(["policyTypeNotEnabled", "members that policies are to manage"] as const),
    BY_POLICY,
    () => undefined,
    (stack) => manageByPolicy(stack, REGION),
    { says: "aws organizations enable-policy-type --policy-type GUARDDUTY_POLICY" },
  ),
  of(
    ...(["regionNotManaged", "a policy of another Region"] as const),
    BY_POLICY,
    (stack) => manageByPolicy(stack, "ap-south-1"),
    (stack) => manageByPolicy(stack, REGION),
    { says: "Add the Region to the policy" },
  ),
  of(
    ...(["trustedAccessMissing", "scans of members' volumes without trusted access"] as const),
    members({
      autoEnable: "ALL",
      features: [{ name: "EBS_MALWARE_PROTECTION", autoEnable: "ALL" }],
    }),
    () => undefined,
    ({ sandbox }) => sandbox.world().organization!.serviceAccess.push(EBS_SCANS),
    {
      says: `aws organizations enable-aws-service-access --service-principal ${EBS_SCANS}`,
      // The world of these cases has no protection plans of members.
      remaining: ["autoEnableDiffers", "memberPlanDisabled"],
    },
  ),
];

/** Members of the organization and their plans. */
export const memberCases: LiveCase[] = [
  drift(
    "delegationDiffers",
    "another account",
    ORGANIZATION,
    ({ sandbox }) => {
      sandbox.world().organization!.guardDutyAdministrators[REGION] = MEMBER;
    },
    { causes: ["callFailed", "notChecked"] },
  ),
  drift("autoEnableDiffers", "NONE", ORGANIZATION, (stack) => {
    detectorOf(stack).organizationConfiguration!.autoEnableOrganizationMembers = "NONE";
  }),
  once(
    ...(["memberLimitReached", "too many members", ORGANIZATION] as const),
    "guardduty:DescribeOrganizationConfiguration",
    (answer) => ({ ...answer, MemberAccountLimitReached: true }),
  ),
  of(
    ...(["membersNotMonitored", "a suspended member that the config does not ask for"] as const),
    members({}),
    (stack) => (detectorOf(stack).members[MEMBER]!.relationshipStatus = "Disabled"),
    (stack) => (detectorOf(stack).members[MEMBER]!.relationshipStatus = "Enabled"),
  ),
  of(
    ...(["memberPlanDisabled", "a plan of the administrator that a member does not have"] as const),
    members({}),
    (stack) => (detectorOf(stack).features = withPlan("ENABLED")),
    (stack) => {
      for (const accountId of [MANAGEMENT, MEMBER, ARCHIVE]) {
        const { detectors } = stack.sandbox.world();
        detectors[`${accountId}/${REGION}`]!.features = withPlan("ENABLED");
      }
    },
  ),
  of(
    ...(["memberPlanDiffers", "a plan of one member that was turned off"] as const),
    members({
      accounts: [
        { accountId: MEMBER, email: "member@example.com", features: [{ name: "S3_DATA_EVENTS" }] },
      ],
    }),
    (stack) => setMembersPlan(stack, "DISABLED"),
    (stack) => setMembersPlan(stack, "ENABLED"),
  ),
  of(
    ...(["excludedMembersEnabled", "an excluded account that became a member"] as const),
    members({ autoEnable: "NEW", exclude: [MEMBER] }),
    () => undefined,
    (stack) => (detectorOf(stack).members[MEMBER]!.relationshipStatus = "Removed"),
    { says: `aws guardduty disassociate-members --account-ids ${MEMBER}` },
  ),
  of(
    ...(["excludedMembersEnabled", "an excluded account that a policy enables"] as const),
    members({ managedBy: "policy", exclude: [MEMBER] }),
    (stack) => manageByPolicy(stack, REGION),
    (stack) => attachPolicy(stack, MEMBER, { foundational: assigned("disabled") }),
    { says: `attach-policy --policy-id <id of the policy> --target-id ${MEMBER}` },
  ),
  of(
    ...(["membersNotEnabled", "a member that a policy suspends"] as const),
    members({
      managedBy: "policy",
      accounts: [{ accountId: MEMBER, email: "member@example.com" }],
    }),
    async (stack) => {
      manageByPolicy(stack, REGION);
      await attachPolicy(stack, MEMBER, { foundational: assigned("disabled") });
    },
    (stack) => updatePolicies(stack, { foundational: assigned("enabled") }),
    { says: `describe-effective-policy --policy-type GUARDDUTY_POLICY --target-id ${MEMBER}` },
  ),
  of(
    ...(["membersNotMonitored", "a member that a policy suspends"] as const),
    BY_POLICY,
    async (stack) => {
      manageByPolicy(stack, REGION);
      await attachPolicy(stack, MEMBER, { foundational: assigned("disabled") });
    },
    (stack) => updatePolicies(stack, { foundational: assigned("enabled") }),
    { says: "aws organizations update-policy" },
  ),
  of(
    ...(["memberPlanDisabled", "a plan that a policy disables in a member"] as const),
    BY_POLICY,
    async (stack) => {
      manageByPolicy(stack, REGION, { s3_data_events: assigned("enabled") });
      const plans = { s3_data_events: assigned("disabled") };
      await attachPolicy(stack, MEMBER, { foundational: assigned("enabled"), ...plans });
    },
    (stack) => updatePolicies(stack, WITH_PLAN),
    { says: "Set S3_DATA_EVENTS to enabled in the GuardDuty policy" },
  ),
  of(
    ...(["memberPlanDiffers", "a plan of one member that a policy disables"] as const),
    members({
      managedBy: "policy",
      accounts: [
        { accountId: MEMBER, email: "member@example.com", features: [{ name: "S3_DATA_EVENTS" }] },
      ],
    }),
    (stack) => manageByPolicy(stack, REGION, { s3_data_events: assigned("disabled") }),
    (stack) => updatePolicies(stack, WITH_PLAN),
    { says: "Set S3_DATA_EVENTS to enabled in the GuardDuty policy" },
  ),
  drift(
    "planDiffers",
    "a plan that was turned off",
    { ...ARGS, features: [{ name: "S3_DATA_EVENTS" }] },
    (stack) => {
      detectorOf(stack).features = withPlan("DISABLED");
    },
  ),
  of(
    ...(["membersNotEnabled", "a member that left, with ALL"] as const),
    ORGANIZATION,
    (stack) => (detectorOf(stack).members[MEMBER]!.relationshipStatus = "Resigned"),
    (stack) => (detectorOf(stack).members[MEMBER]!.relationshipStatus = "Enabled"),
  ),
];
