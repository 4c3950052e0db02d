import type { BadInput } from "./case";
import { at } from "./case";

const ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const DETECTOR = "0123456789abcdef0123456789abcdef";

const regions = ["us-east-1"];
const administrator = { accountId: "111122223333" };
const withBucket = (existing: unknown, rest: object = {}) => ({
  regions,
  bucket: { existing, ...rest },
});
const withKey = (existing: unknown, rest: object = {}) => ({
  regions,
  key: { existing, ...rest },
});
const withExisting = (detector: object) => ({ regions, existing: { "us-east-1": detector } });
const existingMember = { accountId: "222233334444", email: "member@example.com", existing: true };

/** Wrong references to what exists already, and every problem that is reported. */
export const badAdoptions: BadInput[] = [
  [
    "an existing bucket by its name alone",
    withBucket("acme-logs"),
    [
      at(
        "bucket.existing",
        'must be an object with the properties name, policy, detach; got "acme-logs". Fix: set bucket.existing to a value such as {"name":"acme-findings"}',
      ),
    ],
  ],
  [
    "an existing bucket without its name",
    withBucket({}),
    [
      at(
        "bucket.existing.name",
        'required property is missing; expected a string. Fix: set bucket.existing.name to a value such as "acme-findings"',
      ),
    ],
  ],
  [
    "an existing bucket by its ARN",
    withBucket({ name: "arn:aws:s3:::acme-logs" }),
    [
      at(
        "bucket.existing.name",
        'must have only lower-case letters, digits, dots and hyphens, and start and end with a letter or digit; got "arn:aws:s3:::acme-logs". Fix: set bucket.existing.name to "acme-logs"',
      ),
    ],
  ],
  [
    "an existing bucket known only later",
    withBucket({ name: Promise.resolve("later") }),
    [
      at(
        "bucket.existing.name",
        'must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: set bucket.existing.name to a value such as "acme-findings"',
      ),
    ],
  ],
  [
    "a policy of an existing bucket that is to be replaced",
    withBucket({ name: "acme-logs", policy: "replace" }),
    [
      at(
        "bucket.existing.policy",
        'must be one of merge, external; got "replace". Fix: set bucket.existing.policy to a value such as "merge"',
      ),
    ],
  ],
  [
    "an existing bucket with settings of a new one",
    withBucket(
      { name: "acme-logs" },
      {
        name: "acme-findings",
        namePrefix: "acme",
        retentionDays: 400,
        noncurrentVersionDays: 30,
        objectLock: { mode: "GOVERNANCE", days: 60 },
        accessLogs: { bucketName: "acme-access-logs" },
        tags: { team: "security" },
      },
    ),
    [
      at(
        "bucket.name",
        "applies only to a new bucket; of an existing bucket the export changes only the policy. Fix: remove bucket.name",
      ),
      at(
        "bucket.namePrefix",
        "applies only to a new bucket; of an existing bucket the export changes only the policy. Fix: remove bucket.namePrefix",
      ),
      at(
        "bucket.retentionDays",
        "applies only to a new bucket; of an existing bucket the export changes only the policy. Fix: remove bucket.retentionDays",
      ),
      at(
        "bucket.noncurrentVersionDays",
        "applies only to a new bucket; of an existing bucket the export changes only the policy. Fix: remove bucket.noncurrentVersionDays",
      ),
      at(
        "bucket.objectLock",
        "applies only to a new bucket; of an existing bucket the export changes only the policy. Fix: remove bucket.objectLock",
      ),
      at(
        "bucket.accessLogs",
        "applies only to a new bucket; of an existing bucket the export changes only the policy. Fix: remove bucket.accessLogs",
      ),
      at(
        "bucket.tags",
        "applies only to a new bucket; of an existing bucket the export changes only the policy. Fix: remove bucket.tags",
      ),
      at(
        "bucket.namePrefix",
        "has no effect together with bucket.name. Fix: remove bucket.namePrefix",
      ),
    ],
  ],
  [
    "detaching from a bucket policy that its owner writes",
    withBucket({ name: "acme-logs", policy: "external", detach: true }),
    [
      at(
        "bucket.existing.detach",
        "has no effect with policy external, where no statements were merged. Fix: remove bucket.existing.detach",
      ),
    ],
  ],
  [
    "a detach in words",
    withBucket({ name: "acme-logs", detach: "yes" }),
    [
      at(
        "bucket.existing.detach",
        'must be true or false; got "yes". Fix: set bucket.existing.detach to a value such as true',
      ),
    ],
  ],
  [
    "an existing key by its id",
    withKey({ arn: "1234abcd-12ab-34cd-56ef-1234567890ab" }),
    [
      at(
        "key.existing.arn",
        'must be the ARN of a KMS key; got "1234abcd-12ab-34cd-56ef-1234567890ab". Fix: set key.existing.arn to a value such as "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"',
      ),
    ],
  ],
  [
    "an existing key by its alias",
    withKey({ arn: "arn:aws:kms:us-east-1:111122223333:alias/logs" }),
    [
      at(
        "key.existing.arn",
        'must be the ARN of the key, not of an alias, which can point to another key later; got "arn:aws:kms:us-east-1:111122223333:alias/logs". Fix: set key.existing.arn to a value such as "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"',
      ),
    ],
  ],
  [
    "an existing key of another Region",
    withKey({ arn: ARN.replace("us-east-1", "eu-west-1") }),
    [
      at(
        "key.existing.arn",
        'is in eu-west-1; the home Region is us-east-1. Fix: set homeRegion to "eu-west-1"',
      ),
    ],
  ],
  [
    "an existing key of another partition",
    withKey({ arn: ARN.replace("arn:aws:kms:us-east-1", "arn:aws-cn:kms:cn-north-1") }),
    [
      at(
        "key.existing.arn",
        'is in partition aws-cn; us-east-1 is in aws. Fix: set key.existing.arn to a value such as "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"',
      ),
    ],
  ],
  [
    "an existing key whose ARN names a partition that its Region is not in",
    withKey({ arn: ARN.replace("arn:aws:", "arn:aws-cn:") }),
    [
      at(
        "key.existing.arn",
        'is in partition aws-cn; us-east-1 is in aws. Fix: set key.existing.arn to "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"',
      ),
    ],
  ],
  [
    "an existing key of another account than the key's",
    withKey({ arn: ARN }, { account: { accountId: "555566667777" } }),
    [
      at(
        "key.existing.arn",
        'is in account 111122223333; key.account is account 555566667777. Fix: set key.account.accountId to "111122223333"',
      ),
    ],
  ],
  [
    "an existing key of another account than the bucket's, which owns the key unless said",
    { ...withKey({ arn: ARN }), bucket: { account: { accountId: "444455556666" } } },
    [
      at(
        "key.existing.arn",
        'is in account 111122223333; bucket.account is account 444455556666. Fix: set key.account to {"accountId":"111122223333"}',
      ),
    ],
  ],
  [
    "an existing key of another account than the administrator's, which owns all unless said",
    {
      ...withKey({ arn: ARN.replace("111122223333", "555566667777") }),
      organization: { administrator },
    },
    [
      at(
        "key.existing.arn",
        'is in account 555566667777; organization.administrator is account 111122223333. Fix: set key.account to {"accountId":"555566667777"}',
      ),
    ],
  ],
  [
    "an existing key with settings of a new one",
    withKey(
      { arn: ARN },
      {
        alias: "alias/findings",
        description: "Findings",
        rotationPeriodInDays: 365,
        deletionWindowInDays: 30,
        tags: { team: "security" },
      },
    ),
    [
      at(
        "key.alias",
        "applies only to a new key; of an existing key the export changes only the policy. Fix: remove key.alias",
      ),
      at(
        "key.description",
        "applies only to a new key; of an existing key the export changes only the policy. Fix: remove key.description",
      ),
      at(
        "key.rotationPeriodInDays",
        "applies only to a new key; of an existing key the export changes only the policy. Fix: remove key.rotationPeriodInDays",
      ),
      at(
        "key.deletionWindowInDays",
        "applies only to a new key; of an existing key the export changes only the policy. Fix: remove key.deletionWindowInDays",
      ),
      at(
        "key.tags",
        "applies only to a new key; of an existing key the export changes only the policy. Fix: remove key.tags",
      ),
    ],
  ],
  [
    "detaching from a key policy that its owner writes",
    withKey({ arn: ARN, policy: "external", detach: true }),
    [
      at(
        "key.existing.detach",
        "has no effect with policy external, where no statements were merged. Fix: remove key.existing.detach",
      ),
    ],
  ],
  [
    "a detector to enable without its id",
    withExisting({ enable: true }),
    [
      at(
        'existing["us-east-1"].detectorId',
        'required property is missing; expected a string. Fix: set existing["us-east-1"].detectorId to a value such as "12abc34d567e8fa901bc2d34e56789f0"',
      ),
    ],
  ],
  [
    "an enable in words",
    withExisting({ detectorId: DETECTOR, enable: "always" }),
    [
      at(
        'existing["us-east-1"].enable',
        'must be true or false; got "always". Fix: set existing["us-east-1"].enable to a value such as true',
      ),
    ],
  ],
  [
    "a delegation that exists, without the account it is to",
    {
      regions,
      organization: { management: { accountId: "999900001111", delegated: true } },
    },
    [
      at(
        "organization.administrator",
        'required property is missing: organization.management registers this account as delegated administrator. Fix: set organization.administrator to a value such as {"accountId":"111122223333"}',
      ),
    ],
  ],
  [
    "members that exist, without the detectors they are members of",
    {
      regions: ["us-east-1", "eu-west-1", "eu-west-2"],
      organization: { administrator, members: { accounts: [existingMember] } },
      existing: { "us-east-1": { detectorId: DETECTOR } },
    },
    [
      at(
        "organization.members.accounts[0].existing",
        'needs the administrator\'s detector id in every Region: an existing member is imported by it. Fix: set existing["eu-west-1"].detectorId and existing["eu-west-2"].detectorId to a value such as "12abc34d567e8fa901bc2d34e56789f0"',
      ),
    ],
  ],
  [
    "a proof that is neither off, warn nor require",
    { regions, proof: false },
    [at("proof", 'must be one of off, warn, require; got false. Fix: set proof to "off"')],
  ],
];
