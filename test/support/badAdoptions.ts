import type { Problem } from "../../rules/args";
import type { BadInput } from "./badInputCase";

const at = (path: string, reason: string): Problem => ({ path, reason });
const ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const DETECTOR = "0123456789abcdef0123456789abcdef";
const NEW_KEY_ARN =
  "must be the ARN of a key, such as arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const PLAIN =
  "must be plain, not an Output: it decides which resources exist and how they are named, so it has to be known when the program runs";
const forNew = (holder: string) =>
  `is for a new ${holder}, and nothing but the policy of an existing one is touched; take it out, or take out ${holder}.existing`;

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

/** Things said to exist already that a person may get wrong, and what they are told. */
export const badAdoptions: BadInput[] = [
  [
    "an existing bucket by its name alone",
    withBucket("acme-logs"),
    [
      at(
        "bucket.existing",
        'must be an object with the properties name, policy, detach; got "acme-logs"',
      ),
    ],
  ],
  [
    "an existing bucket without its name",
    withBucket({}),
    [at("bucket.existing.name", "is required: give a string")],
  ],
  [
    "an existing bucket by its ARN",
    withBucket({ name: "arn:aws:s3:::acme-logs" }),
    [
      at(
        "bucket.existing.name",
        'may hold lower-case letters, digits, dots and hyphens, and starts and ends with a letter or digit; got "arn:aws:s3:::acme-logs"',
      ),
    ],
  ],
  [
    "an existing bucket known only later",
    withBucket({ name: Promise.resolve("later") }),
    [at("bucket.existing.name", PLAIN)],
  ],
  [
    "a policy of an existing bucket that is to be replaced",
    withBucket({ name: "acme-logs", policy: "replace" }),
    [at("bucket.existing.policy", 'must be one of merge, external; got "replace"')],
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
      at("bucket.name", forNew("bucket")),
      at("bucket.namePrefix", forNew("bucket")),
      at("bucket.retentionDays", forNew("bucket")),
      at("bucket.noncurrentVersionDays", forNew("bucket")),
      at("bucket.objectLock", forNew("bucket")),
      at("bucket.accessLogs", forNew("bucket")),
      at("bucket.tags", forNew("bucket")),
      at("bucket.namePrefix", "is not used when bucket.name is given; leave one of them out"),
    ],
  ],
  [
    "detaching from a bucket policy that its owner writes",
    withBucket({ name: "acme-logs", policy: "external", detach: true }),
    [
      at(
        "bucket.existing.detach",
        "takes out what was merged, and with policy external nothing is; leave one of them out",
      ),
    ],
  ],
  [
    "a detach in words",
    withBucket({ name: "acme-logs", detach: "yes" }),
    [at("bucket.existing.detach", 'must be a boolean; got "yes"')],
  ],
  [
    "an existing key by its id",
    withKey({ arn: "1234abcd-12ab-34cd-56ef-1234567890ab" }),
    [at("key.existing.arn", `${NEW_KEY_ARN}; got "1234abcd-12ab-34cd-56ef-1234567890ab"`)],
  ],
  [
    "an existing key by its alias",
    withKey({ arn: "arn:aws:kms:us-east-1:111122223333:alias/logs" }),
    [
      at(
        "key.existing.arn",
        "must be the ARN of the key, not of an alias, which may point to another key tomorrow; aws kms describe-key --key-id arn:aws:kms:us-east-1:111122223333:alias/logs tells it",
      ),
    ],
  ],
  [
    "an existing key of another Region",
    withKey({ arn: ARN.replace("us-east-1", "eu-west-1") }),
    [
      at(
        "key.existing.arn",
        "is in eu-west-1, and the home Region is us-east-1; set homeRegion to eu-west-1, or give a key of us-east-1",
      ),
    ],
  ],
  [
    "an existing key of another partition",
    withKey({ arn: ARN.replace("arn:aws:kms:us-east-1", "arn:aws-cn:kms:cn-north-1") }),
    [
      at(
        "key.existing.arn",
        "is in cn-north-1, and the home Region is us-east-1; give a key of us-east-1",
      ),
    ],
  ],
  [
    "an existing key whose ARN names a partition that its Region is not in",
    withKey({ arn: ARN.replace("arn:aws:", "arn:aws-cn:") }),
    [
      at(
        "key.existing.arn",
        "is in partition aws-cn, and us-east-1 is in aws; start it with arn:aws:",
      ),
    ],
  ],
  [
    "an existing key of another account than the key's",
    withKey({ arn: ARN }, { account: { accountId: "555566667777" } }),
    [
      at(
        "key.existing.arn",
        "is in account 111122223333, and key.account is 555566667777; set key.account to account 111122223333",
      ),
    ],
  ],
  [
    "an existing key of another account than the bucket's, which owns the key unless said",
    { ...withKey({ arn: ARN }), bucket: { account: { accountId: "444455556666" } } },
    [
      at(
        "key.existing.arn",
        "is in account 111122223333, and bucket.account is 444455556666; set key.account to account 111122223333",
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
        "is in account 555566667777, and organization.administrator is 111122223333; set key.account to account 555566667777",
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
      at("key.alias", forNew("key")),
      at("key.description", forNew("key")),
      at("key.rotationPeriodInDays", forNew("key")),
      at("key.deletionWindowInDays", forNew("key")),
      at("key.tags", forNew("key")),
    ],
  ],
  [
    "detaching from a key policy that its owner writes",
    withKey({ arn: ARN, policy: "external", detach: true }),
    [
      at(
        "key.existing.detach",
        "takes out what was merged, and with policy external nothing is; leave one of them out",
      ),
    ],
  ],
  [
    "a detector to enable without its id",
    withExisting({ enable: true }),
    [at('existing["us-east-1"].detectorId', "is required: give a string")],
  ],
  [
    "an enable in words",
    withExisting({ detectorId: DETECTOR, enable: "always" }),
    [at('existing["us-east-1"].enable', 'must be a boolean; got "always"')],
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
        "is required with organization.management: it is the account that is registered as delegated administrator",
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
        'is imported by the administrator\'s detector in each Region; give existing["eu-west-1"].detectorId, existing["eu-west-2"].detectorId',
      ),
    ],
  ],
  [
    "a proof that is neither off, warn nor require",
    { regions, proof: false },
    [at("proof", "must be one of off, warn, require; got false")],
  ],
];
