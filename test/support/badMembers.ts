import type { Problem } from "../../rules/args";
import { MEMBER_ARGUMENT_NAMES } from "../../rules/args";
import type { BadInput } from "./badInputCase";
import { later } from "./badInputCase";

const ADMINISTRATOR = "111122223333";
const MEMBER = "222233334444";

const at = (path: string, reason: string): Problem => ({ path, reason });
const regions = ["us-east-1"];
const PLAIN =
  "must be plain, not an Output: it decides which resources exist and how they are named, so it has to be known when the program runs";
const OWN_EXPORT =
  "is of an export of this account's own, and the administrator's export has its findings already: take it out, or use GuardDutyExport with this account as organization.administrator";
const FREQUENCY =
  "is the administrator's: AWS refuses it in a member account, which inherits it; take it out";

/** Arguments of MemberDetectors that a person may well write, and every problem they have to be told. */
export const badMembers: BadInput[] = [
  [
    "no arguments",
    undefined,
    [
      at(
        "",
        `must be an object with the properties ${MEMBER_ARGUMENT_NAMES.join(", ")}; got undefined`,
      ),
    ],
  ],
  ["no Regions", { account: { accountId: MEMBER } }, [at("regions", "is required: give a list")]],
  [
    "an empty list of Regions",
    { regions: [] },
    [at("regions", "must name at least one Region, such as us-east-1")],
  ],
  ["Regions known only later", { regions: later() }, [at("regions", PLAIN)]],
  [
    "a Region named twice",
    { regions: ["us-east-1", "us-east-1"] },
    [at("regions[1]", '"us-east-1" is in regions[0] already; name each Region once')],
  ],
  [
    "Regions of two partitions",
    { regions: ["us-east-1", "us-gov-west-1"] },
    [
      at(
        "regions[1]",
        "is in another partition than us-east-1, and an account is in one only; take it out",
      ),
    ],
  ],
  [
    "a frequency",
    { regions, findingPublishingFrequency: "ONE_HOUR" },
    [at("findingPublishingFrequency", FREQUENCY)],
  ],
  [
    "an export of its own",
    { regions, homeRegion: "us-east-1", bucket: { prefix: "a" }, key: {}, onDestroy: "delete" },
    ["homeRegion", "bucket", "key", "onDestroy"].map((path) => at(path, OWN_EXPORT)),
  ],
  [
    "an organization of its own",
    { regions, organization: { administrator: { accountId: MEMBER } } },
    [at("organization", OWN_EXPORT)],
  ],
  [
    "a frequency, and other problems besides",
    {
      regions: ["nowhere"],
      findingPublishingFrequency: "DAILY",
      account: { accountId: 222233334444 },
    },
    [
      at("findingPublishingFrequency", FREQUENCY),
      at(
        "regions[0]",
        '"nowhere" is not a Region of aws, aws-us-gov or aws-cn; give a name such as us-east-1',
      ),
      at("account.accountId", "must be a string of 12 digits; in YAML put it in quotes"),
    ],
  ],
  [
    "a property that is none",
    { regions, accountId: MEMBER },
    [
      at(
        "accountId",
        `is no property here; the properties are ${MEMBER_ARGUMENT_NAMES.join(", ")}`,
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
        `is a role of account ${ADMINISTRATOR}, and accountId is "${MEMBER}"; give a role of that account`,
      ),
    ],
  ],
  [
    "an external id without a role",
    { regions, account: { accountId: MEMBER, externalId: "ab-12" } },
    [
      at(
        "account.externalId",
        "is only sent when a role is assumed: give assumeRoleArn, or leave it out",
      ),
    ],
  ],
  [
    "an invitation of nobody",
    { regions, acceptInvitation: true },
    [at("administratorAccountId", "is required: whose invitation is to be accepted?")],
  ],
  [
    "a switch that is a word",
    { regions, acceptInvitation: "yes", administratorAccountId: ADMINISTRATOR },
    [at("acceptInvitation", 'must be a boolean; got "yes"')],
  ],
  [
    "an administrator by name",
    { regions, administratorAccountId: "security" },
    [at("administratorAccountId", 'must be 12 digits, such as "111122223333"; got "security"')],
  ],
  [
    "both kinds of runtime monitoring",
    { regions, features: [{ name: "RUNTIME_MONITORING" }, { name: "EKS_RUNTIME_MONITORING" }] },
    [
      at(
        "features[1].name",
        "EKS_RUNTIME_MONITORING is part of RUNTIME_MONITORING, and AWS refuses both; keep RUNTIME_MONITORING",
      ),
    ],
  ],
  [
    "a members' feature",
    { regions, features: [{ name: "S3_DATA_EVENTS", autoEnable: "ALL" }] },
    [
      at(
        "features[0].autoEnable",
        "is no property here; the properties are name, status, additionalConfigurations",
      ),
    ],
  ],
  [
    "a detector of a Region that is not listed",
    { regions, existing: { "eu-west-1": { detectorId: "0".repeat(32) } } },
    [at('existing["eu-west-1"]', "eu-west-1 is not in regions; add it there, or take it out")],
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
        "is no property here; the properties are detectorId, enable",
      ),
    ],
  ],
  [
    "a provider mode that is none",
    { regions, providerMode: "perMember" },
    [at("providerMode", 'must be one of perRegion, perAccount; got "perMember"')],
  ],
];
