import { badAdoptions } from "./badAdoptions";
import type { BadInput } from "./badInputCase";
import { at, later } from "./badInputCase";
import { badNotifications } from "./badNotifications";
import { badOrganizations } from "./badOrganizations";

const long = (length: number) => "a".repeat(length);

const withBucket = (bucket: object) => ({ regions: ["us-east-1"], bucket });
const withAccount = (administrator: object) => ({
  regions: ["us-east-1"],
  organization: { administrator },
});

/** Arguments that users may well write, and every problem that has to be reported. */
export const badInput: BadInput[] = [
  [
    "no arguments",
    undefined,
    [
      at(
        "",
        'required property is missing; expected an object with the properties regions, homeRegion, findingPublishingFrequency, organization, features, bucket, key, existing, providerMode, readerArns, notifications, notificationTopicArn, preflight, proof, onDestroy, tags. Fix: set the arguments to a value such as {"regions":["us-east-1"]}',
      ),
    ],
  ],
  [
    "a list of arguments",
    ["us-east-1"],
    [
      at(
        "",
        'must be an object with the properties regions, homeRegion, findingPublishingFrequency, organization, features, bucket, key, existing, providerMode, readerArns, notifications, notificationTopicArn, preflight, proof, onDestroy, tags; the value is not shown because it may be secret. Fix: set the arguments to a value such as {"regions":["us-east-1"]}',
      ),
    ],
  ],
  [
    "no Regions",
    {},
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
    "a string for the Regions",
    { regions: "us-east-1" },
    [at("regions", 'must be a list; got "us-east-1". Fix: set regions to ["us-east-1"]')],
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
    "one Region known only later",
    { regions: ["us-east-1", later()] },
    [
      at(
        "regions[1]",
        'must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: set regions[1] to a value such as "us-east-1"',
      ),
    ],
  ],
  [
    "a number for a Region",
    { regions: [1] },
    [
      at(
        "regions[0]",
        'must be a string; got 1. Fix: set regions[0] to a value such as "us-east-1"',
      ),
    ],
  ],
  [
    "an Availability Zone",
    { regions: ["us-east-1a"] },
    [
      at(
        "regions[0]",
        'must be a Region of partition aws, aws-us-gov or aws-cn; got "us-east-1a". Fix: set regions[0] to "us-east-1"',
      ),
    ],
  ],
  [
    "a Region in capitals",
    { regions: ["EU-WEST-1"] },
    [
      at(
        "regions[0]",
        'must be a Region of partition aws, aws-us-gov or aws-cn; got "EU-WEST-1". Fix: set regions[0] to "eu-west-1"',
      ),
    ],
  ],
  [
    "a Region with underscores",
    { regions: ["eu_west_1"] },
    [
      at(
        "regions[0]",
        'must be a Region of partition aws, aws-us-gov or aws-cn; got "eu_west_1". Fix: set regions[0] to "eu-west-1"',
      ),
    ],
  ],
  [
    "a Region with a blank",
    { regions: ["us-east-1 "] },
    [
      at(
        "regions[0]",
        'must be a Region of partition aws, aws-us-gov or aws-cn; got "us-east-1 ". Fix: set regions[0] to "us-east-1"',
      ),
    ],
  ],
  [
    "no Region at all",
    { regions: ["global"] },
    [
      at(
        "regions[0]",
        'must be a Region of partition aws, aws-us-gov or aws-cn; got "global". Fix: set regions[0] to a value such as "us-east-1"',
      ),
    ],
  ],
  [
    "a Region of an isolated partition",
    { regions: ["us-iso-east-1"] },
    [
      at(
        "regions[0]",
        'must be a Region of partition aws, aws-us-gov or aws-cn; got "us-iso-east-1". Fix: set regions[0] to a value such as "us-east-1"',
      ),
    ],
  ],
  [
    "a Region named twice",
    { regions: ["us-east-1", "eu-west-1", "us-east-1"] },
    [at("regions[2]", '"us-east-1" is already in regions[0]. Fix: remove regions[2]')],
  ],
  [
    "a home Region that is none",
    { regions: ["us-east-1"], homeRegion: "useast1" },
    [
      at(
        "homeRegion",
        'must be a Region of partition aws, aws-us-gov or aws-cn; got "useast1". Fix: set homeRegion to "us-east-1"',
      ),
    ],
  ],
  [
    "an opt-in home for a default-enabled Region",
    { regions: ["us-east-1"], homeRegion: "me-south-1" },
    [
      at(
        "regions[0]",
        'GuardDuty does not export from the default Region us-east-1 to the opt-in Region me-south-1. Fix: set homeRegion to "us-east-1"',
      ),
    ],
  ],
  [
    "an opt-in Region first, which becomes the home",
    { regions: ["me-south-1", "us-east-1"] },
    [
      at(
        "regions[1]",
        'GuardDuty does not export from the default Region us-east-1 to the opt-in Region me-south-1; the home Region defaults to the first of regions. Fix: set homeRegion to "us-east-1"',
      ),
    ],
  ],
  [
    "two opt-in Regions",
    { regions: ["af-south-1", "me-south-1"], homeRegion: "me-south-1" },
    [
      at(
        "regions[0]",
        'GuardDuty exports from the opt-in Region af-south-1 to itself or to a default Region, not to the opt-in Region me-south-1. Fix: set homeRegion to "us-east-1"',
      ),
    ],
  ],
  [
    "two partitions",
    { regions: ["us-east-1", "cn-north-1"] },
    [
      at(
        "regions[1]",
        "findings do not leave their partition: cn-north-1 is in aws-cn, the home Region us-east-1 is in aws; the home Region defaults to the first of regions. Fix: remove regions[1]",
      ),
    ],
  ],
  [
    "a frequency not in the list",
    { regions: ["us-east-1"], findingPublishingFrequency: "DAILY" },
    [
      at(
        "findingPublishingFrequency",
        'must be one of FIFTEEN_MINUTES, ONE_HOUR, SIX_HOURS; got "DAILY". Fix: set findingPublishingFrequency to a value such as "SIX_HOURS"',
      ),
    ],
  ],
  [
    "a frequency known only later",
    { regions: ["us-east-1"], findingPublishingFrequency: later() },
    [
      at(
        "findingPublishingFrequency",
        'must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: set findingPublishingFrequency to a value such as "SIX_HOURS"',
      ),
    ],
  ],
  [
    "a provider mode not in the list",
    { regions: ["us-east-1"], providerMode: "perOrg" },
    [
      at(
        "providerMode",
        'must be one of auto, perRegion, perAccount; got "perOrg". Fix: set providerMode to a value such as "auto"',
      ),
    ],
  ],
  [
    "an onDestroy not in the list",
    { regions: ["us-east-1"], onDestroy: true },
    [
      at(
        "onDestroy",
        'must be one of retain, delete; got true. Fix: set onDestroy to a value such as "retain"',
      ),
    ],
  ],
  [
    "an unknown property",
    { regions: ["us-east-1"], region: "us-east-1" },
    [at("region", "unknown property region; did you mean regions? Fix: rename region to regions")],
  ],
  [
    "an unknown property of the bucket",
    withBucket({ retention: 3 }),
    [
      at(
        "bucket.retention",
        "unknown property retention; did you mean retentionDays? Fix: rename bucket.retention to retentionDays",
      ),
    ],
  ],
  [
    "a string for the organization",
    { regions: ["us-east-1"], organization: "o-1" },
    [
      at(
        "organization",
        'must be an object with the properties administrator, management, members; got "o-1". Fix: remove organization',
      ),
    ],
  ],
  [
    "an organization known only later",
    { regions: ["us-east-1"], organization: later() },
    [
      at(
        "organization",
        "must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: remove organization",
      ),
    ],
  ],
  [
    "an account without its id",
    withAccount({}),
    [
      at(
        "organization.administrator.accountId",
        'required property is missing; expected a string. Fix: set organization.administrator.accountId to a value such as "111122223333"',
      ),
    ],
  ],
  [
    "an account id of 11 digits",
    withAccount({ accountId: "11112222333" }),
    [
      at(
        "organization.administrator.accountId",
        'must be a string of 12 digits; got "11112222333". Fix: set organization.administrator.accountId to a value such as "111122223333"',
      ),
    ],
  ],
  [
    "an account id with hyphens",
    withAccount({ accountId: "1111-2222-3333" }),
    [
      at(
        "organization.administrator.accountId",
        'must be a string of 12 digits; got "1111-2222-3333". Fix: set organization.administrator.accountId to "111122223333"',
      ),
    ],
  ],
  [
    "an account id that YAML read as a number",
    withAccount({ accountId: 111122223333 }),
    [
      at(
        "organization.administrator.accountId",
        'must be a string; got 111122223333. Fix: set organization.administrator.accountId to "111122223333"',
      ),
    ],
  ],
  [
    "an unknown property of an account",
    withAccount({ accountId: "111122223333", roleArn: "x" }),
    [
      at(
        "organization.administrator.roleArn",
        "unknown property roleArn; did you mean assumeRoleArn? Fix: rename organization.administrator.roleArn to assumeRoleArn",
      ),
    ],
  ],
  [
    "a role that is no ARN",
    withAccount({ accountId: "111122223333", assumeRoleArn: "deploy" }),
    [
      at(
        "organization.administrator.assumeRoleArn",
        'must be the ARN of an IAM role; got "deploy". Fix: set organization.administrator.assumeRoleArn to a value such as "arn:aws:iam::111122223333:role/deploy"',
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
        'must be the ARN of an IAM role; got "arn:aws:iam::111122223333:user/deploy". Fix: set organization.administrator.assumeRoleArn to a value such as "arn:aws:iam::111122223333:role/deploy"',
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
        'is a role of account 999900001111; accountId is 111122223333. Fix: set organization.administrator.assumeRoleArn to a value such as "arn:aws:iam::111122223333:role/deploy"',
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
        'is in partition aws-cn; us-east-1 is in aws. Fix: set organization.administrator.assumeRoleArn to "arn:aws:iam::111122223333:role/deploy"',
      ),
    ],
  ],
  [
    "a role known only later",
    withAccount({ accountId: "111122223333", assumeRoleArn: later() }),
    [
      at(
        "organization.administrator.assumeRoleArn",
        'must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: set organization.administrator.assumeRoleArn to a value such as "arn:aws:iam::111122223333:role/deploy"',
      ),
    ],
  ],
  [
    "an external id without a role",
    withAccount({ accountId: "111122223333", externalId: "abc" }),
    [
      at(
        "organization.administrator.externalId",
        "has no effect without assumeRoleArn. Fix: remove organization.administrator.externalId",
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
        'must be 2 to 1224 letters, digits or _+=,.@:/-; the value is not shown because it may be secret. Fix: set organization.administrator.externalId to a value such as "acme-guardduty"',
      ),
    ],
  ],
  [
    "an empty profile",
    withAccount({ accountId: "111122223333", profile: " " }),
    [
      at(
        "organization.administrator.profile",
        'must be the name of a profile in the AWS configuration files; got " ". Fix: remove organization.administrator.profile',
      ),
    ],
  ],
  [
    "a bucket name in capitals",
    withBucket({ name: "Findings" }),
    [
      at(
        "bucket.name",
        'must have only lower-case letters, digits, dots and hyphens, and start and end with a letter or digit; got "Findings". Fix: set bucket.name to "findings"',
      ),
    ],
  ],
  [
    "a bucket name of two letters",
    withBucket({ name: "ab" }),
    [
      at(
        "bucket.name",
        'must be 3 to 63 characters long; got "ab" (2). Fix: set bucket.name to a value such as "acme-findings"',
      ),
    ],
  ],
  [
    "a bucket name of 64 letters",
    withBucket({ name: long(64) }),
    [
      at(
        "bucket.name",
        'must be 3 to 63 characters long; got "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa... (64). Fix: set bucket.name to a value such as "acme-findings"',
      ),
    ],
  ],
  [
    "a bucket name like an IP address",
    withBucket({ name: "192.168.0.1" }),
    [
      at(
        "bucket.name",
        'must not look like an IP address; got "192.168.0.1". Fix: set bucket.name to a value such as "acme-findings"',
      ),
    ],
  ],
  [
    "a bucket name with two dots",
    withBucket({ name: "acme..logs" }),
    [
      at(
        "bucket.name",
        'must not have two dots in a row; got "acme..logs". Fix: set bucket.name to "acme.logs"',
      ),
    ],
  ],
  [
    "a bucket name with a reserved start",
    withBucket({ name: "xn--acme" }),
    [
      at(
        "bucket.name",
        'must not start with xn--, which S3 reserves; got "xn--acme". Fix: set bucket.name to a value such as "acme-findings"',
      ),
    ],
  ],
  [
    "a bucket name with a reserved end",
    withBucket({ name: "acme-s3alias" }),
    [
      at(
        "bucket.name",
        'must not end with -s3alias, which S3 reserves; got "acme-s3alias". Fix: set bucket.name to a value such as "acme-findings"',
      ),
    ],
  ],
  [
    "a bucket name known only later",
    withBucket({ name: later() }),
    [
      at(
        "bucket.name",
        'must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: set bucket.name to a value such as "acme-findings"',
      ),
    ],
  ],
  [
    "a bucket known only later",
    withBucket(later()),
    [
      at(
        "bucket",
        "must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: remove bucket",
      ),
    ],
  ],
  [
    "a generated name that would be too long",
    withBucket({ namePrefix: long(55) }),
    [
      at(
        "bucket.namePrefix",
        'must be 3 to 54 characters long; got "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" (55). Fix: set bucket.namePrefix to a value such as "acme-findings"',
      ),
    ],
  ],
  [
    "both a name and a name prefix",
    withBucket({ name: "acme", namePrefix: "acme" }),
    [
      at(
        "bucket.namePrefix",
        "has no effect together with bucket.name. Fix: remove bucket.namePrefix",
      ),
    ],
  ],
  [
    "an empty prefix",
    withBucket({ prefix: "" }),
    [at("bucket.prefix", "must not be empty. Fix: remove bucket.prefix")],
  ],
  [
    "a prefix with a leading slash",
    withBucket({ prefix: "/guardduty" }),
    [
      at(
        "bucket.prefix",
        'must not start with a slash; got "/guardduty". Fix: set bucket.prefix to "guardduty"',
      ),
    ],
  ],
  [
    "a prefix with two slashes in a row",
    withBucket({ prefix: "a//b" }),
    [
      at(
        "bucket.prefix",
        'must not have two slashes in a row; got "a//b". Fix: set bucket.prefix to "a/b"',
      ),
    ],
  ],
  [
    "a prefix that climbs",
    withBucket({ prefix: "a/../b" }),
    [
      at(
        "bucket.prefix",
        'must not have the path steps . or ..; got "a/../b". Fix: set bucket.prefix to "a/b"',
      ),
    ],
  ],
  [
    "a prefix with a wildcard",
    withBucket({ prefix: "a*" }),
    [
      at(
        "bucket.prefix",
        'must have only letters, digits and !_.\'()=/-; got "a*". Fix: set bucket.prefix to "a"',
      ),
    ],
  ],
  [
    "an over-long prefix",
    withBucket({ prefix: long(513) }),
    [
      at(
        "bucket.prefix",
        'must be at most 512 characters long; got 513 characters. Fix: set bucket.prefix to a value such as "guardduty"',
      ),
    ],
  ],
  [
    "a prefix that repeats AWSLogs",
    withBucket({ prefix: "guardduty/AWSLogs" }),
    [
      at(
        "bucket.prefix",
        'must not end in AWSLogs, which GuardDuty appends itself; got "guardduty/AWSLogs". Fix: set bucket.prefix to "guardduty"',
      ),
    ],
  ],
  [
    "a retention of no days",
    withBucket({ retentionDays: 0 }),
    [at("bucket.retentionDays", "must be at least 1; got 0. Fix: set bucket.retentionDays to 1")],
  ],
  [
    "half a day of retention",
    withBucket({ retentionDays: 1.5 }),
    [
      at(
        "bucket.retentionDays",
        "must be a whole number; got 1.5. Fix: set bucket.retentionDays to 2",
      ),
    ],
  ],
  [
    "a retention in words",
    withBucket({ retentionDays: "400" }),
    [
      at(
        "bucket.retentionDays",
        'must be a number; got "400". Fix: set bucket.retentionDays to 400',
      ),
    ],
  ],
  [
    "a retention shorter than the lock",
    withBucket({ retentionDays: 30, objectLock: { mode: "GOVERNANCE", days: 60 } }),
    [
      at(
        "bucket.retentionDays",
        "is 30, less than bucket.objectLock.days (60): an object cannot expire while it is locked. Fix: set bucket.retentionDays to 60",
      ),
    ],
  ],
  [
    "a locked bucket without Object Lock and without a role that may unlock it",
    withBucket({ protection: "locked" }),
    [
      at(
        "bucket.objectLock",
        'required property is missing: with bucket.protection locked, S3 has to keep every version of a finding. Fix: set bucket.objectLock to a value such as {"mode":"GOVERNANCE","days":365}',
      ),
      at(
        "bucket.breakGlassRoleArns",
        'needs a role with bucket.protection locked: without one, only the deploying role and root with MFA could unlock the bucket. Fix: set bucket.breakGlassRoleArns to a value such as ["arn:aws:iam::111122223333:role/break-glass"]',
      ),
    ],
  ],
  [
    "break-glass roles of a bucket that is not locked",
    withBucket({ breakGlassRoleArns: ["arn:aws:iam::111122223333:role/break-glass"] }),
    [
      at(
        "bucket.breakGlassRoleArns",
        "has no effect unless bucket.protection is locked. Fix: remove bucket.breakGlassRoleArns",
      ),
    ],
  ],
  [
    "an Object Lock without its days",
    withBucket({ objectLock: { mode: "COMPLIANCE" } }),
    [
      at(
        "bucket.objectLock.days",
        "required property is missing; expected a number. Fix: set bucket.objectLock.days to a value such as 1",
      ),
    ],
  ],
  [
    "an Object Lock of another mode",
    withBucket({ objectLock: { mode: "LEGAL_HOLD", days: 3 } }),
    [
      at(
        "bucket.objectLock.mode",
        'must be one of GOVERNANCE, COMPLIANCE; got "LEGAL_HOLD". Fix: set bucket.objectLock.mode to a value such as "GOVERNANCE"',
      ),
    ],
  ],
  [
    "access logs without a bucket",
    withBucket({ accessLogs: {} }),
    [
      at(
        "bucket.accessLogs.bucketName",
        'required property is missing; expected a string. Fix: set bucket.accessLogs.bucketName to a value such as "acme-findings"',
      ),
    ],
  ],
  [
    "a tag of AWS's own",
    { regions: ["us-east-1"], tags: { "aws:owner": "me" } },
    [
      at(
        'tags["aws:owner"]',
        'a tag name must not start with aws:, which AWS reserves; got "aws:owner". Fix: rename tags["aws:owner"] to owner',
      ),
    ],
  ],
  [
    "a tag that is a number",
    { regions: ["us-east-1"], tags: { cost: 3 } },
    [at("tags.cost", 'must be a string; got 3. Fix: set tags.cost to "3"')],
  ],
  [
    "51 tags",
    {
      regions: ["us-east-1"],
      tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`t${i}`, ""])),
    },
    [at("tags", "must have at most 50 tags; got 51. Fix: remove tags.t50")],
  ],
  [
    "a rotation of less than 90 days",
    { regions: ["us-east-1"], key: { rotationPeriodInDays: 30 } },
    [
      at(
        "key.rotationPeriodInDays",
        "must be at least 90; got 30. Fix: set key.rotationPeriodInDays to 90",
      ),
    ],
  ],
  [
    "a deletion window of more than 30 days",
    { regions: ["us-east-1"], key: { deletionWindowInDays: 31 } },
    [
      at(
        "key.deletionWindowInDays",
        "must be at most 30; got 31. Fix: set key.deletionWindowInDays to 30",
      ),
    ],
  ],
  [
    "an alias without alias/",
    { regions: ["us-east-1"], key: { alias: "findings" } },
    [
      at(
        "key.alias",
        'must be alias/ followed by letters, digits, /, _ or -; got "findings". Fix: set key.alias to "alias/findings"',
      ),
    ],
  ],
  [
    "an alias of AWS's own",
    { regions: ["us-east-1"], key: { alias: "alias/aws/s3" } },
    [
      at(
        "key.alias",
        'must not start with alias/aws/, which AWS reserves; got "alias/aws/s3". Fix: set key.alias to "alias/s3"',
      ),
    ],
  ],
  [
    "a key description that is a number",
    { regions: ["us-east-1"], key: { description: 3 } },
    [at("key.description", 'must be a string; got 3. Fix: set key.description to "3"')],
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
        'must be a Region of partition aws, aws-us-gov or aws-cn; got "nowhere". Fix: set regions[2] to a value such as "us-east-1"',
      ),
      at(
        "findingPublishingFrequency",
        'must be one of FIFTEEN_MINUTES, ONE_HOUR, SIX_HOURS; got "NEVER". Fix: set findingPublishingFrequency to a value such as "SIX_HOURS"',
      ),
      at(
        "organization.administrator.accountId",
        'must be a string of 12 digits; got "1". Fix: set organization.administrator.accountId to a value such as "111122223333"',
      ),
      at("bucket.prefix", 'must not start with a slash; got "/x". Fix: set bucket.prefix to "x"'),
      at("bucket.retentionDays", "must be at least 1; got -1. Fix: set bucket.retentionDays to 1"),
      at(
        "colour",
        "unknown property colour; expected one of regions, homeRegion, findingPublishingFrequency, organization, features, bucket, key, existing, providerMode, readerArns, notifications, notificationTopicArn, preflight, proof, onDestroy, tags. Fix: remove colour",
      ),
      at("regions[1]", '"us-east-1" is already in regions[0]. Fix: remove regions[1]'),
    ],
  ],
  ...badAdoptions,
  ...badNotifications,
  ...badOrganizations,
];
