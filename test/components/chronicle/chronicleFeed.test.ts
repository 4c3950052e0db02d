import { expect } from "chai";
import Module from "node:module";

import type { ChronicleFeedArgs } from "../../../components/chronicle/args";
import { ChronicleFeed } from "../../../components/chronicle/chronicleFeed";
import type { RecordOptions } from "../../../testing/recorder";
import { record, SECRET } from "../../../testing/recorder";

const FEED = "gcp:chronicle/feed:Feed";
const INSTANCE = {
  instance: "0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f",
  project: "acme-secops",
  location: "us",
};
const QUEUE = {
  findingsUri: "s3://acme-findings/guardduty/AWSLogs/",
  queueArn: "arn:aws:sqs:us-east-1:111122223333:siem-queue",
};
const ROLE = { role: { arn: "arn:aws:iam::111122223333:role/siem", subjectId: "1234" } };
const KEY = { accessKey: { id: "AKIAEXAMPLE", secret: "very-secret" } };

const recorded = (args: object, options?: RecordOptions) =>
  record(() => {
    const { form, feedName } = new ChronicleFeed("findings", args as ChronicleFeedArgs);
    return { form, feedName };
  }, options);

describe("ChronicleFeed", () => {
  it("registers a feed of the queue's messages that takes the role, and never deletes", async () => {
    const { find } = await recorded({ ...QUEUE, ...ROLE, ...INSTANCE, assetNamespace: "aws" });
    const { inputs, parent, replaceOnChanges } = find(FEED, "findings-feed");
    expect(parent?.name).to.equal("findings");
    expect(replaceOnChanges).to.deep.equal(["displayName"]);
    expect(inputs).to.deep.equal({
      ...INSTANCE,
      displayName: "findings",
      details: {
        feedSourceType: "AMAZON_SQS_V2",
        logType:
          "projects/acme-secops/locations/us/instances/0a1b2c3d-0000-4000-8000-0a1b2c3d4e5f/logTypes/GUARDDUTY",
        assetNamespace: "aws",
        amazonSqsV2Settings: {
          s3Uri: QUEUE.findingsUri,
          sourceDeletionOption: "NEVER",
          maxLookbackDays: 180,
          queue: QUEUE.queueArn,
          authentication: {
            awsIamRoleAuth: { awsIamRoleArn: ROLE.role.arn, subjectId: "1234" },
            sqsV2AccessKeySecretAuth: {},
          },
        },
      },
    });
  });

  it("registers a feed of the bucket with one way to authenticate, its secret a secret", async () => {
    const { find } = await recorded({
      findingsUri: QUEUE.findingsUri,
      sourceType: "AMAZON_S3_V2",
      maxLookbackDays: 7,
      ...KEY,
      ...INSTANCE,
    });
    expect(find(FEED).inputs["details"].amazonS3V2Settings).to.deep.equal({
      s3Uri: QUEUE.findingsUri,
      sourceDeletionOption: "NEVER",
      maxLookbackDays: 7,
      authentication: {
        accessKeySecretAuth: {
          accessKeyId: "AKIAEXAMPLE",
          secretAccessKey: { [SECRET]: "very-secret" },
        },
      },
    });
  });

  it("registers nothing without an instance, and says what the feed's form asks for but the secret", async () => {
    const { resources, outputs } = await recorded({ ...QUEUE, ...KEY, labels: { team: "soc" } });
    expect(resources).to.deep.equal([]);
    expect(outputs["form"]).to.deep.equal({
      "Feed name": "findings",
      "Source type": "Amazon SQS V2",
      "Log type": "AWS GuardDuty",
      Region: "us-east-1",
      "S3 URI": QUEUE.findingsUri,
      "SQS queue ARN": QUEUE.queueArn,
      "Source deletion option": "Never delete files",
      "Maximum file age in days": "180",
      "Access key ID": "AKIAEXAMPLE",
      "Secret access key": "the secret that accessKey.secret was given",
      "Ingestion labels": "team=soc",
    });
  });

  it("asks for the optional package when it is not there, and registers nothing", async () => {
    const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
    const original = loader._load;
    loader._load = function (request, ...rest) {
      if (request.startsWith("@pulumi/gcp")) {
        throw Object.assign(new Error("Cannot find module"), { code: "MODULE_NOT_FOUND" });
      }
      return original.call(this, request, ...rest);
    };
    try {
      const { errors, resources, components } = await recorded(
        { ...QUEUE, ...ROLE, ...INSTANCE },
        { keepErrors: true },
      );
      expect([...resources, ...components]).to.deep.equal([]);
      expect(errors.map(({ message }) => message)).to.deep.equal([
        "ChronicleFeed findings: 1 problem in the arguments; nothing was registered\n" +
          "  - instance: needs the package @pulumi/gcp, which is not installed. Fix: run npm install @pulumi/gcp@^9.29.0",
      ]);
    } finally {
      loader._load = original;
    }
  });
});

describe("ChronicleFeed's arguments", () => {
  const cases: [name: string, args: object, problems: string[]][] = [
    [
      "a retired source type",
      { ...QUEUE, ...ROLE, sourceType: "AMAZON_SQS" },
      [
        'sourceType: AMAZON_SQS is retired: Google creates no new feeds of it and ends it on 2027-03-15; expected AMAZON_SQS_V2. Fix: set sourceType to "AMAZON_SQS_V2"',
      ],
    ],
    [
      "the other retired source type",
      { findingsUri: QUEUE.findingsUri, ...ROLE, sourceType: "AMAZON_S3" },
      [
        'sourceType: AMAZON_S3 is retired: Google creates no new feeds of it and ends it on 2027-03-15; expected AMAZON_S3_V2. Fix: set sourceType to "AMAZON_S3_V2"',
      ],
    ],
    [
      "no way to authenticate",
      QUEUE,
      [
        '(all): must have exactly one of role and accessKey; got none. Fix: set role to a value such as {"arn":"arn:aws:iam::111122223333:role/google","subjectId":"104563210987654321098"}',
      ],
    ],
    [
      "two ways to authenticate",
      { ...QUEUE, ...ROLE, ...KEY },
      [
        "(all): must have exactly one of role and accessKey; got role, accessKey. Fix: remove accessKey",
      ],
    ],
    [
      "no queue",
      { findingsUri: QUEUE.findingsUri, ...ROLE },
      [
        'queueArn: required property is missing: AMAZON_SQS_V2 reads the queue of a FindingsReader with preset chronicle. Fix: set queueArn to a value such as "arn:aws:sqs:us-east-1:111122223333:findings"',
      ],
    ],
    [
      "a queue for a feed that reads none",
      { ...QUEUE, ...ROLE, sourceType: "AMAZON_S3_V2" },
      [
        "queueArn: has no effect: AMAZON_S3_V2 lists the bucket and reads no queue. Fix: remove queueArn",
      ],
    ],
    [
      "one account's folder",
      { ...QUEUE, ...ROLE, findingsUri: "s3://acme/AWSLogs/111122223333/" },
      [
        'findingsUri: must have the form s3://bucket/[prefix/]AWSLogs/, as the output findingsUri of GuardDutyExport; got "s3://acme/AWSLogs/111122223333/". Fix: set findingsUri to a value such as "s3://acme-findings/guardduty/AWSLogs/"',
      ],
    ],
    [
      "half an instance",
      { ...QUEUE, ...ROLE, instance: INSTANCE.instance },
      [
        'project: required property is missing: a registered feed needs instance, project, location. Fix: set project to a value such as "acme-siem"',
        'location: required property is missing: a registered feed needs instance, project, location. Fix: set location to a value such as "us"',
      ],
    ],
    [
      "a name for the instance's id, and too long a look back",
      { ...QUEUE, ...ROLE, ...INSTANCE, instance: "acme", maxLookbackDays: 365 },
      [
        "maxLookbackDays: must be at most 180; got 365. Fix: set maxLookbackDays to 180",
        'instance: must be the UUID of the instance; got "acme". Fix: set instance to a value such as "0f6d3c1e-5a7b-4c2d-9e8f-123456789abc"',
      ],
    ],
  ];
  for (const [name, args, problems] of cases) {
    it(`are refused: ${name}`, async () => {
      const { errors, resources } = await recorded(args, { keepErrors: true });
      expect(resources).to.deep.equal([]);
      const [, ...lines] = errors.map(({ message }) => message.split("\n")).flat();
      expect(lines).to.deep.equal(problems.map((problem) => `  - ${problem}`));
    });
  }
});
