import { expect } from "chai";

import { exportStatements, readHealthArgs } from "../../../rules/health";
import { reported } from "../../../rules/problems";

const id = "a".repeat(32);
const GOOD = {
  regions: ["us-east-1", "eu-west-1"],
  administratorAccountId: "111122223333",
  detectorIds: { "us-east-1": id, "eu-west-1": id },
  destinationIds: { "us-east-1": id, "eu-west-1": id },
  findingsUri: "s3://acme-findings/AWSLogs/",
  keyArn: "arn:aws:kms:us-east-1:111122223333:key/1234",
};
const STATEMENTS =
  '[{"Sid":"GuardDutyExport0a1b2c3dGenerateDataKey","Effect":"Allow","Principal":{"Service":"guardduty.amazonaws.com"},"Action":"kms:GenerateDataKey","Resource":"*"}]';
const later = Promise.resolve("later");
const PLAIN =
  'must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: set regions to a value such as ["us-east-1"]';
const NAMES =
  "regions, homeRegion, administratorAccountId, bucketAccountId, detectorIds, destinationIds, findingsUri, keyArn, bucketSettings, bucketPolicyStatements, keyPolicyStatements, existingBucketPolicy, existingKeyPolicy, findingPublishingFrequency, members, intervalMinutes, queueUrls, ownQueueArns, notificationTopicArn, notificationKeyArn, topicArn, email, logRetentionDays, reserveConcurrency, tags";

/** What is wrong, what is changed in good arguments, every problem. */
const BAD: [what: string, change: object, problems: string[]][] = [
  [
    "no Regions",
    { regions: [] },
    ['regions: must not be empty. Fix: set regions to a value such as ["us-east-1"]'],
  ],
  [
    "auto-enable of members that policies manage",
    { members: { managedBy: "policy", autoEnable: "ALL" } },
    [
      "members.autoEnable: has no effect with members.managedBy policy: GuardDuty does not apply auto-enable of a Region while policies of AWS Organizations manage the accounts. Fix: remove members.autoEnable",
    ],
  ],
  [
    "an excluded account under ALL, and a plan in a Region that is not watched",
    {
      members: {
        ...{ autoEnable: "ALL", exclude: ["222233334444"] },
        features: [{ name: "S3_DATA_EVENTS", autoEnable: "ALL", regions: ["eu-west-3"] }],
      },
    },
    [
      "members.features[0].regions[0]: eu-west-3 is not in regions. Fix: remove members.features[0]",
      'members.exclude: has no effect with members.autoEnable ALL, with which AWS enables every account within 24 hours, those that were removed too; NEW reaches only accounts that join. Fix: set members.autoEnable to "NEW"',
    ],
  ],
  ["Regions known only later", { regions: later }, [`regions: ${PLAIN}`]],
  [
    "a Region that is none",
    { regions: ["us-east1"], detectorIds: later, destinationIds: later },
    [
      'regions[0]: must be a Region of partition aws, aws-us-gov or aws-cn; got "us-east1". Fix: set regions[0] to "us-east-1"',
    ],
  ],
  [
    "a Region twice",
    { regions: ["us-east-1", "us-east-1"] },
    ['regions[1]: "us-east-1" is already in regions[0]. Fix: remove regions[1]'],
  ],
  [
    "a home in another partition",
    { homeRegion: "cn-north-1", regions: ["us-east-1"] },
    [
      'regions[0]: findings do not leave their partition: us-east-1 is in aws, the home Region cn-north-1 is in aws-cn. Fix: set homeRegion to "us-east-1"',
      'keyArn: is in partition aws; cn-north-1 is in aws-cn. Fix: set keyArn to a value such as "arn:aws-cn:kms:cn-north-1:111122223333:key/1234"',
    ],
  ],
  [
    "no account",
    { administratorAccountId: 111122223333 },
    [
      'administratorAccountId: must be a string; got 111122223333. Fix: set administratorAccountId to "111122223333"',
    ],
  ],
  [
    "a Region without a detector",
    { detectorIds: { "us-east-1": id } },
    [
      'detectorIds["eu-west-1"]: required property is missing; expected the id in eu-west-1 that GuardDutyExport outputs. Fix: set detectorIds["eu-west-1"] to a value such as "12abc34d567e8fa901bc2d34e56789f0"',
    ],
  ],
  [
    "a destination id that is none",
    { destinationIds: { "us-east-1": id, "eu-west-1": "x" } },
    [
      'destinationIds["eu-west-1"]: must be 32 lower-case hexadecimal digits; got "x". Fix: set destinationIds["eu-west-1"] to a value such as "12abc34d567e8fa901bc2d34e56789f0"',
    ],
  ],
  [
    "a bucket's name for the place of findings",
    { findingsUri: "acme-findings" },
    [
      'findingsUri: must have the form s3://bucket/[prefix/]AWSLogs/, as the output findingsUri of GuardDutyExport; got "acme-findings". Fix: set findingsUri to a value such as "s3://acme-findings/guardduty/AWSLogs/"',
    ],
  ],
  [
    "an alias for the key",
    { keyArn: "alias/findings" },
    [
      'keyArn: must be the ARN of the key, not of an alias, which can point to another key later; got "alias/findings". Fix: set keyArn to a value such as "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"',
    ],
  ],
  ...Object.entries({
    "no JSON": "x",
    "no list": "{}",
    "no statement": "[]",
    "a statement without a Sid": '[{"Effect":"Allow"}]',
    "a statement of others": '[{"Sid":"Read"}]',
  }).map(([what, text]): (typeof BAD)[number] => [
    `${what} for the statements of the bucket policy`,
    { bucketPolicyStatements: text },
    [
      `bucketPolicyStatements: must be the output bucketPolicyStatements of GuardDutyExport, a JSON list of statements of one export; got ${JSON.stringify(text)}. Fix: set bucketPolicyStatements to a value such as ${JSON.stringify(STATEMENTS)}`,
    ],
  ]),
  [
    "a frequency that is none",
    { findingPublishingFrequency: "DAILY" },
    [
      'findingPublishingFrequency: must be one of FIFTEEN_MINUTES, ONE_HOUR, SIX_HOURS; got "DAILY". Fix: set findingPublishingFrequency to a value such as "FIFTEEN_MINUTES"',
    ],
  ],
  [
    "checks too often",
    { intervalMinutes: 1 },
    ["intervalMinutes: must be at least 5; got 1. Fix: set intervalMinutes to 5"],
  ],
  [
    "checks too seldom",
    { intervalMinutes: 1440 },
    ["intervalMinutes: must be at most 360; got 1440. Fix: set intervalMinutes to 360"],
  ],
  [
    "half a minute",
    { intervalMinutes: 7.5 },
    ["intervalMinutes: must be a whole number; got 7.5. Fix: set intervalMinutes to 8"],
  ],
  [
    "a topic's name",
    { topicArn: "oncall" },
    [
      'topicArn: must be the ARN of a standard SNS topic; got "oncall". Fix: set topicArn to a value such as "arn:aws:sns:us-east-1:111122223333:findings"',
    ],
  ],
  [
    "an e-mail address that is none",
    { email: "oncall" },
    [
      'email: must be an e-mail address of at most 64 characters; got "oncall". Fix: set email to a value such as "security@example.com"',
    ],
  ],
  [
    "an e-mail address for a topic that exists",
    { topicArn: "arn:aws:sns:us-east-1:111122223333:oncall", email: "oncall@example.com" },
    ["email: subscribes to a new topic, and topicArn names an existing one. Fix: remove email"],
  ],
  [
    "a retention that CloudWatch Logs does not have",
    { logRetentionDays: 100 },
    [
      "logRetentionDays: must be a retention of CloudWatch Logs, one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653; got 100. Fix: set logRetentionDays to 120",
    ],
  ],
  [
    "a number for a switch",
    { reserveConcurrency: 1 },
    [
      "reserveConcurrency: must be true or false; got 1. Fix: set reserveConcurrency to a value such as true",
    ],
  ],
  [
    "a tag of AWS",
    { tags: { "aws:x": "y" } },
    [
      'tags["aws:x"]: a tag name must not start with aws:, which AWS reserves; got "aws:x". Fix: rename tags["aws:x"] to x',
    ],
  ],
  [
    "a property that is none",
    { schedule: "rate(1 day)" },
    [`schedule: unknown property schedule; expected one of ${NAMES}. Fix: remove schedule`],
  ],
  [
    "several at once",
    { intervalMinutes: 0, email: "x", keyArn: "y" },
    [
      'keyArn: must be the ARN of a KMS key; got "y". Fix: set keyArn to a value such as "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"',
      "intervalMinutes: must be at least 5; got 0. Fix: set intervalMinutes to 5",
      'email: must be an e-mail address of at most 64 characters; got "x". Fix: set email to a value such as "security@example.com"',
    ],
  ],
];

describe("ExportHealth's arguments", () => {
  for (const [what, change, wanted] of BAD) {
    it(`are refused with every problem: ${what}`, () => {
      const { settings, problems } = readHealthArgs({ ...GOOD, ...change });
      expect(settings).to.equal(undefined);
      const texts = problems.map((problem) => reported(problem));
      expect(texts.map(({ path, reason }) => `${path}: ${reason}`)).to.deep.equal(wanted);
    });
  }

  it("are refused when there are none", () => {
    const { problems } = readHealthArgs(undefined);
    expect(problems.map(({ id, path }) => ({ id, path }))).to.deep.equal([
      { id: "required", path: "" },
    ]);
  });

  it("need no more than an export's outputs, known now or later", () => {
    const later = Promise.resolve("later");
    const outputs = {
      detectorIds: later,
      destinationIds: later,
      findingsUri: later,
      keyArn: later,
    };
    for (const args of [GOOD, { ...GOOD, ...outputs, administratorAccountId: later }]) {
      expect(readHealthArgs(args).settings).to.deep.equal({
        regions: GOOD.regions,
        homeRegion: "us-east-1",
        findingPublishingFrequency: undefined,
        policyOwners: {},
        intervalMinutes: 15,
        ownTopic: true,
        email: false,
        logRetentionDays: 90,
        members: {
          ...{ managedBy: "guardduty", autoEnable: undefined },
          ...{ accounts: [], features: [], exclude: [] },
        },
        reservesConcurrency: true,
      });
    }
  });

  it("take no statements of two exports for those of one", () => {
    const of = (prefix: string) => ({ Sid: `GuardDutyExport${prefix}PutObject` });
    expect(exportStatements(JSON.stringify([of("0a1b2c3d")]))).to.have.length(1);
    expect(exportStatements(JSON.stringify([of("0a1b2c3d"), of("0a1b2c3e")]))).to.equal(undefined);
  });
});
