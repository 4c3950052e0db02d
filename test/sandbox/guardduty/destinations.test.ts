import { expect } from "chai";
import type { Members } from "../../../sandbox/cloud";
import {
  BUCKET,
  bucketArn,
  bucketStatements,
  type Client,
  clientOf,
  DETECTOR,
  destinationInput,
  exportWorld,
  keyArn,
  policyOf,
  refusal,
} from "../../../testing/worlds";

const CREATE = "guardduty:CreatePublishingDestination";
const UPDATE = "guardduty:UpdatePublishingDestination";
const DESCRIBE = "guardduty:DescribePublishingDestination";
const LIST = "guardduty:ListPublishingDestinations";
const DELETE = "guardduty:DeletePublishingDestination";
const TEXTS = {
  json: "The request is rejected because the JSON could not be processed.",
  noType: "The request failed because no destinationType parameter was included in the request.",
  noProperties:
    "The request failed because no destinationProperties parameter was included in the request.",
  destinationArn:
    "The request failed because the value specified for the destinationArn parameter is not valid.",
  kmsKeyArn:
    "The request failed because the value specified for the kmsKeyArn parameter is not valid.",
  noBucket:
    "The request failed because the resource specified in the destinationArn parameter does not exist.",
  noFolder:
    "The request failed because the resource folder specified in the destinationArn parameter does not exist.",
  caller:
    "The request failed because you do not have the required permissions for the s3:GetObject or s3:ListBucket actions.",
  service:
    "The request failed because the GuardDuty service principal does not have permission to the KMS key or the resource specified by the destinationArn parameter. Refer to https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html",
  exists:
    "The request failed because a publishingDestination already exists with the destinationType value provided in the request.",
  outOfRange:
    "The request is rejected because an invalid or out-of-range value is specified as an input parameter.",
  unknownId:
    "The request is rejected because the one or more input parameters have invalid values.",
  maxResults: "The request is rejected because the parameter maxResults is out-of-bounds.",
  nextToken: "The request is rejected because an invalid next token is specified",
  detector:
    "The request is rejected because the input detectorId is not owned by the current account.",
};
const DENY_S3 = {
  Effect: "Deny",
  Principal: { AWS: "*" },
  Action: ["s3:ListBucket", "s3:GetObject"],
  Resource: [bucketArn(), `${bucketArn()}/*`],
};

function bad(text: keyof typeof TEXTS): string {
  return `BadRequestException: ${TEXTS[text]}`;
}

function properties(DestinationArn?: string, KmsKeyArn?: string): Members {
  return { DestinationProperties: { DestinationArn, KmsKeyArn } };
}

/** A world without the policies, so that only the service's write is refused. */
function closedWorld(prefix = "") {
  const world = exportWorld({ prefix });
  world.buckets![BUCKET]!.policy = null;
  world.keys![keyArn()]!.policy = {};
  return world;
}

async function created(client: Client, more: Members = {}): Promise<string> {
  return (await client.call(CREATE, destinationInput({}, more)))["DestinationId"];
}

describe("publishing destinations", () => {
  const refusals: [name: string, input: Members, expected: keyof typeof TEXTS][] = [
    ["a destinationType that is none", { DestinationType: "SQS" }, "json"],
    ["no destinationType", { DestinationType: undefined }, "noType"],
    ["no destinationProperties", { DestinationProperties: undefined }, "noProperties"],
    ["no destinationArn", properties(undefined, keyArn()), "destinationArn"],
    ["a destinationArn that is none", properties("acme-logs", keyArn()), "destinationArn"],
    ["neither ARN", properties(), "destinationArn"],
    ["no kmsKeyArn", properties(bucketArn()), "kmsKeyArn"],
    ["a bare key id", properties(bucketArn(), "11111111-2222-3333-4444-555555555555"), "kmsKeyArn"],
    ["a bucket that does not exist", properties("arn:aws:s3:::nowhere", keyArn()), "noBucket"],
    [
      "a bucket of another partition",
      properties("arn:aws-cn:s3:::acme-logs", keyArn()),
      "noBucket",
    ],
    ["a prefix without a folder", properties(`${bucketArn()}/none`, keyArn()), "noFolder"],
    ["an unknown key", properties(bucketArn(), keyArn().replace("5555", "6666")), "service"],
    ["an unknown detector", { DetectorId: "f".repeat(32) }, "detector"],
  ];
  for (const [name, input, expected] of refusals) {
    it(`refuses to create one with ${name}`, async () => {
      const client = await clientOf();
      expect(await refusal(client.call(CREATE, destinationInput({}, input)))).to.equal(
        bad(expected),
      );
      expect(client.cloud.world.buckets[BUCKET]?.objects).to.deep.equal({});
    });
  }

  const orders: [name: string, input: Members, expected: keyof typeof TEXTS][] = [
    [
      "the type before the properties",
      { DestinationType: "SQS", DestinationProperties: undefined },
      "json",
    ],
    ["required members before ARNs", { DestinationType: undefined, ...properties() }, "noType"],
    ["destinationArn before kmsKeyArn", properties("x", "y"), "destinationArn"],
    ["ARN forms before the service's rights", properties(bucketArn(), "y"), "kmsKeyArn"],
    [
      "the bucket before the service's rights",
      properties("arn:aws:s3:::nowhere", keyArn()),
      "noBucket",
    ],
    [
      "the folder before the service's rights",
      properties(`${bucketArn()}/none`, keyArn()),
      "noFolder",
    ],
    ["the service's rights last", {}, "service"],
  ];
  for (const [name, input, expected] of orders) {
    it(`checks ${name}`, async () => {
      const client = await clientOf(closedWorld());
      expect(await refusal(client.call(CREATE, destinationInput({}, input)))).to.equal(
        bad(expected),
      );
    });
  }

  for (const folder of ["logs", "none"]) {
    it(`checks the caller's rights before the folder and the write, with the folder ${folder}`, async () => {
      const world = closedWorld("logs");
      world.buckets![BUCKET]!.policy = policyOf({ deny: DENY_S3 });
      const client = await clientOf(world);
      const input = destinationInput({ prefix: folder });
      expect(await refusal(client.call(CREATE, input))).to.equal(bad("caller"));
    });
  }

  it("needs none of the caller's S3 rights at the root of the bucket", async () => {
    const world = exportWorld();
    world.buckets![BUCKET]!.policy = policyOf({ ...bucketStatements(), deny: DENY_S3 });
    const id = await created(await clientOf(world));
    expect(id).to.match(/^[0-9a-f]{32}$/);
  });

  it("looks a folder up in another account's bucket only where its policy lets the caller", async () => {
    const world = exportWorld({ prefix: "logs" });
    world.buckets![BUCKET]!.account = "444455556666";
    const client = await clientOf(world);
    const input = destinationInput({ prefix: "logs" });
    expect(await refusal(client.call(CREATE, input))).to.equal(bad("caller"));
    const allow = { ...DENY_S3, Effect: "Allow", Principal: { AWS: client.caller.arn } };
    await client.cloud.setPolicy(
      { bucket: BUCKET },
      policyOf({ ...bucketStatements(), caller: allow }),
    );
    expect(await client.call(CREATE, input)).to.have.property("DestinationId");
  });

  it("writes one empty marker object for an accepted create, encrypted with the key as given", async () => {
    const client = await clientOf();
    await created(client);
    const { objects } = client.cloud.world.buckets[BUCKET]!;
    expect(Object.keys(objects)).to.deep.equal(["AWSLogs/"]);
    expect(objects["AWSLogs/"]).to.include({
      size: 0,
      sse: "aws:kms",
      kmsKeyArn: keyArn(),
      contentType: "application/octet-stream",
      storageClass: "STANDARD",
    });
  });

  it("writes the marker below the prefix, with and without a slash at the end", async () => {
    for (const slash of ["", "/"]) {
      const client = await clientOf(exportWorld({ prefix: "a/b" }));
      const arn = `${bucketArn()}/a/b${slash}`;
      const input = destinationInput({}, properties(arn, keyArn()));
      const { DestinationId } = await client.call(CREATE, input);
      expect(Object.keys(client.cloud.world.buckets[BUCKET]!.objects)).to.include("a/b/AWSLogs/");
      const described = await client.call(DESCRIBE, { DetectorId: DETECTOR, DestinationId });
      expect(described["DestinationProperties"].DestinationArn).to.equal(arn);
    }
  });

  it("writes the marker again for every update, also one that changes nothing", async () => {
    const world = exportWorld();
    world.buckets![BUCKET]!.versioning = "Enabled";
    const client = await clientOf(world);
    const DestinationId = await created(client);
    await client.call(UPDATE, { DetectorId: DETECTOR, DestinationId, ...properties(bucketArn()) });
    const { versions } = client.cloud.world.buckets[BUCKET]!;
    expect(versions["AWSLogs/"]).to.have.length(1);
  });

  it("refuses a second one, after the marker was written again", async () => {
    const world = exportWorld();
    world.buckets![BUCKET]!.versioning = "Enabled";
    const client = await clientOf(world);
    await created(client, { ClientToken: "one" });
    const second = client.call(CREATE, destinationInput({}, { ClientToken: "two" }));
    expect(await refusal(second)).to.equal(bad("exists"));
    expect(client.cloud.world.buckets[BUCKET]!.versions["AWSLogs/"]).to.have.length(1);
  });

  it("checks the write before it looks for a second one", async () => {
    const client = await clientOf();
    await created(client);
    await client.cloud.setPolicy({ bucket: BUCKET }, null);
    expect(await refusal(client.call(CREATE, destinationInput()))).to.equal(bad("service"));
  });

  it("answers an equal client token with the id it gave, and changes nothing", async () => {
    const world = exportWorld({ prefix: "logs" });
    const client = await clientOf(world);
    const DestinationId = await created(client, { ClientToken: "one", Tags: { a: "1" } });
    const again = destinationInput({ prefix: "logs" }, { ClientToken: "one", Tags: { a: "2" } });
    expect(await client.call(CREATE, again)).to.deep.equal({ DestinationId });
    const described = await client.call(DESCRIBE, { DetectorId: DETECTOR, DestinationId });
    expect(described["Tags"]).to.deep.equal({ a: "1" });
    expect(described["DestinationProperties"].DestinationArn).to.equal(bucketArn());
  });

  it("refuses a bad prefix in spite of a client token", async () => {
    const client = await clientOf();
    await created(client, { ClientToken: "one" });
    const again = destinationInput({ prefix: "none" }, { ClientToken: "one" });
    expect(await refusal(client.call(CREATE, again))).to.equal(bad("noFolder"));
  });

  it("describes one as it was created", async () => {
    const client = await clientOf();
    const DestinationId = await created(client, { Tags: { team: "soc" } });
    expect(await client.call(DESCRIBE, { DetectorId: DETECTOR, DestinationId })).to.deep.equal({
      DestinationId,
      DestinationType: "S3",
      Status: "PUBLISHING",
      PublishingFailureStartTimestamp: undefined,
      DestinationProperties: {
        DestinationArn: bucketArn(),
        KmsKeyArn: keyArn(),
        ExpectedBucketOwner: undefined,
      },
      Tags: { team: "soc" },
    });
  });

  it("changes the bucket or the key alone and keeps the other", async () => {
    const client = await clientOf(exportWorld({ prefix: "logs" }));
    const DestinationId = await created(client);
    const ids = { DetectorId: DETECTOR, DestinationId };
    await client.call(UPDATE, { ...ids, ...properties(`${bucketArn()}/logs`) });
    await client.call(UPDATE, { ...ids, ...properties(undefined, keyArn()) });
    const described = await client.call(DESCRIBE, ids);
    expect(described["DestinationProperties"]).to.include({
      DestinationArn: `${bucketArn()}/logs`,
      KmsKeyArn: keyArn(),
    });
  });

  const updates: [name: string, input: Members, expected: keyof typeof TEXTS][] = [
    ["no properties, even for an unknown id", { DestinationId: "f".repeat(32) }, "outOfRange"],
    ["empty properties", { DestinationProperties: {} }, "outOfRange"],
    ["an unknown id", { DestinationId: "f".repeat(32), ...properties(bucketArn()) }, "unknownId"],
    ["a destinationArn that is none", properties("x"), "destinationArn"],
    ["a kmsKeyArn that is none", properties(undefined, "x"), "kmsKeyArn"],
    ["a bucket that does not exist", properties("arn:aws:s3:::nowhere"), "noBucket"],
    ["a prefix without a folder", properties(`${bucketArn()}/none`), "noFolder"],
    ["an unknown key", properties(undefined, keyArn().replace("5555", "6666")), "service"],
  ];
  for (const [name, input, expected] of updates) {
    it(`refuses an update with ${name} and changes nothing`, async () => {
      const client = await clientOf();
      const DestinationId = await created(client);
      const before = structuredClone(client.cloud.world);
      const update = client.call(UPDATE, { DetectorId: DETECTOR, DestinationId, ...input });
      expect(await refusal(update)).to.equal(bad(expected));
      expect(client.cloud.world).to.deep.equal(before);
    });
  }

  it("refuses an update of a prefix without the caller's rights", async () => {
    const client = await clientOf(exportWorld({ prefix: "logs" }));
    const DestinationId = await created(client);
    await client.cloud.setPolicy(
      { bucket: BUCKET },
      policyOf({ ...bucketStatements(), deny: DENY_S3 }),
    );
    const input = { DetectorId: DETECTOR, DestinationId, ...properties(`${bucketArn()}/logs`) };
    expect(await refusal(client.call(UPDATE, input))).to.equal(bad("caller"));
  });

  it("verifies the owner of the bucket that it was given, at each export, and keeps it over updates", async () => {
    const client = await clientOf(exportWorld());
    const input = destinationInput();
    const expecting = (ExpectedBucketOwner: string) => ({
      ...input,
      DestinationProperties: { ...input["DestinationProperties"], ExpectedBucketOwner },
    });
    expect(await refusal(client.call(CREATE, expecting("999999999999")))).to.equal(
      `BadRequestException: ${TEXTS.service}`,
    );
    const owner = client.cloud.world.buckets[BUCKET]!.account;
    const { DestinationId } = await client.call(CREATE, expecting(owner));
    const ids = { DetectorId: DETECTOR, DestinationId };
    const properties = { KmsKeyArn: keyArn() };
    await client.call(UPDATE, { ...ids, DestinationProperties: properties });
    const { DestinationProperties } = await client.call(DESCRIBE, ids);
    expect(DestinationProperties["ExpectedBucketOwner"]).to.equal(owner);
    client.cloud.world.buckets[BUCKET]!.account = "999999999999";
    const [delivery] = await client.cloud.exportFinding(owner, "us-east-1");
    expect(delivery?.refusal?.reason).to.equal(
      `The bucket belongs to 999999999999; the destination expects ${owner}.`,
    );
  });

  it("lists with a token that stands for the last one of a full page", async () => {
    const client = await clientOf();
    const DestinationId = await created(client);
    const list = (more: Members) => client.call(LIST, { DetectorId: DETECTOR, ...more });
    expect(await list({})).to.deep.equal({
      Destinations: [{ DestinationId, DestinationType: "S3", Status: "PUBLISHING" }],
      NextToken: undefined,
    });
    const { NextToken } = await list({ MaxResults: 1 });
    expect(NextToken).to.equal(`${DestinationId}/S3`);
    expect((await list({ MaxResults: 1, NextToken }))["Destinations"]).to.deep.equal([]);
  });

  it("refuses pages of no or more than 50, and tokens it did not give", async () => {
    const client = await clientOf();
    for (const MaxResults of [0, 51]) {
      const list = client.call(LIST, { DetectorId: DETECTOR, MaxResults });
      expect(await refusal(list)).to.equal(bad("maxResults"));
    }
    const list = client.call(LIST, { DetectorId: DETECTOR, NextToken: "x" });
    expect(await refusal(list)).to.equal(bad("nextToken"));
  });

  it("deletes one, refuses to delete or describe it again, and leaves the objects", async () => {
    const client = await clientOf();
    const ids = { DetectorId: DETECTOR, DestinationId: await created(client) };
    await client.call(DELETE, ids);
    expect(await refusal(client.call(DELETE, ids))).to.equal(bad("unknownId"));
    expect(await refusal(client.call(DESCRIBE, ids))).to.equal(bad("unknownId"));
    expect(client.cloud.world.buckets[BUCKET]?.objects).to.have.property("AWSLogs/");
    expect(await created(client)).not.to.equal(ids.DestinationId);
  });

  it("is found from its own Region and account only", async () => {
    const client = await clientOf();
    const ids = { DetectorId: DETECTOR, DestinationId: await created(client) };
    for (const elsewhere of [client.as("444455556666"), client.as("111122223333", "eu-west-1")]) {
      expect(await refusal(elsewhere.call(DESCRIBE, ids))).to.equal(bad("detector"));
    }
  });
});
