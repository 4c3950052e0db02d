import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { expect } from "chai";
import { createCloud, SandboxCloud } from "../../../sandbox/cloud";
import { Providers, startProviders } from "../../../sandbox/providers";
import { Engine, openEngine } from "../../../testing/engine";

const account = "111122223333";

/** One program on the real engine: everything else is asked of the providers directly. */
describe("sandbox/providers on the real engine", () => {
  let cloud: SandboxCloud;
  let providers: Providers;
  let engine: Engine;

  before(async () => {
    cloud = await createCloud({ caller: account, accounts: { [account]: { name: "security" } } });
    providers = await startProviders(cloud);
    const { aws, random } = providers.ports;
    engine = await openEngine({
      config: { "aws:region": "us-east-1" },
      env: { PULUMI_DEBUG_PROVIDERS: `aws:${aws},random:${random}` },
    });
  });
  after(async () => {
    await engine.close();
    await providers.close();
  });

  it("deploys, finds nothing to change, refreshes without drift, and destroys", async () => {
    const up = await engine.up(program);
    expect(up.error).to.equal(undefined);
    expect(up.changes).to.deep.equal({ create: 17 });
    expect(up.outputs["bucket"]).to.match(/^logs-[0-9a-f]{8}$/);
    expect(up.outputs["account"]).to.equal(account);

    const again = await engine.up(program);
    expect([again.changed, again.error]).to.deep.equal([[], undefined]);
    const refreshed = await engine.refresh();
    expect([refreshed.changed, refreshed.error]).to.deep.equal([[], undefined]);
    const destination = (await engine.exportState()).find(({ type }) => /Destination$/.test(type));
    expect(destination?.inputs?.["kmsKeyArn"], "a secret stays one").to.have.property("plaintext");

    const destroyed = await engine.destroy();
    expect(destroyed.error).to.equal(undefined);
    expect(cloud.world.detectors).to.deep.equal({});
  });
});

async function program(): Promise<object> {
  const { accountId, arn } = await aws.getCallerIdentity();
  const id = new random.RandomId("id", { byteLength: 4, prefix: "logs-" });
  const elsewhere = new aws.Provider("elsewhere", {
    region: "eu-west-1",
    allowedAccountIds: [accountId],
    defaultTags: { tags: { owner: "security" } },
  });
  const other = new aws.guardduty.Detector("elsewhere", {}, { provider: elsewhere });
  const detector = new aws.guardduty.Detector("detector", { enable: true });

  const key = new aws.kms.Key("key", { enableKeyRotation: true });
  new aws.kms.Alias("key", { targetKeyId: key.keyId });
  const service = { Service: "guardduty.amazonaws.com" };
  const keyPolicy = new aws.kms.KeyPolicy("key", {
    keyId: key.keyId,
    policy: pulumi.jsonStringify(
      statements(
        { Principal: { AWS: arn }, Action: "kms:*", Resource: "*" },
        { Principal: service, Action: "kms:GenerateDataKey", Resource: "*" },
      ),
    ),
  });

  const bucket = new aws.s3.Bucket("bucket", { bucket: id.hex, forceDestroy: true });
  const where = { bucket: bucket.bucket };
  const sse = { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn };
  new aws.s3.BucketServerSideEncryptionConfiguration("bucket", {
    ...where,
    rules: [{ applyServerSideEncryptionByDefault: sse, bucketKeyEnabled: true }],
  });
  new aws.s3.BucketVersioning("bucket", {
    ...where,
    versioningConfiguration: { status: "Enabled" },
  });
  new aws.s3.BucketPublicAccessBlock("bucket", { ...where, blockPublicAcls: true });
  new aws.s3.BucketOwnershipControls("bucket", {
    ...where,
    rule: { objectOwnership: "BucketOwnerEnforced" },
  });
  new aws.s3.BucketLifecycleConfiguration("bucket", {
    ...where,
    rules: [
      { id: "expire", status: "Enabled", expiration: { days: 400 } },
      {
        id: "big",
        status: "Enabled",
        filter: { and: { prefix: "a/", tags: { b: "c" } } },
        noncurrentVersionExpiration: { noncurrentDays: 1 },
      },
    ],
  });
  const marker = new aws.s3.BucketObjectv2("marker", { ...where, key: "prefix/" });
  const objects = pulumi.interpolate`${bucket.arn}/*`;
  const bucketPolicy = new aws.s3.BucketPolicy("bucket", {
    ...where,
    policy: pulumi.jsonStringify(
      statements(
        { Principal: service, Action: "s3:GetBucketLocation", Resource: bucket.arn },
        { Principal: service, Action: "s3:PutObject", Resource: objects },
      ),
    ),
  });

  new aws.guardduty.PublishingDestination(
    "destination",
    {
      detectorId: detector.id,
      destinationArn: pulumi.interpolate`${bucket.arn}/prefix/`,
      kmsKeyArn: pulumi.secret(key.arn),
    },
    { dependsOn: [bucketPolicy, keyPolicy, marker] },
  );
  return { bucket: bucket.bucket, account: accountId, other: other.id };
}

function statements(...all: object[]): object {
  return { Version: "2012-10-17", Statement: all.map((one) => ({ Effect: "Allow", ...one })) };
}
