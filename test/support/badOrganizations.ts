import type { BadInput } from "./badInputCase";
import { at } from "./badInputCase";

const ADMINISTRATOR = "111122223333";
const MANAGEMENT = "999900001111";
const MEMBER = "222233334444";
const role = (accountId: string) => `arn:aws:iam::${accountId}:role/deploy`;

const regions = ["us-east-1"];
const administrator = { accountId: ADMINISTRATOR };
const withOrganization = (organization: object) => ({
  regions,
  organization: { administrator, ...organization },
});
const withMembers = (members: object) => withOrganization({ members });
const member = { accountId: MEMBER, email: "member@example.com" };
const withMember = (changes: object) => withMembers({ accounts: [{ ...member, ...changes }] });
const withFeatures = (...features: object[]) => ({ regions, features });
const withMemberFeatures = (...features: object[]) => withMembers({ features });

/** Organizations, accounts, members and protection plans that users may get wrong, and every problem that is reported. */
export const badOrganizations: BadInput[] = [
  [
    "a management account without an administrator",
    { regions, organization: { management: { accountId: MANAGEMENT } } },
    [
      at(
        "organization.administrator",
        'required property is missing: organization.management registers this account as delegated administrator. Fix: set organization.administrator to a value such as {"accountId":"111122223333"}',
      ),
    ],
  ],
  [
    "a management account without its id",
    withOrganization({ management: {} }),
    [
      at(
        "organization.management.accountId",
        'required property is missing; expected a string. Fix: set organization.management.accountId to a value such as "111122223333"',
      ),
    ],
  ],
  [
    "a management account of 13 digits",
    withOrganization({ management: { accountId: "9999000011112" } }),
    [
      at(
        "organization.management.accountId",
        'must be a string of 12 digits; got "9999000011112". Fix: set organization.management.accountId to a value such as "111122223333"',
      ),
    ],
  ],
  [
    "a management role of another account",
    withOrganization({ management: { accountId: MANAGEMENT, assumeRoleArn: role(ADMINISTRATOR) } }),
    [
      at(
        "organization.management.assumeRoleArn",
        'is a role of account 111122223333; accountId is 999900001111. Fix: set organization.management.assumeRoleArn to a value such as "arn:aws:iam::999900001111:role/deploy"',
      ),
    ],
  ],
  [
    "a management role of another partition",
    withOrganization({
      management: {
        accountId: MANAGEMENT,
        assumeRoleArn: `arn:aws-us-gov:iam::${MANAGEMENT}:role/deploy`,
      },
    }),
    [
      at(
        "organization.management.assumeRoleArn",
        'is in partition aws-us-gov; us-east-1 is in aws. Fix: set organization.management.assumeRoleArn to "arn:aws:iam::999900001111:role/deploy"',
      ),
    ],
  ],
  [
    "a detector switch that is a word",
    withOrganization({ management: { accountId: MANAGEMENT, detector: "yes" } }),
    [
      at(
        "organization.management.detector",
        'must be true or false; got "yes". Fix: set organization.management.detector to a value such as true',
      ),
    ],
  ],
  [
    "a detector switch known only later",
    withOrganization({ management: { accountId: MANAGEMENT, detector: Promise.resolve(true) } }),
    [
      at(
        "organization.management.detector",
        "must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: set organization.management.detector to a value such as true",
      ),
    ],
  ],
  [
    "an unknown property of the management account",
    withOrganization({ management: { accountId: MANAGEMENT, region: "us-east-1" } }),
    [
      at(
        "organization.management.region",
        "unknown property region; expected one of accountId, assumeRoleArn, externalId, profile, detector, delegated, malwareProtectionAccess. Fix: remove organization.management.region",
      ),
    ],
  ],
  [
    "an unknown property of the organization",
    withOrganization({ member: [] }),
    [
      at(
        "organization.member",
        "unknown property member; did you mean members? Fix: rename organization.member to members",
      ),
    ],
  ],
  [
    "an external id of the management account without a role",
    withOrganization({ management: { accountId: MANAGEMENT, externalId: "abc" } }),
    [
      at(
        "organization.management.externalId",
        "has no effect without assumeRoleArn. Fix: remove organization.management.externalId",
      ),
    ],
  ],
  [
    "members as a list",
    withMembers([MEMBER]),
    [
      at(
        "organization.members",
        'must be an object with the properties managedBy, autoEnable, accounts, features, exclude; got ["222233334444"]. Fix: remove organization.members',
      ),
    ],
  ],
  [
    "an autoEnable in lower case",
    withMembers({ autoEnable: "all" }),
    [
      at(
        "organization.members.autoEnable",
        'must be one of ALL, NEW, NONE; got "all". Fix: set organization.members.autoEnable to "ALL"',
      ),
    ],
  ],
  [
    "an autoEnable of the old kind",
    withMembers({ autoEnable: true }),
    [
      at(
        "organization.members.autoEnable",
        'must be one of ALL, NEW, NONE; got true. Fix: set organization.members.autoEnable to a value such as "ALL"',
      ),
    ],
  ],
  [
    "an autoEnable known only later",
    withMembers({ autoEnable: Promise.resolve("ALL") }),
    [
      at(
        "organization.members.autoEnable",
        'must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: set organization.members.autoEnable to a value such as "ALL"',
      ),
    ],
  ],
  [
    "members known only later",
    withMembers({ accounts: Promise.resolve([]) }),
    [
      at(
        "organization.members.accounts",
        'must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: set organization.members.accounts to a value such as [{"accountId":"111122223333","email":"security@example.com"}]',
      ),
    ],
  ],
  [
    "a bare account id for a member",
    withMembers({ accounts: [MEMBER] }),
    [
      at(
        "organization.members.accounts[0]",
        'must be an object with the properties accountId, email, invite, existing, features; got "222233334444". Fix: set organization.members.accounts[0] to a value such as {"accountId":"111122223333","email":"security@example.com"}',
      ),
    ],
  ],
  [
    "a member without its address",
    withMembers({ accounts: [{ accountId: MEMBER }] }),
    [
      at(
        "organization.members.accounts[0].email",
        'required property is missing; expected a string. Fix: set organization.members.accounts[0].email to a value such as "security@example.com"',
      ),
    ],
  ],
  [
    "a member with no address",
    withMember({ email: "member" }),
    [
      at(
        "organization.members.accounts[0].email",
        'must be an e-mail address of at most 64 characters; got "member". Fix: set organization.members.accounts[0].email to a value such as "security@example.com"',
      ),
    ],
  ],
  [
    "a member's id as a number",
    withMember({ accountId: 222233334444 }),
    [
      at(
        "organization.members.accounts[0].accountId",
        'must be a string; got 222233334444. Fix: set organization.members.accounts[0].accountId to "222233334444"',
      ),
    ],
  ],
  [
    "a member's id of letters",
    withMember({ accountId: "acme" }),
    [
      at(
        "organization.members.accounts[0].accountId",
        'must be a string of 12 digits; got "acme". Fix: set organization.members.accounts[0].accountId to a value such as "111122223333"',
      ),
    ],
  ],
  [
    "an invitation that is a word",
    withMember({ invite: "yes" }),
    [
      at(
        "organization.members.accounts[0].invite",
        'must be true or false; got "yes". Fix: set organization.members.accounts[0].invite to a value such as true',
      ),
    ],
  ],
  [
    "a member named twice",
    withMembers({ accounts: [member, { ...member, email: "other@example.com" }] }),
    [
      at(
        "organization.members.accounts[1].accountId",
        '"222233334444" is already in organization.members.accounts[0]. Fix: remove organization.members.accounts[1]',
      ),
    ],
  ],
  [
    "the administrator as its own member",
    withMember({ accountId: ADMINISTRATOR }),
    [
      at(
        "organization.members.accounts[0].accountId",
        "111122223333 is the administrator account, which cannot be a member of its own organization. Fix: remove organization.members.accounts[0]",
      ),
    ],
  ],
  [
    "the management account as a member without a detector",
    withOrganization({
      management: { accountId: MANAGEMENT },
      members: { accounts: [{ ...member, accountId: MANAGEMENT }] },
    }),
    [
      at(
        "organization.members.accounts[0].accountId",
        "999900001111 is the management account, which needs a detector before it can be a member. Fix: set organization.management.detector to true",
      ),
    ],
  ],
  [
    "a plan of one member that is off there and on for all",
    {
      regions: ["us-east-1", "eu-west-1"],
      organization: {
        administrator,
        members: {
          accounts: [
            {
              ...member,
              features: [{ name: "RDS_LOGIN_EVENTS", status: "DISABLED", regions: ["eu-west-1"] }],
            },
          ],
          features: [{ name: "RDS_LOGIN_EVENTS", autoEnable: "ALL" }],
        },
      },
    },
    [
      at(
        "organization.members.accounts[0].features[0].status",
        'is DISABLED, and organization.members.features[0].autoEnable is ALL, with which AWS enables RDS_LOGIN_EVENTS in every account within 24 hours, this member among them, in eu-west-1; NEW reaches only accounts that join. Fix: set organization.members.features[0].autoEnable to "NEW"',
      ),
    ],
  ],
  [
    "plans of a member that is invited",
    withMember({ invite: true, features: [{ name: "S3_DATA_EVENTS" }] }),
    [
      at(
        "organization.members.accounts[0].features",
        "has no effect until the account accepts the invitation; its own stack sets its protection plans (MemberDetectors.features). Fix: remove organization.members.accounts[0].features",
      ),
    ],
  ],
  [
    "a plan of one member that only a detector has",
    withMember({ features: [{ name: "AI_ANALYST" }] }),
    [
      at(
        "organization.members.accounts[0].features[0].name",
        'must be one of S3_DATA_EVENTS, EKS_AUDIT_LOGS, EBS_MALWARE_PROTECTION, RDS_LOGIN_EVENTS, EKS_RUNTIME_MONITORING, LAMBDA_NETWORK_LOGS, RUNTIME_MONITORING, AI_PROTECTION; got "AI_ANALYST". Fix: set organization.members.accounts[0].features[0].name to a value such as "S3_DATA_EVENTS"',
      ),
    ],
  ],
  [
    "a plan of one member twice",
    withMember({ features: [{ name: "S3_DATA_EVENTS" }, { name: "S3_DATA_EVENTS" }] }),
    [
      at(
        "organization.members.accounts[0].features[1].name",
        '"S3_DATA_EVENTS" is already in organization.members.accounts[0].features[0]. Fix: remove organization.members.accounts[0].features[1]',
      ),
    ],
  ],
  [
    "accounts that are excluded while every account is enabled",
    withMembers({ autoEnable: "ALL", exclude: [MEMBER] }),
    [
      at(
        "organization.members.exclude",
        'has no effect with organization.members.autoEnable ALL, with which AWS enables every account within 24 hours, those that were removed too; NEW reaches only accounts that join. Fix: set organization.members.autoEnable to "NEW"',
      ),
    ],
  ],
  [
    "an account that is a member and excluded, and the administrator, excluded twice",
    withMembers({ accounts: [member], exclude: [MEMBER, ADMINISTRATOR, MEMBER] }),
    [
      at(
        "organization.members.exclude[2]",
        '"222233334444" is already in organization.members.exclude[0]. Fix: remove organization.members.exclude[2]',
      ),
      at(
        "organization.members.exclude[0]",
        "222233334444 is made a member by organization.members.accounts[0]. Fix: remove organization.members.exclude[0]",
      ),
      at(
        "organization.members.exclude[1]",
        "111122223333 is the administrator account, whose own findings are always exported. Fix: remove organization.members.exclude[1]",
      ),
    ],
  ],
  [
    "a frequency of members",
    withMembers({ findingPublishingFrequency: "ONE_HOUR" }),
    [
      at(
        "organization.members.findingPublishingFrequency",
        "unknown property findingPublishingFrequency; expected one of managedBy, autoEnable, accounts, features, exclude. Fix: remove organization.members.findingPublishingFrequency",
      ),
    ],
  ],
  [
    "features as a map",
    { regions, features: { S3_DATA_EVENTS: "ENABLED" } },
    [
      at(
        "features",
        'must be a list; got {"S3_DATA_EVENTS":"ENABLED"}. Fix: set features to a value such as [{"name":"S3_DATA_EVENTS"}]',
      ),
    ],
  ],
  [
    "a feature's bare name",
    { regions, features: ["S3_DATA_EVENTS"] },
    [
      at(
        "features[0]",
        'must be an object with the properties name, status, additionalConfigurations, regions, excludeRegions; got "S3_DATA_EVENTS". Fix: set features[0] to a value such as {"name":"S3_DATA_EVENTS"}',
      ),
    ],
  ],
  [
    "a feature that cannot be set",
    withFeatures({ name: "CLOUD_TRAIL" }),
    [
      at(
        "features[0].name",
        'must be one of S3_DATA_EVENTS, EKS_AUDIT_LOGS, EBS_MALWARE_PROTECTION, RDS_LOGIN_EVENTS, EKS_RUNTIME_MONITORING, LAMBDA_NETWORK_LOGS, RUNTIME_MONITORING, AI_PROTECTION, AI_ANALYST; got "CLOUD_TRAIL". Fix: set features[0].name to a value such as "S3_DATA_EVENTS"',
      ),
    ],
  ],
  [
    "a feature without a name",
    withFeatures({ status: "ENABLED" }),
    [
      at(
        "features[0].name",
        'required property is missing; expected one of S3_DATA_EVENTS, EKS_AUDIT_LOGS, EBS_MALWARE_PROTECTION, RDS_LOGIN_EVENTS, EKS_RUNTIME_MONITORING, LAMBDA_NETWORK_LOGS, RUNTIME_MONITORING, AI_PROTECTION, AI_ANALYST. Fix: set features[0].name to a value such as "S3_DATA_EVENTS"',
      ),
    ],
  ],
  [
    "a feature's status as a switch",
    withFeatures({ name: "S3_DATA_EVENTS", status: true }),
    [
      at(
        "features[0].status",
        'must be one of ENABLED, DISABLED; got true. Fix: set features[0].status to a value such as "ENABLED"',
      ),
    ],
  ],
  [
    "a feature named twice",
    withFeatures({ name: "S3_DATA_EVENTS" }, { name: "S3_DATA_EVENTS", status: "DISABLED" }),
    [at("features[1].name", '"S3_DATA_EVENTS" is already in features[0]. Fix: remove features[1]')],
  ],
  [
    "a feature named twice for Regions that both have",
    {
      regions: ["us-east-1", "eu-west-1"],
      features: [
        { name: "S3_DATA_EVENTS", excludeRegions: ["eu-west-1"] },
        { name: "S3_DATA_EVENTS", status: "DISABLED", regions: ["us-east-1"] },
      ],
    },
    [at("features[1].name", '"S3_DATA_EVENTS" is already in features[0]. Fix: remove features[1]')],
  ],
  [
    "a feature with both kinds of Regions",
    withFeatures({ name: "S3_DATA_EVENTS", regions, excludeRegions: ["us-east-1"] }),
    [
      at(
        "features[0].excludeRegions",
        "has no effect together with regions. Fix: remove features[0].excludeRegions",
      ),
    ],
  ],
  [
    "a feature in no Region",
    withFeatures({ name: "S3_DATA_EVENTS", excludeRegions: ["us-east-1"] }),
    [
      at(
        "features[0].excludeRegions",
        "excludes every Region: the plan is set in none. Fix: remove features[0]",
      ),
    ],
  ],
  [
    "a feature in a Region that is not exported",
    withFeatures({ name: "S3_DATA_EVENTS", regions: ["us-east-1", "eu-west-1"] }),
    [
      at(
        "features[0].regions[1]",
        "eu-west-1 is not in regions. Fix: remove features[0].regions[1]",
      ),
    ],
  ],
  [
    "a feature in a Region that is not exported alone",
    withFeatures({ name: "S3_DATA_EVENTS", regions: ["eu-west-1"] }),
    [at("features[0].regions[0]", "eu-west-1 is not in regions. Fix: remove features[0]")],
  ],
  [
    "a feature without a Region that is not exported",
    withFeatures({ name: "S3_DATA_EVENTS", excludeRegions: ["eu-west-1"] }),
    [
      at(
        "features[0].excludeRegions[0]",
        "eu-west-1 is not in regions. Fix: remove features[0].excludeRegions",
      ),
    ],
  ],
  [
    "RDS Protection in a Region that does not have it",
    {
      regions: ["us-east-1", "ap-east-2"],
      homeRegion: "us-east-1",
      features: [{ name: "RDS_LOGIN_EVENTS", status: "DISABLED" }],
    },
    [
      at(
        "features[0]",
        'RDS_LOGIN_EVENTS is not available in ap-east-2, and AWS rejects it there (https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_regions.html). Fix: set features[0].excludeRegions to ["ap-east-2"]',
      ),
    ],
  ],
  [
    "RDS Protection of members in Regions of which one does not have it",
    {
      regions: ["us-east-1", "ap-east-2"],
      organization: {
        administrator,
        members: {
          features: [
            { name: "RDS_LOGIN_EVENTS", autoEnable: "ALL", regions: ["us-east-1", "ap-east-2"] },
          ],
        },
      },
    },
    [
      at(
        "organization.members.features[0]",
        'RDS_LOGIN_EVENTS is not available in ap-east-2, and AWS rejects it there (https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_regions.html). Fix: set organization.members.features[0].regions to ["us-east-1"]',
      ),
    ],
  ],
  [
    "Runtime Monitoring where it is in no Region",
    { regions: ["cn-north-1"], features: [{ name: "RUNTIME_MONITORING" }] },
    [
      at(
        "features[0]",
        "RUNTIME_MONITORING is not available in cn-north-1, and AWS rejects it there (https://docs.amazonaws.cn/en_us/aws/latest/userguide/guardduty.html). Fix: remove features[0]",
      ),
    ],
  ],
  [
    "a plan that is off for the administrator and on for all",
    {
      regions: ["us-east-1", "eu-west-1"],
      features: [{ name: "S3_DATA_EVENTS", status: "DISABLED", regions: ["eu-west-1"] }],
      organization: {
        administrator,
        members: { features: [{ name: "S3_DATA_EVENTS", autoEnable: "ALL" }] },
      },
    },
    [
      at(
        "features[0].status",
        'is DISABLED, and organization.members.features[0].autoEnable is ALL, which enables S3_DATA_EVENTS for the administrator account too, in eu-west-1. Fix: set features[0].status to "ENABLED"',
      ),
    ],
  ],
  [
    "an agent that is off for the administrator and on for all",
    {
      regions,
      features: [
        {
          name: "EKS_RUNTIME_MONITORING",
          additionalConfigurations: [{ name: "EKS_ADDON_MANAGEMENT", status: "DISABLED" }],
        },
      ],
      organization: {
        administrator,
        members: {
          features: [
            {
              name: "EKS_RUNTIME_MONITORING",
              autoEnable: "ALL",
              additionalConfigurations: [{ name: "EKS_ADDON_MANAGEMENT", autoEnable: "ALL" }],
            },
          ],
        },
      },
    },
    [
      at(
        "features[0].additionalConfigurations[0].status",
        'is DISABLED, and organization.members.features[0].additionalConfigurations[0].autoEnable is ALL, which enables EKS_ADDON_MANAGEMENT for the administrator account too, in us-east-1. Fix: set features[0].additionalConfigurations[0].status to "ENABLED"',
      ),
    ],
  ],
  [
    "both kinds of runtime monitoring",
    withFeatures({ name: "RUNTIME_MONITORING" }, { name: "EKS_RUNTIME_MONITORING" }),
    [
      at(
        "features[1].name",
        "EKS_RUNTIME_MONITORING is part of RUNTIME_MONITORING, and AWS rejects both together. Fix: remove features[1]",
      ),
    ],
  ],
  [
    "a configuration of a feature that has none",
    withFeatures({
      name: "S3_DATA_EVENTS",
      additionalConfigurations: [{ name: "EC2_AGENT_MANAGEMENT" }],
    }),
    [
      at(
        "features[0].additionalConfigurations[0].name",
        "EC2_AGENT_MANAGEMENT is not an additional configuration of S3_DATA_EVENTS; it has none. Fix: remove features[0].additionalConfigurations[0]",
      ),
    ],
  ],
  [
    "a configuration of the other runtime monitoring",
    withFeatures({
      name: "EKS_RUNTIME_MONITORING",
      additionalConfigurations: [{ name: "EC2_AGENT_MANAGEMENT" }],
    }),
    [
      at(
        "features[0].additionalConfigurations[0].name",
        "EC2_AGENT_MANAGEMENT is not an additional configuration of EKS_RUNTIME_MONITORING; expected one of EKS_ADDON_MANAGEMENT. Fix: remove features[0].additionalConfigurations[0]",
      ),
    ],
  ],
  [
    "a configuration that does not exist",
    withFeatures({ name: "RUNTIME_MONITORING", additionalConfigurations: [{ name: "GKE" }] }),
    [
      at(
        "features[0].additionalConfigurations[0].name",
        'must be one of EKS_ADDON_MANAGEMENT, ECS_FARGATE_AGENT_MANAGEMENT, EC2_AGENT_MANAGEMENT; got "GKE". Fix: set features[0].additionalConfigurations[0].name to a value such as "EKS_ADDON_MANAGEMENT"',
      ),
    ],
  ],
  [
    "a configuration named twice",
    withFeatures({
      name: "RUNTIME_MONITORING",
      additionalConfigurations: [
        { name: "EC2_AGENT_MANAGEMENT" },
        { name: "EC2_AGENT_MANAGEMENT" },
      ],
    }),
    [
      at(
        "features[0].additionalConfigurations[1].name",
        '"EC2_AGENT_MANAGEMENT" is already in features[0].additionalConfigurations[0]. Fix: remove features[0].additionalConfigurations[1]',
      ),
    ],
  ],
  [
    "some configurations of runtime monitoring",
    withFeatures({
      name: "RUNTIME_MONITORING",
      additionalConfigurations: [{ name: "EC2_AGENT_MANAGEMENT" }],
    }),
    [
      at(
        "features[0].additionalConfigurations",
        "must have every additional configuration of the plan or be left out; missing EKS_ADDON_MANAGEMENT, ECS_FARGATE_AGENT_MANAGEMENT. Fix: remove features[0].additionalConfigurations",
      ),
    ],
  ],
  [
    "a members' feature with a status",
    withMemberFeatures({ name: "S3_DATA_EVENTS", autoEnable: "ALL", status: "ENABLED" }),
    [
      at(
        "organization.members.features[0].status",
        "unknown property status; expected one of name, autoEnable, additionalConfigurations, regions, excludeRegions. Fix: remove organization.members.features[0].status",
      ),
    ],
  ],
  [
    "a members' feature that only a detector has",
    withMemberFeatures({ name: "AI_ANALYST", autoEnable: "ALL" }),
    [
      at(
        "organization.members.features[0].name",
        'must be one of S3_DATA_EVENTS, EKS_AUDIT_LOGS, EBS_MALWARE_PROTECTION, RDS_LOGIN_EVENTS, EKS_RUNTIME_MONITORING, LAMBDA_NETWORK_LOGS, RUNTIME_MONITORING, AI_PROTECTION; got "AI_ANALYST". Fix: set organization.members.features[0].name to a value such as "S3_DATA_EVENTS"',
      ),
    ],
  ],
  [
    "a members' feature without autoEnable",
    withMemberFeatures({ name: "S3_DATA_EVENTS" }),
    [
      at(
        "organization.members.features[0].autoEnable",
        'required property is missing; expected one of ALL, NEW, NONE. Fix: set organization.members.features[0].autoEnable to a value such as "ALL"',
      ),
    ],
  ],
  [
    "a members' feature named twice",
    withMemberFeatures(
      { name: "S3_DATA_EVENTS", autoEnable: "ALL" },
      { name: "S3_DATA_EVENTS", autoEnable: "NEW" },
    ),
    [
      at(
        "organization.members.features[1].name",
        '"S3_DATA_EVENTS" is already in organization.members.features[0]. Fix: remove organization.members.features[1]',
      ),
    ],
  ],
  [
    "a bucket account without its id",
    { regions, bucket: { account: { assumeRoleArn: role(MEMBER) } } },
    [
      at(
        "bucket.account.accountId",
        'required property is missing; expected a string. Fix: set bucket.account.accountId to a value such as "111122223333"',
      ),
    ],
  ],
  [
    "a bucket account by its bare id",
    { regions, bucket: { account: MEMBER } },
    [
      at(
        "bucket.account",
        'must be an object with the properties accountId, assumeRoleArn, externalId, profile; the value is not shown because it may be secret. Fix: set bucket.account to a value such as {"accountId":"111122223333"}',
      ),
    ],
  ],
  [
    "a bucket role of another account",
    { regions, bucket: { account: { accountId: MEMBER, assumeRoleArn: role(ADMINISTRATOR) } } },
    [
      at(
        "bucket.account.assumeRoleArn",
        'is a role of account 111122223333; accountId is 222233334444. Fix: set bucket.account.assumeRoleArn to a value such as "arn:aws:iam::222233334444:role/deploy"',
      ),
    ],
  ],
  [
    "auto-enable and plans of members that policies of the organization manage",
    withMembers({
      managedBy: "policy",
      autoEnable: "ALL",
      features: [{ name: "S3_DATA_EVENTS", autoEnable: "ALL" }],
      exclude: [MEMBER],
    }),
    [
      at(
        "organization.members.autoEnable",
        "has no effect with organization.members.managedBy policy: GuardDuty does not apply auto-enable of a Region while policies of AWS Organizations manage the accounts. Fix: remove organization.members.autoEnable",
      ),
      at(
        "organization.members.features",
        "has no effect with organization.members.managedBy policy: GuardDuty does not apply members' protection plans of a Region while policies of AWS Organizations manage the accounts. Fix: remove organization.members.features",
      ),
    ],
  ],
  [
    "members that policies manage and are not to be enabled by themselves",
    withMembers({ managedBy: "policy", autoEnable: "NONE", features: [] }),
    [
      at(
        "organization.members.autoEnable",
        "has no effect with organization.members.managedBy policy: GuardDuty does not apply auto-enable of a Region while policies of AWS Organizations manage the accounts. Fix: remove organization.members.autoEnable",
      ),
    ],
  ],
  [
    "members that something else manages",
    withMembers({ managedBy: "organizations" }),
    [
      at(
        "organization.members.managedBy",
        'must be one of guardduty, policy; got "organizations". Fix: set organization.members.managedBy to a value such as "guardduty"',
      ),
    ],
  ],
  [
    "a key role of another account",
    { regions, key: { account: { accountId: MEMBER, assumeRoleArn: role(ADMINISTRATOR) } } },
    [
      at(
        "key.account.assumeRoleArn",
        'is a role of account 111122223333; accountId is 222233334444. Fix: set key.account.assumeRoleArn to a value such as "arn:aws:iam::222233334444:role/deploy"',
      ),
    ],
  ],
  [
    "a key account known only later",
    { regions, key: { account: Promise.resolve({}) } },
    [
      at(
        "key.account",
        'must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: set key.account to a value such as {"accountId":"111122223333"}',
      ),
    ],
  ],
  [
    "a preflight that is a word",
    { regions, preflight: "yes" },
    [
      at(
        "preflight",
        'must be true or false; got "yes". Fix: set preflight to a value such as true',
      ),
    ],
  ],
  [
    "an existing detector of a Region that is not exported",
    { regions, existing: { "eu-west-1": { detectorId: "0".repeat(32) } } },
    [at('existing["eu-west-1"]', 'eu-west-1 is not in regions. Fix: remove existing["eu-west-1"]')],
  ],
  [
    "an existing detector without a detector",
    { regions, existing: { "us-east-1": { destinationId: "0".repeat(32) } } },
    [
      at(
        'existing["us-east-1"].detectorId',
        'required property is missing; expected a string. Fix: set existing["us-east-1"].detectorId to a value such as "12abc34d567e8fa901bc2d34e56789f0"',
      ),
    ],
  ],
  [
    "an ARN for a detector's id",
    {
      regions,
      existing: { "us-east-1": { detectorId: "arn:aws:guardduty:us-east-1:1:detector/x" } },
    },
    [
      at(
        'existing["us-east-1"].detectorId',
        'must be 32 lower-case hexadecimal digits; got "arn:aws:guardduty:us-east-1:1:detector/x". Fix: set existing["us-east-1"].detectorId to a value such as "12abc34d567e8fa901bc2d34e56789f0"',
      ),
    ],
  ],
];
