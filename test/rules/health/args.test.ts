import { expect } from "chai";

import { readHealthArgs } from "../../../rules/health";

const id = "a".repeat(32);
const GOOD = {
  regions: ["us-east-1", "eu-west-1"],
  administratorAccountId: "111122223333",
  detectorIds: { "us-east-1": id, "eu-west-1": id },
  destinationIds: { "us-east-1": id, "eu-west-1": id },
  findingsUri: "s3://acme-findings/AWSLogs/",
  keyArn: "arn:aws:kms:us-east-1:111122223333:key/1234",
};
const later = Promise.resolve("later");
const PLAIN =
  "must be plain, not an Output: it decides which resources exist and how they are named, so it has to be known when the program runs";
const NAMES =
  "regions, homeRegion, administratorAccountId, detectorIds, destinationIds, findingsUri, keyArn, findingPublishingFrequency, intervalMinutes, topicArn, email, logRetentionDays, reserveConcurrency, tags";

/** What is wrong, what is changed in good arguments, every problem. */
const BAD: [what: string, change: object, problems: string[]][] = [
  ["no Regions", { regions: [] }, ["regions: must name at least one Region, such as us-east-1"]],
  ["Regions known only later", { regions: later }, [`regions: ${PLAIN}`]],
  [
    "a Region that is none",
    { regions: ["us-east1"], detectorIds: later, destinationIds: later },
    [
      'regions[0]: "us-east1" is not a Region of aws, aws-us-gov or aws-cn; give a name such as us-east-1',
    ],
  ],
  [
    "a Region twice",
    { regions: ["us-east-1", "us-east-1"] },
    ['regions[1]: "us-east-1" is in regions[0] already; name each Region once'],
  ],
  [
    "a home in another partition",
    { homeRegion: "cn-north-1", regions: ["us-east-1"] },
    [
      "regions[0]: us-east-1 is in partition aws and cn-north-1 in aws-cn: findings never cross partitions; set homeRegion to a default-enabled Region of the same partition, or take the Region out",
    ],
  ],
  [
    "no account",
    { administratorAccountId: 111122223333 },
    ["administratorAccountId: must be a string of 12 digits; in YAML put it in quotes"],
  ],
  [
    "a Region without a detector",
    { detectorIds: { "us-east-1": id } },
    ['detectorIds["eu-west-1"]: is required: each of regions has one; give the export\'s output'],
  ],
  [
    "a destination id that is none",
    { destinationIds: { "us-east-1": id, "eu-west-1": "x" } },
    ['destinationIds["eu-west-1"]: must be 32 lower-case hex digits, as AWS shows it; got "x"'],
  ],
  [
    "a bucket's name for the place of findings",
    { findingsUri: "acme-findings" },
    [
      "findingsUri: must be s3://bucket/[prefix/]AWSLogs/, as GuardDutyExport's findingsUri is, and never one account's folder; got \"acme-findings\"",
    ],
  ],
  [
    "an alias for the key",
    { keyArn: "alias/findings" },
    ['keyArn: must be the ARN of a KMS key; got "alias/findings"'],
  ],
  [
    "a frequency that is none",
    { findingPublishingFrequency: "DAILY" },
    [
      'findingPublishingFrequency: must be one of FIFTEEN_MINUTES, ONE_HOUR, SIX_HOURS; got "DAILY"',
    ],
  ],
  ["checks too often", { intervalMinutes: 1 }, ["intervalMinutes: must be at least 5; got 1"]],
  [
    "checks too seldom",
    { intervalMinutes: 1440 },
    ["intervalMinutes: must be at most 360; got 1440"],
  ],
  ["half a minute", { intervalMinutes: 7.5 }, ["intervalMinutes: must be a whole number; got 7.5"]],
  [
    "a topic's name",
    { topicArn: "oncall" },
    ['topicArn: must be the ARN of an SNS topic; got "oncall"'],
  ],
  [
    "an e-mail address that is none",
    { email: "oncall" },
    ['email: must be an e-mail address; got "oncall"'],
  ],
  [
    "an e-mail address for a topic that exists",
    { topicArn: "arn:aws:sns:us-east-1:111122223333:oncall", email: "oncall@example.com" },
    ["email: is for a topic of the component's own; subscribe it to topicArn, or leave that out"],
  ],
  [
    "a retention that CloudWatch Logs does not have",
    { logRetentionDays: 100 },
    [
      "logRetentionDays: must be a retention of CloudWatch Logs, one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653; got 100",
    ],
  ],
  [
    "a number for a switch",
    { reserveConcurrency: 1 },
    ["reserveConcurrency: must be a boolean; got 1"],
  ],
  [
    "a tag of AWS",
    { tags: { "aws:x": "y" } },
    ['tags["aws:x"]: a tag\'s name may not start with aws:'],
  ],
  [
    "a property that is none",
    { schedule: "rate(1 day)" },
    [`schedule: is no property here; the properties are ${NAMES}`],
  ],
  [
    "several at once",
    { intervalMinutes: 0, email: "x", keyArn: "y" },
    [
      'keyArn: must be the ARN of a KMS key; got "y"',
      "intervalMinutes: must be at least 5; got 0",
      'email: must be an e-mail address; got "x"',
    ],
  ],
];

describe("ExportHealth's arguments", () => {
  for (const [what, change, wanted] of BAD) {
    it(`are refused with every problem: ${what}`, () => {
      const { settings, problems } = readHealthArgs({ ...GOOD, ...change });
      expect(settings).to.equal(undefined);
      expect(problems.map(({ path, reason }) => `${path}: ${reason}`)).to.deep.equal(wanted);
    });
  }

  it("are refused when there are none", () => {
    expect(readHealthArgs(undefined).problems).to.deep.equal([
      { path: "", reason: `must be an object with the properties ${NAMES}; got undefined` },
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
        intervalMinutes: 15,
        ownTopic: true,
        email: false,
        logRetentionDays: 90,
        reservesConcurrency: true,
      });
    }
  });
});
