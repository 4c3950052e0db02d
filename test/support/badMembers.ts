import type { BadInput } from "./badInput/case";
import { at, later } from "./badInput/case";

const ADMINISTRATOR = "111122223333";
const MEMBER = "222233334444";

const regions = ["us-east-1"];

/** Arguments of MemberDetectors that users may well write, and every problem that has to be reported. */
export const badMembers: BadInput[] = [
  [
    "no arguments",
    undefined,
    [
      at(
        "",
        'required property is missing; expected an object with the properties regions, account, administratorAccountId, acceptInvitation, features, existing, providerMode, tags. Fix: set the arguments to a value such as {"regions":["us-east-1"]}',
      ),
    ],
  ],
  [
    "no Regions",
    { account: { accountId: MEMBER } },
    [
      at(
        "regions",
        'required property is missing; expected a list. Fix: set regions to a value such as ["us-east-1"]',
      ),
    ],
  ],
  [
    "an empty list of Regions",
    { regions: [] },
    [at("regions", 'must not be empty. Fix: set regions to a value such as ["us-east-1"]')],
  ],
  [
    "Regions known only later",
    { regions: later() },
    [
      at(
        "regions",
        'must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: set regions to a value such as ["us-east-1"]',
      ),
    ],
  ],
  [
    "a Region named twice",
    { regions: ["us-east-1", "us-east-1"] },
    [at("regions[1]", '"us-east-1" is already in regions[0]. Fix: remove regions[1]')],
  ],
  [
    "Regions of two partitions",
    { regions: ["us-east-1", "us-gov-west-1"] },
    [
      at(
        "regions[1]",
        "us-gov-west-1 is in partition aws-us-gov, us-east-1 is not: an account is in one partition. Fix: remove regions[1]",
      ),
    ],
  ],
  [
    "a frequency",
    { regions, findingPublishingFrequency: "ONE_HOUR" },
    [
      at(
        "findingPublishingFrequency",
        "applies to the administrator account: members inherit its value, and AWS rejects another. Fix: remove findingPublishingFrequency",
      ),
    ],
  ],
  [
    "an export of its own",
    { regions, homeRegion: "us-east-1", bucket: { prefix: "a" }, key: {}, onDestroy: "delete" },
    [
      at(
        "homeRegion",
        "applies to GuardDutyExport: the administrator's export includes the findings of members. Fix: remove homeRegion",
      ),
      at(
        "bucket",
        "applies to GuardDutyExport: the administrator's export includes the findings of members. Fix: remove bucket",
      ),
      at(
        "key",
        "applies to GuardDutyExport: the administrator's export includes the findings of members. Fix: remove key",
      ),
      at(
        "onDestroy",
        "applies to GuardDutyExport: the administrator's export includes the findings of members. Fix: remove onDestroy",
      ),
    ],
  ],
  [
    "an organization of its own",
    { regions, organization: { administrator: { accountId: MEMBER } } },
    [
      at(
        "organization",
        "applies to GuardDutyExport: the administrator's export includes the findings of members. Fix: remove organization",
      ),
    ],
  ],
  [
    "a frequency, and other problems besides",
    {
      regions: ["nowhere"],
      findingPublishingFrequency: "DAILY",
      account: { accountId: 222233334444 },
    },
    [
      at(
        "findingPublishingFrequency",
        "applies to the administrator account: members inherit its value, and AWS rejects another. Fix: remove findingPublishingFrequency",
      ),
      at(
        "regions[0]",
        'must be a Region of partition aws, aws-us-gov or aws-cn; got "nowhere". Fix: set regions[0] to a value such as "us-east-1"',
      ),
      at(
        "account.accountId",
        'must be a string; got 222233334444. Fix: set account.accountId to "222233334444"',
      ),
    ],
  ],
  [
    "a property that is none",
    { regions, accountId: MEMBER },
    [
      at(
        "accountId",
        "unknown property accountId; did you mean account? Fix: rename accountId to account",
      ),
    ],
  ],
  [
    "a role of another account",
    {
      regions,
      account: {
        accountId: MEMBER,
        assumeRoleArn: `arn:aws:iam::${ADMINISTRATOR}:role/deploy`,
      },
    },
    [
      at(
        "account.assumeRoleArn",
        'is a role of account 111122223333; accountId is 222233334444. Fix: set account.assumeRoleArn to a value such as "arn:aws:iam::222233334444:role/deploy"',
      ),
    ],
  ],
  [
    "an external id without a role",
    { regions, account: { accountId: MEMBER, externalId: "ab-12" } },
    [
      at(
        "account.externalId",
        "has no effect without assumeRoleArn. Fix: remove account.externalId",
      ),
    ],
  ],
  [
    "an invitation without an administrator",
    { regions, acceptInvitation: true },
    [
      at(
        "administratorAccountId",
        'required property is missing: acceptInvitation needs the account that sends the invitation. Fix: set administratorAccountId to a value such as "111122223333"',
      ),
    ],
  ],
  [
    "a switch that is a word",
    { regions, acceptInvitation: "yes", administratorAccountId: ADMINISTRATOR },
    [
      at(
        "acceptInvitation",
        'must be true or false; got "yes". Fix: set acceptInvitation to a value such as true',
      ),
    ],
  ],
  [
    "an administrator by name",
    { regions, administratorAccountId: "security" },
    [
      at(
        "administratorAccountId",
        'must be a string of 12 digits; got "security". Fix: set administratorAccountId to a value such as "111122223333"',
      ),
    ],
  ],
  [
    "both kinds of runtime monitoring",
    { regions, features: [{ name: "RUNTIME_MONITORING" }, { name: "EKS_RUNTIME_MONITORING" }] },
    [
      at(
        "features[1].name",
        "EKS_RUNTIME_MONITORING is part of RUNTIME_MONITORING, and AWS rejects both together. Fix: remove features[1]",
      ),
    ],
  ],
  [
    "a members' feature",
    { regions, features: [{ name: "S3_DATA_EVENTS", autoEnable: "ALL" }] },
    [
      at(
        "features[0].autoEnable",
        "unknown property autoEnable; expected one of name, status, additionalConfigurations, regions, excludeRegions. Fix: remove features[0].autoEnable",
      ),
    ],
  ],
  [
    "a detector of a Region that is not listed",
    { regions, existing: { "eu-west-1": { detectorId: "0".repeat(32) } } },
    [at('existing["eu-west-1"]', 'eu-west-1 is not in regions. Fix: remove existing["eu-west-1"]')],
  ],
  [
    "a destination that exists",
    {
      regions,
      existing: {
        "us-east-1": { detectorId: "0".repeat(32), destinationId: "1".repeat(32) },
      },
    },
    [
      at(
        'existing["us-east-1"].destinationId',
        'unknown property destinationId; expected one of detectorId, enable. Fix: remove existing["us-east-1"].destinationId',
      ),
    ],
  ],
  [
    "a provider mode that is none",
    { regions, providerMode: "perMember" },
    [
      at(
        "providerMode",
        'must be one of auto, perRegion, perAccount; got "perMember". Fix: set providerMode to a value such as "auto"',
      ),
    ],
  ],
];
