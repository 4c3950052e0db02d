import type { Problem } from "../../rules/args";
import type { BadInput } from "./badInputCase";

const ADMINISTRATOR = "111122223333";
const MANAGEMENT = "999900001111";
const MEMBER = "222233334444";
const role = (accountId: string) => `arn:aws:iam::${accountId}:role/deploy`;

const at = (path: string, reason: string): Problem => ({ path, reason });
const PLAIN =
  "must be plain, not an Output: it decides which resources exist and how they are named, so it has to be known when the program runs";
const MEMBERS = "organization.members";
const FEATURES =
  "S3_DATA_EVENTS, EKS_AUDIT_LOGS, EBS_MALWARE_PROTECTION, RDS_LOGIN_EVENTS, EKS_RUNTIME_MONITORING, LAMBDA_NETWORK_LOGS, RUNTIME_MONITORING, AI_PROTECTION, AI_ANALYST";
const CONFIGURATIONS = "EKS_ADDON_MANAGEMENT, ECS_FARGATE_AGENT_MANAGEMENT, EC2_AGENT_MANAGEMENT";

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

/** Organizations, accounts, members and protection plans that a person may get wrong, and what they are told. */
export const badOrganizations: BadInput[] = [
  [
    "a management account without an administrator",
    { regions, organization: { management: { accountId: MANAGEMENT } } },
    [
      at(
        "organization.administrator",
        "is required with organization.management: it is the account that is registered as delegated administrator",
      ),
    ],
  ],
  [
    "a management account without its id",
    withOrganization({ management: {} }),
    [at("organization.management.accountId", "is required: give a string")],
  ],
  [
    "a management account of 13 digits",
    withOrganization({ management: { accountId: "9999000011112" } }),
    [
      at(
        "organization.management.accountId",
        'must be 12 digits, such as "111122223333"; got "9999000011112"',
      ),
    ],
  ],
  [
    "a management role of another account",
    withOrganization({ management: { accountId: MANAGEMENT, assumeRoleArn: role(ADMINISTRATOR) } }),
    [
      at(
        "organization.management.assumeRoleArn",
        `is a role of account ${ADMINISTRATOR}, and accountId is "${MANAGEMENT}"; give a role of that account`,
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
        "is in partition aws-us-gov, and us-east-1 is in aws; start it with arn:aws:",
      ),
    ],
  ],
  [
    "a detector switch that is a word",
    withOrganization({ management: { accountId: MANAGEMENT, detector: "yes" } }),
    [at("organization.management.detector", 'must be a boolean; got "yes"')],
  ],
  [
    "a detector switch known only later",
    withOrganization({ management: { accountId: MANAGEMENT, detector: Promise.resolve(true) } }),
    [at("organization.management.detector", PLAIN)],
  ],
  [
    "an unknown property of the management account",
    withOrganization({ management: { accountId: MANAGEMENT, region: "us-east-1" } }),
    [
      at(
        "organization.management.region",
        "is no property here; the properties are accountId, assumeRoleArn, externalId, profile, detector, delegated",
      ),
    ],
  ],
  [
    "an unknown property of the organization",
    withOrganization({ member: [] }),
    [
      at(
        "organization.member",
        "is no property here; the properties are administrator, management, members",
      ),
    ],
  ],
  [
    "an external id of the management account without a role",
    withOrganization({ management: { accountId: MANAGEMENT, externalId: "abc" } }),
    [
      at(
        "organization.management.externalId",
        "is only sent when a role is assumed: give assumeRoleArn, or leave it out",
      ),
    ],
  ],
  [
    "members as a list",
    withMembers([MEMBER]),
    [
      at(
        MEMBERS,
        `must be an object with the properties autoEnable, accounts, features; got ["${MEMBER}"]`,
      ),
    ],
  ],
  [
    "an autoEnable in lower case",
    withMembers({ autoEnable: "all" }),
    [at(`${MEMBERS}.autoEnable`, 'must be one of ALL, NEW, NONE; got "all"')],
  ],
  [
    "an autoEnable of the old kind",
    withMembers({ autoEnable: true }),
    [at(`${MEMBERS}.autoEnable`, "must be one of ALL, NEW, NONE; got true")],
  ],
  [
    "an autoEnable known only later",
    withMembers({ autoEnable: Promise.resolve("ALL") }),
    [at(`${MEMBERS}.autoEnable`, PLAIN)],
  ],
  [
    "members known only later",
    withMembers({ accounts: Promise.resolve([]) }),
    [at(`${MEMBERS}.accounts`, PLAIN)],
  ],
  [
    "a bare account id for a member",
    withMembers({ accounts: [MEMBER] }),
    [
      at(
        `${MEMBERS}.accounts[0]`,
        `must be an object with the properties accountId, email, invite, existing; got "${MEMBER}"`,
      ),
    ],
  ],
  [
    "a member without its address",
    withMembers({ accounts: [{ accountId: MEMBER }] }),
    [at(`${MEMBERS}.accounts[0].email`, "is required: give a string")],
  ],
  [
    "a member with no address",
    withMember({ email: "member" }),
    [
      at(
        `${MEMBERS}.accounts[0].email`,
        'must be the e-mail address of the account, 64 characters at most; got "member"',
      ),
    ],
  ],
  [
    "a member's id as a number",
    withMember({ accountId: 222233334444 }),
    [
      at(
        `${MEMBERS}.accounts[0].accountId`,
        "must be a string of 12 digits; in YAML put it in quotes",
      ),
    ],
  ],
  [
    "a member's id of letters",
    withMember({ accountId: "acme" }),
    [
      at(
        `${MEMBERS}.accounts[0].accountId`,
        'must be 12 digits, such as "111122223333"; got "acme"',
      ),
    ],
  ],
  [
    "an invitation that is a word",
    withMember({ invite: "yes" }),
    [at(`${MEMBERS}.accounts[0].invite`, 'must be a boolean; got "yes"')],
  ],
  [
    "a member named twice",
    withMembers({ accounts: [member, { ...member, email: "other@example.com" }] }),
    [
      at(
        `${MEMBERS}.accounts[1].accountId`,
        `${MEMBER} is in organization.members.accounts[0] already; name each account once`,
      ),
    ],
  ],
  [
    "the administrator as its own member",
    withMember({ accountId: ADMINISTRATOR }),
    [
      at(
        `${MEMBERS}.accounts[0].accountId`,
        `${ADMINISTRATOR} is the administrator account, which is no member of itself; take it out`,
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
        `${MEMBERS}.accounts[0].accountId`,
        `${MANAGEMENT} is the management account, which needs a detector of its own before it can be a member; set organization.management.detector to true`,
      ),
    ],
  ],
  [
    "a frequency of members",
    withMembers({ findingPublishingFrequency: "ONE_HOUR" }),
    [
      at(
        `${MEMBERS}.findingPublishingFrequency`,
        "is no property here; the properties are autoEnable, accounts, features",
      ),
    ],
  ],
  [
    "features as a map",
    { regions, features: { S3_DATA_EVENTS: "ENABLED" } },
    [at("features", 'must be a list; got {"S3_DATA_EVENTS":"ENABLED"}')],
  ],
  [
    "a feature's bare name",
    { regions, features: ["S3_DATA_EVENTS"] },
    [
      at(
        "features[0]",
        'must be an object with the properties name, status, additionalConfigurations; got "S3_DATA_EVENTS"',
      ),
    ],
  ],
  [
    "a feature that cannot be set",
    withFeatures({ name: "CLOUD_TRAIL" }),
    [at("features[0].name", `must be one of ${FEATURES}; got "CLOUD_TRAIL"`)],
  ],
  [
    "a feature without a name",
    withFeatures({ status: "ENABLED" }),
    [at("features[0].name", `is required: give one of ${FEATURES}`)],
  ],
  [
    "a feature's status as a switch",
    withFeatures({ name: "S3_DATA_EVENTS", status: true }),
    [at("features[0].status", "must be one of ENABLED, DISABLED; got true")],
  ],
  [
    "a feature named twice",
    withFeatures({ name: "S3_DATA_EVENTS" }, { name: "S3_DATA_EVENTS", status: "DISABLED" }),
    [at("features[1].name", "S3_DATA_EVENTS is in features[0] already; name each once")],
  ],
  [
    "both kinds of runtime monitoring",
    withFeatures({ name: "RUNTIME_MONITORING" }, { name: "EKS_RUNTIME_MONITORING" }),
    [
      at(
        "features[1].name",
        "EKS_RUNTIME_MONITORING is part of RUNTIME_MONITORING, and AWS refuses both; keep RUNTIME_MONITORING",
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
        "EC2_AGENT_MANAGEMENT is no configuration of S3_DATA_EVENTS: it has none",
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
        "EC2_AGENT_MANAGEMENT is no configuration of EKS_RUNTIME_MONITORING: it has EKS_ADDON_MANAGEMENT",
      ),
    ],
  ],
  [
    "a configuration that does not exist",
    withFeatures({ name: "RUNTIME_MONITORING", additionalConfigurations: [{ name: "GKE" }] }),
    [
      at(
        "features[0].additionalConfigurations[0].name",
        `must be one of ${CONFIGURATIONS}; got "GKE"`,
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
        "EC2_AGENT_MANAGEMENT is in features[0].additionalConfigurations[0] already; name each once",
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
        "leaves out EKS_ADDON_MANAGEMENT, ECS_FARGATE_AGENT_MANAGEMENT: give all of them, or none to leave them untouched",
      ),
    ],
  ],
  [
    "a members' feature with a status",
    withMemberFeatures({ name: "S3_DATA_EVENTS", autoEnable: "ALL", status: "ENABLED" }),
    [
      at(
        `${MEMBERS}.features[0].status`,
        "is no property here; the properties are name, autoEnable, additionalConfigurations",
      ),
    ],
  ],
  [
    "a members' feature without autoEnable",
    withMemberFeatures({ name: "S3_DATA_EVENTS" }),
    [at(`${MEMBERS}.features[0].autoEnable`, "is required: give one of ALL, NEW, NONE")],
  ],
  [
    "a members' feature named twice",
    withMemberFeatures(
      { name: "S3_DATA_EVENTS", autoEnable: "ALL" },
      { name: "S3_DATA_EVENTS", autoEnable: "NEW" },
    ),
    [
      at(
        `${MEMBERS}.features[1].name`,
        `S3_DATA_EVENTS is in ${MEMBERS}.features[0] already; name each once`,
      ),
    ],
  ],
  [
    "a bucket account without its id",
    { regions, bucket: { account: { assumeRoleArn: role(MEMBER) } } },
    [at("bucket.account.accountId", "is required: give a string")],
  ],
  [
    "a bucket account by its bare id",
    { regions, bucket: { account: MEMBER } },
    [
      at(
        "bucket.account",
        `must be an object with the properties accountId, assumeRoleArn, externalId, profile; got "${MEMBER}"`,
      ),
    ],
  ],
  [
    "a bucket role of another account",
    { regions, bucket: { account: { accountId: MEMBER, assumeRoleArn: role(ADMINISTRATOR) } } },
    [
      at(
        "bucket.account.assumeRoleArn",
        `is a role of account ${ADMINISTRATOR}, and accountId is "${MEMBER}"; give a role of that account`,
      ),
    ],
  ],
  [
    "a key role of another account",
    { regions, key: { account: { accountId: MEMBER, assumeRoleArn: role(ADMINISTRATOR) } } },
    [
      at(
        "key.account.assumeRoleArn",
        `is a role of account ${ADMINISTRATOR}, and accountId is "${MEMBER}"; give a role of that account`,
      ),
    ],
  ],
  [
    "a key account known only later",
    { regions, key: { account: Promise.resolve({}) } },
    [at("key.account", PLAIN)],
  ],
  [
    "a preflight that is a word",
    { regions, preflight: "yes" },
    [at("preflight", 'must be a boolean; got "yes"')],
  ],
  [
    "an existing detector of a Region that is not exported",
    { regions, existing: { "eu-west-1": { detectorId: "0".repeat(32) } } },
    [at('existing["eu-west-1"]', "eu-west-1 is not in regions; add it there, or take it out")],
  ],
  [
    "an existing detector without a detector",
    { regions, existing: { "us-east-1": { destinationId: "0".repeat(32) } } },
    [at('existing["us-east-1"].detectorId', "is required: give a string")],
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
        'must be 32 lower-case hex digits, as AWS shows it; got "arn:aws:guardduty:us-east-1:1:detector/x"',
      ),
    ],
  ],
];
