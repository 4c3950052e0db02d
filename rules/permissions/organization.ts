import { needsTrustedAccess } from "../health";
import type { ExportPlan } from "../plan";
import type { Grant } from "./grants";
import { valuesIf, grantIf } from "./grants";

/** What the management account deploys in addition to detectors: the delegation. */
export function delegationGrants({ settings, regions }: ExportPlan): Grant[] {
  const names = regions.map(({ name }) => name);
  const own = [...new Set([...accessActions(settings), ...policyActions(settings)])];
  return [
    {
      purpose: "Delegation",
      actions: [
        "guardduty:DisableOrganizationAdminAccount",
        "guardduty:EnableOrganizationAdminAccount",
        "guardduty:ListOrganizationAdminAccounts",
      ],
      resources: ["*"],
      regions: names,
    },
    {
      purpose: "Organizations",
      // Organizations has one endpoint: a condition on the Region would stop it.
      actions: [
        ...valuesIf(
          settings.administrator.accountId !== undefined,
          "organizations:ListDelegatedAdministrators",
        ),
        ...own,
      ],
      beyond: [
        "organizations:DescribeAccount",
        "organizations:DescribeOrganization",
        "organizations:DescribeOrganizationalUnit",
        "organizations:EnableAWSServiceAccess",
        "organizations:ListAWSServiceAccessForOrganization",
        "organizations:ListAccounts",
        "organizations:RegisterDelegatedAdministrator",
      ].filter((action) => !own.includes(action)),
      resources: ["*"],
    },
  ];
}

/** What trusted access for scans of members' volumes is enabled by, or else checked by. */
function accessActions({ management, members }: ExportPlan["settings"]): string[] {
  if (management?.malwareProtectionAccess === true) {
    return [
      "organizations:EnableAWSServiceAccess",
      "organizations:ListAWSServiceAccessForOrganization",
    ];
  }
  if (!needsTrustedAccess(members)) return [];
  return [
    "organizations:DescribeOrganization",
    "organizations:ListAWSServiceAccessForOrganization",
    "organizations:ListAccounts",
    "organizations:ListRoots",
  ];
}

/** What the organization's GuardDuty policies are checked by. */
function policyActions({ administrator, members }: ExportPlan["settings"]): string[] {
  if (administrator.accountId === undefined) return [];
  return [
    "organizations:DescribeEffectivePolicy",
    ...valuesIf(members.managedBy === "policy", "organizations:ListAccounts"),
    "organizations:ListRoots",
  ];
}

/** What the administrator deploys for its members. */
export function memberGrants({ settings, regions }: ExportPlan): Grant[] {
  const { autoEnable, accounts, features } = settings.members;
  const names = regions.map(({ name }) => name);
  return [
    ...grantIf(autoEnable !== undefined || features.length > 0, {
      purpose: "OrganizationConfiguration",
      actions: [
        "guardduty:DescribeOrganizationConfiguration",
        "guardduty:UpdateOrganizationConfiguration",
      ],
      resources: ["*"],
      regions: names,
    }),
    ...grantIf(
      accounts.some(({ features: ofOne }) => ofOne.length > 0),
      {
        purpose: "MemberPlans",
        actions: ["guardduty:GetMemberDetectors", "guardduty:UpdateMemberDetectors"],
        resources: ["*"],
        regions: names,
      },
    ),
    ...grantIf(accounts.length > 0, {
      purpose: "Members",
      actions: [
        "guardduty:CreateMembers",
        "guardduty:DeleteMembers",
        "guardduty:GetMembers",
        ...valuesIf(
          accounts.some(({ invite }) => invite),
          "guardduty:InviteMembers",
        ),
      ],
      resources: ["*"],
      regions: names,
    }),
  ];
}
