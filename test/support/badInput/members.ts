import { at } from "./case";
import type { BadInput } from "./case";
import {
  ADMINISTRATOR,
  MANAGEMENT,
  MEMBER,
  administrator,
  withMembers,
  withOrganization,
} from "./organizationArgs";

const member = { accountId: MEMBER, email: "member@example.com" };

const withMember = (changes: object) => withMembers({ accounts: [{ ...member, ...changes }] });

/** Members of an organization that users may get wrong. */
export const badOrganizationMembers: BadInput[] = [
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
];
