import type { Problem } from "../../rules/args";
import { ARGUMENT_NAMES } from "../../rules/args";
import { badAdoptions } from "./badAdoptions";
import type { BadInput } from "./badInputCase";
import { later } from "./badInputCase";
import { badNotifications } from "./badNotifications";
import { badOrganizations } from "./badOrganizations";

const long = (length: number) => "a".repeat(length);
const at = (path: string, reason: string): Problem => ({ path, reason });
const PLAIN =
  "must be plain, not an Output: it decides which resources exist and how they are named, so it has to be known when the program runs";
const TOP = ARGUMENT_NAMES.join(", ");
const ACCOUNT = "accountId, assumeRoleArn, externalId, profile";
const BUCKET =
  "existing, account, name, namePrefix, prefix, retentionDays, noncurrentVersionDays, objectLock, accessLogs, tags";

const withBucket = (bucket: object) => ({ regions: ["us-east-1"], bucket });
const withAccount = (administrator: object) => ({
  regions: ["us-east-1"],
  organization: { administrator },
});

/** Arguments that a person may well write, and every problem they have to be told. */
export const badInput: BadInput[] = [
  [
    "no arguments",
    undefined,
    [at("", `must be an object with the properties ${TOP}; got undefined`)],
  ],
  [
    "a list of arguments",
    ["us-east-1"],
    [at("", `must be an object with the properties ${TOP}; got ["us-east-1"]`)],
  ],
  ["no Regions", {}, [at("regions", "is required: give a list")]],
  [
    "an empty list of Regions",
    { regions: [] },
    [at("regions", "must name at least one Region, such as us-east-1")],
  ],
  [
    "a string for the Regions",
    { regions: "us-east-1" },
    [at("regions", 'must be a list; got "us-east-1"')],
  ],
  ["Regions known only later", { regions: later() }, [at("regions", PLAIN)]],
  ["one Region known only later", { regions: ["us-east-1", later()] }, [at("regions[1]", PLAIN)]],
  ["a number for a Region", { regions: [1] }, [at("regions[0]", "must be a string; got 1")]],
  [
    "an Availability Zone",
    { regions: ["us-east-1a"] },
    [
      at(
        "regions[0]",
        '"us-east-1a" is not a Region of aws, aws-us-gov or aws-cn; did you mean us-east-1?',
      ),
    ],
  ],
  [
    "a Region in capitals",
    { regions: ["EU-WEST-1"] },
    [
      at(
        "regions[0]",
        '"EU-WEST-1" is not a Region of aws, aws-us-gov or aws-cn; did you mean eu-west-1?',
      ),
    ],
  ],
  [
    "a Region with underscores",
    { regions: ["eu_west_1"] },
    [
      at(
        "regions[0]",
        '"eu_west_1" is not a Region of aws, aws-us-gov or aws-cn; did you mean eu-west-1?',
      ),
    ],
  ],
  [
    "a Region with a blank",
    { regions: ["us-east-1 "] },
    [
      at(
        "regions[0]",
        '"us-east-1 " is not a Region of aws, aws-us-gov or aws-cn; did you mean us-east-1?',
      ),
    ],
  ],
  [
    "no Region at all",
    { regions: ["global"] },
    [
      at(
        "regions[0]",
        '"global" is not a Region of aws, aws-us-gov or aws-cn; give a name such as us-east-1',
      ),
    ],
  ],
  [
    "a Region of an isolated partition",
    { regions: ["us-iso-east-1"] },
    [
      at(
        "regions[0]",
        '"us-iso-east-1" is not a Region of aws, aws-us-gov or aws-cn; give a name such as us-east-1',
      ),
    ],
  ],
  [
    "a Region named twice",
    { regions: ["us-east-1", "eu-west-1", "us-east-1"] },
    [at("regions[2]", '"us-east-1" is in regions[0] already; name each Region once')],
  ],
  [
    "a home Region that is none",
    { regions: ["us-east-1"], homeRegion: "useast1" },
    [
      at(
        "homeRegion",
        '"useast1" is not a Region of aws, aws-us-gov or aws-cn; give a name such as us-east-1',
      ),
    ],
  ],
  [
    "an opt-in home for a default-enabled Region",
    { regions: ["us-east-1"], homeRegion: "me-south-1" },
    [
      at(
        "regions[0]",
        "findings of default-enabled Region us-east-1 may not go to opt-in Region me-south-1; set homeRegion to a default-enabled Region of the same partition, or take the Region out",
      ),
    ],
  ],
  [
    "an opt-in Region first, which becomes the home",
    { regions: ["me-south-1", "us-east-1"] },
    [
      at(
        "regions[1]",
        "findings of default-enabled Region us-east-1 may not go to opt-in Region me-south-1; the home Region is me-south-1, the first of regions: set homeRegion to a default-enabled Region of the same partition, or take the Region out",
      ),
    ],
  ],
  [
    "two opt-in Regions",
    { regions: ["af-south-1", "me-south-1"], homeRegion: "me-south-1" },
    [
      at(
        "regions[0]",
        "findings of opt-in Region af-south-1 may go to af-south-1 or to a default-enabled Region, not to the other opt-in Region me-south-1; set homeRegion to a default-enabled Region of the same partition, or take the Region out",
      ),
    ],
  ],
  [
    "two partitions",
    { regions: ["us-east-1", "cn-north-1"] },
    [
      at(
        "regions[1]",
        "cn-north-1 is in partition aws-cn and us-east-1 in aws: findings never cross partitions; the home Region is us-east-1, the first of regions: set homeRegion to a default-enabled Region of the same partition, or take the Region out",
      ),
    ],
  ],
  [
    "a frequency not in the list",
    { regions: ["us-east-1"], findingPublishingFrequency: "DAILY" },
    [
      at(
        "findingPublishingFrequency",
        'must be one of FIFTEEN_MINUTES, ONE_HOUR, SIX_HOURS; got "DAILY"',
      ),
    ],
  ],
  [
    "a frequency known only later",
    { regions: ["us-east-1"], findingPublishingFrequency: later() },
    [at("findingPublishingFrequency", PLAIN)],
  ],
  [
    "a provider mode not in the list",
    { regions: ["us-east-1"], providerMode: "perOrg" },
    [at("providerMode", 'must be one of perRegion, perAccount; got "perOrg"')],
  ],
  [
    "an onDestroy not in the list",
    { regions: ["us-east-1"], onDestroy: true },
    [at("onDestroy", "must be one of retain, delete; got true")],
  ],
  [
    "an unknown property",
    { regions: ["us-east-1"], region: "us-east-1" },
    [at("region", `is no property here; the properties are ${TOP}`)],
  ],
  [
    "an unknown property of the bucket",
    withBucket({ retention: 3 }),
    [at("bucket.retention", `is no property here; the properties are ${BUCKET}`)],
  ],
  [
    "a string for the organization",
    { regions: ["us-east-1"], organization: "o-1" },
    [
      at(
        "organization",
        'must be an object with the properties administrator, management, members; got "o-1"',
      ),
    ],
  ],
  [
    "an organization known only later",
    { regions: ["us-east-1"], organization: later() },
    [at("organization", PLAIN)],
  ],
  [
    "an account without its id",
    withAccount({}),
    [at("organization.administrator.accountId", "is required: give a string")],
  ],
  [
    "an account id of 11 digits",
    withAccount({ accountId: "11112222333" }),
    [
      at(
        "organization.administrator.accountId",
        'must be 12 digits, such as "111122223333"; got "11112222333"',
      ),
    ],
  ],
  [
    "an account id with hyphens",
    withAccount({ accountId: "1111-2222-3333" }),
    [
      at(
        "organization.administrator.accountId",
        'must be 12 digits, such as "111122223333"; got "1111-2222-3333"',
      ),
    ],
  ],
  [
    "an account id that YAML read as a number",
    withAccount({ accountId: 111122223333 }),
    [
      at(
        "organization.administrator.accountId",
        "must be a string of 12 digits; in YAML put it in quotes",
      ),
    ],
  ],
  [
    "an unknown property of an account",
    withAccount({ accountId: "111122223333", roleArn: "x" }),
    [
      at(
        "organization.administrator.roleArn",
        `is no property here; the properties are ${ACCOUNT}`,
      ),
    ],
  ],
  [
    "a role that is no ARN",
    withAccount({ accountId: "111122223333", assumeRoleArn: "deploy" }),
    [
      at(
        "organization.administrator.assumeRoleArn",
        'must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/deploy; got "deploy"',
      ),
    ],
  ],
  [
    "a user in place of a role",
    withAccount({
      accountId: "111122223333",
      assumeRoleArn: "arn:aws:iam::111122223333:user/deploy",
    }),
    [
      at(
        "organization.administrator.assumeRoleArn",
        'must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/deploy; got "arn:aws:iam::111122223333:user/deploy"',
      ),
    ],
  ],
  [
    "a role of another account",
    withAccount({
      accountId: "111122223333",
      assumeRoleArn: "arn:aws:iam::999900001111:role/deploy",
    }),
    [
      at(
        "organization.administrator.assumeRoleArn",
        'is a role of account 999900001111, and accountId is "111122223333"; give a role of that account',
      ),
    ],
  ],
  [
    "a role of another partition",
    withAccount({
      accountId: "111122223333",
      assumeRoleArn: "arn:aws-cn:iam::111122223333:role/deploy",
    }),
    [
      at(
        "organization.administrator.assumeRoleArn",
        "is in partition aws-cn, and us-east-1 is in aws; start it with arn:aws:",
      ),
    ],
  ],
  [
    "a role known only later",
    withAccount({ accountId: "111122223333", assumeRoleArn: later() }),
    [at("organization.administrator.assumeRoleArn", PLAIN)],
  ],
  [
    "an external id without a role",
    withAccount({ accountId: "111122223333", externalId: "abc" }),
    [
      at(
        "organization.administrator.externalId",
        "is only sent when a role is assumed: give assumeRoleArn, or leave it out",
      ),
    ],
  ],
  [
    "an external id of one letter",
    withAccount({
      accountId: "111122223333",
      assumeRoleArn: "arn:aws:iam::111122223333:role/deploy",
      externalId: "a",
    }),
    [
      at(
        "organization.administrator.externalId",
        "must be 2 to 1224 letters, digits or _+=,.@:/-; this one is not shown, since it may be a secret",
      ),
    ],
  ],
  [
    "an empty profile",
    withAccount({ accountId: "111122223333", profile: " " }),
    [
      at(
        "organization.administrator.profile",
        "must name a profile of the AWS configuration files; leave it out for the default credentials",
      ),
    ],
  ],
  [
    "a bucket name in capitals",
    withBucket({ name: "Findings" }),
    [
      at(
        "bucket.name",
        'may hold lower-case letters, digits, dots and hyphens, and starts and ends with a letter or digit; got "Findings"',
      ),
    ],
  ],
  [
    "a bucket name of two letters",
    withBucket({ name: "ab" }),
    [at("bucket.name", 'must be 3 to 63 characters long; "ab" has 2')],
  ],
  [
    "a bucket name of 64 letters",
    withBucket({ name: long(64) }),
    [at("bucket.name", `must be 3 to 63 characters long; "${long(56)}... has 64`)],
  ],
  [
    "a bucket name like an IP address",
    withBucket({ name: "192.168.0.1" }),
    [at("bucket.name", 'may not look like an IP address; got "192.168.0.1"')],
  ],
  [
    "a bucket name with two dots",
    withBucket({ name: "acme..logs" }),
    [at("bucket.name", 'may not hold two dots in a row; got "acme..logs"')],
  ],
  [
    "a bucket name with a reserved start",
    withBucket({ name: "xn--acme" }),
    [at("bucket.name", 'may not start with xn--, which S3 keeps for itself; got "xn--acme"')],
  ],
  [
    "a bucket name with a reserved end",
    withBucket({ name: "acme-s3alias" }),
    [at("bucket.name", 'may not end with -s3alias, which S3 keeps for itself; got "acme-s3alias"')],
  ],
  ["a bucket name known only later", withBucket({ name: later() }), [at("bucket.name", PLAIN)]],
  ["a bucket known only later", withBucket(later()), [at("bucket", PLAIN)]],
  [
    "a generated name that would be too long",
    withBucket({ namePrefix: long(55) }),
    [at("bucket.namePrefix", `must be 3 to 54 characters long; "${long(55)}" has 55`)],
  ],
  [
    "both a name and a name prefix",
    withBucket({ name: "acme", namePrefix: "acme" }),
    [at("bucket.namePrefix", "is not used when bucket.name is given; leave one of them out")],
  ],
  [
    "an empty prefix",
    withBucket({ prefix: "" }),
    [at("bucket.prefix", "must not be empty; leave it out to export to the root of the bucket")],
  ],
  [
    "a prefix with a leading slash",
    withBucket({ prefix: "/guardduty" }),
    [at("bucket.prefix", 'must not start with a slash; give "guardduty"')],
  ],
  [
    "a prefix with two slashes in a row",
    withBucket({ prefix: "a//b" }),
    [at("bucket.prefix", 'must not hold two slashes in a row; got "a//b"')],
  ],
  [
    "a prefix that climbs",
    withBucket({ prefix: "a/../b" }),
    [at("bucket.prefix", 'must not hold the path steps . or ..; got "a/../b"')],
  ],
  [
    "a prefix with a wildcard",
    withBucket({ prefix: "a*" }),
    [at("bucket.prefix", `may hold letters, digits and !_.'()=/-; got "a*"`)],
  ],
  [
    "an over-long prefix",
    withBucket({ prefix: long(513) }),
    [at("bucket.prefix", "must be at most 512 characters long; got 513")],
  ],
  [
    "a prefix that repeats AWSLogs",
    withBucket({ prefix: "guardduty/AWSLogs" }),
    [
      at(
        "bucket.prefix",
        'must not end in AWSLogs: GuardDuty appends AWSLogs/ itself; got "guardduty/AWSLogs"',
      ),
    ],
  ],
  [
    "a retention of no days",
    withBucket({ retentionDays: 0 }),
    [at("bucket.retentionDays", "must be at least 1; got 0")],
  ],
  [
    "half a day of retention",
    withBucket({ retentionDays: 1.5 }),
    [at("bucket.retentionDays", "must be a whole number; got 1.5")],
  ],
  [
    "a retention in words",
    withBucket({ retentionDays: "400" }),
    [at("bucket.retentionDays", 'must be a number; got "400"')],
  ],
  [
    "a retention shorter than the lock",
    withBucket({ retentionDays: 30, objectLock: { mode: "GOVERNANCE", days: 60 } }),
    [
      at(
        "bucket.retentionDays",
        "is 30 and bucket.objectLock.days 60: an object cannot expire while it is locked; give at least 60",
      ),
    ],
  ],
  [
    "an Object Lock without its days",
    withBucket({ objectLock: { mode: "COMPLIANCE" } }),
    [at("bucket.objectLock.days", "is required: give a number")],
  ],
  [
    "an Object Lock of another mode",
    withBucket({ objectLock: { mode: "LEGAL_HOLD", days: 3 } }),
    [at("bucket.objectLock.mode", 'must be one of GOVERNANCE, COMPLIANCE; got "LEGAL_HOLD"')],
  ],
  [
    "access logs without a bucket",
    withBucket({ accessLogs: {} }),
    [at("bucket.accessLogs.bucketName", "is required: give a string")],
  ],
  [
    "a tag of AWS's own",
    { regions: ["us-east-1"], tags: { "aws:owner": "me" } },
    [at('tags["aws:owner"]', "a tag's name may not start with aws:")],
  ],
  [
    "a tag that is a number",
    { regions: ["us-east-1"], tags: { cost: 3 } },
    [at("tags.cost", "must be a string; got 3")],
  ],
  [
    "51 tags",
    {
      regions: ["us-east-1"],
      tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`t${i}`, ""])),
    },
    [at("tags", "AWS allows 50 tags; got 51")],
  ],
  [
    "a rotation of less than 90 days",
    { regions: ["us-east-1"], key: { rotationPeriodInDays: 30 } },
    [at("key.rotationPeriodInDays", "must be at least 90; got 30")],
  ],
  [
    "a deletion window of more than 30 days",
    { regions: ["us-east-1"], key: { deletionWindowInDays: 31 } },
    [at("key.deletionWindowInDays", "must be at most 30; got 31")],
  ],
  [
    "an alias without alias/",
    { regions: ["us-east-1"], key: { alias: "findings" } },
    [
      at(
        "key.alias",
        'must be alias/ and letters, digits, /, _ or -, such as alias/guardduty-findings; got "findings"',
      ),
    ],
  ],
  [
    "an alias of AWS's own",
    { regions: ["us-east-1"], key: { alias: "alias/aws/s3" } },
    [at("key.alias", "must not start with alias/aws/, which AWS keeps for itself")],
  ],
  [
    "a key description that is a number",
    { regions: ["us-east-1"], key: { description: 3 } },
    [at("key.description", "must be a string; got 3")],
  ],
  [
    "many problems at once",
    {
      regions: ["us-east-1", "us-east-1", "nowhere"],
      findingPublishingFrequency: "NEVER",
      colour: "blue",
      organization: { administrator: { accountId: "1" } },
      bucket: { prefix: "/x", retentionDays: -1 },
    },
    [
      at(
        "regions[2]",
        '"nowhere" is not a Region of aws, aws-us-gov or aws-cn; give a name such as us-east-1',
      ),
      at(
        "findingPublishingFrequency",
        'must be one of FIFTEEN_MINUTES, ONE_HOUR, SIX_HOURS; got "NEVER"',
      ),
      at(
        "organization.administrator.accountId",
        'must be 12 digits, such as "111122223333"; got "1"',
      ),
      at("bucket.prefix", 'must not start with a slash; give "x"'),
      at("bucket.retentionDays", "must be at least 1; got -1"),
      at("colour", `is no property here; the properties are ${TOP}`),
      at("regions[1]", '"us-east-1" is in regions[0] already; name each Region once'),
    ],
  ],
  ...badAdoptions,
  ...badNotifications,
  ...badOrganizations,
];
