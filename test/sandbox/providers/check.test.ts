import { expect } from "chai";
import { UNKNOWN } from "../../../sandbox/providers/rpc";
import { failure } from "../../../testing/providers/client";
import { providerSuite } from "../../../testing/providers/suite";

const types = {
  detector: "aws:guardduty/detector:Detector",
  destination: "aws:guardduty/publishingDestination:PublishingDestination",
  feature: "aws:guardduty/detectorFeature:DetectorFeature",
  admin: "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount",
  organization: "aws:guardduty/organizationConfiguration:OrganizationConfiguration",
  bucket: "aws:s3/bucket:Bucket",
  bucketPolicy: "aws:s3/bucketPolicy:BucketPolicy",
  ownership: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  sse: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  versioning: "aws:s3/bucketVersioning:BucketVersioning",
  lifecycle: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  object: "aws:s3/bucketObjectv2:BucketObjectv2",
  key: "aws:kms/key:Key",
  alias: "aws:kms/alias:Alias",
};

describe("sandbox/providers check", () => {
  const suite = providerSuite();
  beforeEach(async () => {
    await suite.aws.configure({
      region: "us-east-1",
      defaultTags: '{"tags":{"owner":"security","stage":"test"}}',
      ignoreTags: '{"keyPrefixes":["aws:"]}',
    });
  });

  it("writes the Region, merged tags and defaults into the inputs", async () => {
    const [inputs, failures] = await suite.aws.check(types.detector, "d", {
      tags: { stage: "prod", "aws:x": "y" },
    });
    expect(failures).to.deep.equal([]);
    expect(inputs).to.deep.equal({
      __defaults: ["enable"],
      enable: true,
      region: "us-east-1",
      tags: { stage: "prod", "aws:x": "y" },
      tagsAll: { owner: "security", stage: "prod" },
    });
  });

  it("keeps unknown values, checks none of them, and does not know tags made of them", async () => {
    const [inputs, failures] = await suite.aws.check(types.destination, "d", {
      detectorId: UNKNOWN,
      destinationArn: UNKNOWN,
      kmsKeyArn: UNKNOWN,
      tags: { a: UNKNOWN },
    });
    expect(failures).to.deep.equal([]);
    expect(inputs["detectorId"]).to.equal(UNKNOWN);
    expect(inputs["tagsAll"]).to.equal(UNKNOWN);
  });

  it("names what the program does not name, once and for all", async () => {
    const [bucket] = await suite.aws.check(types.bucket, "MyLogs", {});
    expect(bucket["bucket"]).to.match(/^mylogs-[0-9a-f]{7}$/);
    const kept = await suite.aws.check(types.bucket, "MyLogs", {}, { ...bucket, bucket: "old" });
    expect(kept[0]["bucket"]).to.equal("old");
    const [chosen] = await suite.aws.check(types.bucket, "MyLogs", { bucketPrefix: "p" }, bucket);
    expect(chosen["bucket"]).to.equal(undefined);
    const [alias] = await suite.aws.check(types.alias, "Key", { targetKeyId: "k" });
    expect(alias["name"]).to.match(/^alias\/Key-[0-9a-f]{7}$/);
    const [object] = await suite.aws.check(types.object, "marker", { bucket: "b" });
    expect(object["key"]).to.equal("marker");
    const [, failures] = await suite.aws.check(types.bucket, "x".repeat(60), {});
    expect(failures[0]).to.include("plus 7 random chars is longer than maximum length 63");
  });

  it("takes a policy as an object", async () => {
    const news = { bucket: "b", policy: { Version: "2012-10-17", Statement: [] } };
    const [inputs] = await suite.aws.check(types.bucketPolicy, "p", news);
    expect(inputs["policy"]).to.equal('{"Statement":[],"Version":"2012-10-17"}');
    const [unknown] = await suite.aws.check(types.bucketPolicy, "p", {
      bucket: "b",
      policy: { Statement: [{ Resource: UNKNOWN }] },
    });
    expect(unknown["policy"]).to.equal(UNKNOWN);
  });

  it("leaves the provider's tags off an object that says so", async () => {
    const override = { defaultTags: { tags: {} } };
    const [inputs] = await suite.aws.check(types.object, "o", {
      bucket: "b",
      overrideProvider: override,
      tags: { a: "b" },
    });
    expect(inputs["tagsAll"]).to.deep.equal({ a: "b" });
  });

  const destination = { detectorId: "d", destinationArn: "arn:aws:s3:::b", kmsKeyArn: "" };
  const wrong: [keyof typeof types, object, string][] = [
    [
      "destination",
      { ...destination, detectorId: undefined },
      `Missing required argument. The argument "detector_id" is required, but no definition was found. Examine values at 'thing.detectorId'.`,
    ],
    [
      "destination",
      { ...destination, kmsKeyArn: "key" },
      `"kms_key_arn" (key) is an invalid ARN: arn: invalid prefix. Examine values at 'thing.kmsKeyArn'.`,
    ],
    [
      "destination",
      { ...destination, destinationArn: "arn:aws:s3:europe::b" },
      `"destination_arn" (arn:aws:s3:europe::b) is an invalid ARN: invalid region value`,
    ],
    [
      "destination",
      { ...destination, destinationArn: "arn:AWS:s3:::b" },
      "invalid partition value",
    ],
    [
      "destination",
      { ...destination, destinationArn: "arn:aws:s3::1:b" },
      "invalid account ID value",
    ],
    ["destination", { ...destination, destinationArn: "arn:aws:s3:::" }, "missing resource value"],
    [
      "destination",
      { ...destination, destinationType: "SQS" },
      `expected destination_type to be one of ["S3"], got SQS. Examine`,
    ],
    [
      "detector",
      { region: "us-gov-west-1" },
      "partition (aws-us-gov) for per-resource Region (us-gov-west-1) is not the provider's configured partition (aws)",
    ],
    [
      "admin",
      { adminAccountId: "12" },
      `"admin_account_id" doesn't look like AWS Account ID (exactly 12 digits): "12"`,
    ],
    ["feature", { detectorId: "d", status: "ENABLED" }, "expected name to be one of ["],
    [
      "feature",
      { detectorId: "d", status: "ON", name: "EBS_MALWARE_PROTECTION" },
      `expected status to be one of ["ENABLED" "DISABLED"], got ON`,
    ],
    [
      "organization",
      { detectorId: "d", autoEnableOrganizationMembers: "SOME" },
      `expected auto_enable_organization_members to be one of ["NEW" "ALL" "NONE"], got SOME`,
    ],
    ["bucket", { bucket: "b".repeat(64) }, "expected length of bucket to be in the range (0 - 63)"],
    ["bucketPolicy", { bucket: "b", policy: "{" }, `"policy" contains an invalid JSON: `],
    [
      "ownership",
      { bucket: "b", rule: { objectOwnership: "Me" } },
      "expected rule.0.object_ownership to be one of [",
    ],
    [
      "sse",
      {
        bucket: "b",
        rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aes" } }],
      },
      "expected sse_algorithm to be one of [",
    ],
    ["lifecycle", { bucket: "b" }, "must contain at least 1 elements"],
    ["lifecycle", { bucket: "b", rules: [{ id: "r", status: "On" }] }, "rule[0].status"],
    [
      "object",
      { bucket: "b", content: "a", contentBase64: "YQ==" },
      "only one of `content,content_base64,source` can be specified",
    ],
    ["object", { bucket: "b", kmsKeyId: "1234" }, `"kms_key_id" (1234) is an invalid ARN`],
    ["key", { rotationPeriodInDays: 89, enableKeyRotation: true }, "(90 - 2560)"],
    ["key", { rotationPeriodInDays: 90 }, "must be specified"],
    ["key", { deletionWindowInDays: 6 }, "(7 - 30)"],
    ["alias", { name: "logs", targetKeyId: "k" }, `"name" must begin with 'alias/'`],
  ];
  for (const [type, news, text] of wrong) {
    it(`refuses a ${type}: ${text.slice(0, 60)}`, async () => {
      const [, failures] = await suite.aws.check(types[type], "thing", news);
      expect(failures.join("\n")).to.include(text);
    });
  }

  it("lets pass what only a deployment finds wrong", async () => {
    for (const [type, news] of [
      [types.detector, { findingPublishingFrequency: "DAILY" }],
      [types.bucketPolicy, { bucket: "b", policy: "[1]" }],
      [types.bucket, { bucket: "Not A Name" }],
    ] as const) {
      expect((await suite.aws.check(type, "thing", news))[1]).to.deep.equal([]);
    }
  });

  it("refuses to create from what is still unknown", async () => {
    const inputs = { enable: true, findingPublishingFrequency: UNKNOWN, tagsAll: {} };
    const { message } = await failure(suite.aws.create(types.detector, inputs));
    expect(message).to.equal("unexpected unknown value for findingPublishingFrequency");
  });
});
