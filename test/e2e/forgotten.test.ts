import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import { comparable } from "../../testing/campaign/worlds";
import type { CloudStack } from "../../testing/cloudStack";
import { exampleWorld, exportProgram, openCloudStack } from "../../testing/cloudStack";
import { forget } from "../../testing/forgotten";

const ARGS: GuardDutyExportArgs = {
  regions: ["us-east-1"],
  key: { alias: "alias/findings" },
  bucket: {
    ...{ prefix: "guardduty", objectLock: { mode: "GOVERNANCE", days: 1 } },
    accessLogs: { bucketName: "logs" },
  },
};

/** What is answered where the state lacks a resource of the type, which exists, and whether previews say it. */
const REFUSED: { [type: string]: { says: RegExp; previewed: boolean } } = {
  "aws:s3/bucket:Bucket": {
    says: /bucket: bucket \S+ has findings of this export and exists, .* Fix: set bucket\.existing\.name to/,
    previewed: true,
  },
  "aws:kms/key:Key": {
    says: /key: \S+ encrypts findings of this export and exists, .* Fix: set key\.existing\.arn to/,
    previewed: true,
  },
  "aws:guardduty/detector:Detector": {
    says: /existing\["us-east-1"\].*detector/,
    previewed: true,
  },
  "aws:kms/alias:Alias": {
    says: /key\.alias: alias\/findings is already the alias of \S+, the key of this export, .* Fix: run aws kms delete-alias --alias-name alias\/findings --region us-east-1/,
    previewed: true,
  },
  // A preview cannot distinguish it from one that the deployment replaces, which it deletes first.
  "aws:guardduty/publishingDestination:PublishingDestination": {
    says: /existing\["us-east-1"\].*destination/,
    previewed: false,
  },
};

/** Settings of the bucket and the key, of which there is one each: the next deployment writes them as they are. */
const ADOPTED = [
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  "aws:s3/bucketLogging:BucketLogging",
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:s3/bucketObjectv2:BucketObjectv2",
  "aws:kms/keyPolicy:KeyPolicy",
];

describe("What a refresh dropped from the state while it exists", () => {
  let stack: CloudStack;
  before(async () => {
    const world = exampleWorld();
    const logs = { account: "111122223333", region: "us-east-1" };
    stack = await openCloudStack({ ...world, buckets: { ...world.buckets, logs } });
    await stack.deploy(ARGS);
    await stack.deliver("us-east-1");
  });
  after(() => stack.close());

  it("is of a type below, wherever the stack retains it", async () => {
    const retained = (await stack.exportState()).filter((one) => one["retainOnDelete"] === true);
    const known = [...Object.keys(REFUSED), ...ADOPTED];
    const types = retained.map(({ type }) => type);
    expect(types.filter((type) => !known.includes(type))).to.deep.equal([]);
    expect(ADOPTED.filter((type) => !types.includes(type))).to.deep.equal([]);
  });

  for (const [type, { says, previewed }] of Object.entries(REFUSED)) {
    it(`is not made a second time${previewed ? ", which the preview says" : ""}: ${type}`, async () => {
      const world = comparable(stack.cloud.world);
      const { restore } = await forget(stack, (resource) => resource.type === type);
      const preview = await stack.preview(exportProgram(ARGS));
      const up = await stack.tryDeploy(ARGS);
      await restore();
      if (previewed) expect(preview.error?.message).to.match(says);
      expect(up.error?.message).to.match(says);
      expect(comparable(stack.cloud.world)).to.deep.equal(world);
    });
  }

  it("is written again where it is a setting, and nothing is replaced", async () => {
    const world = comparable(stack.cloud.world);
    await forget(stack, ({ type }) => ADOPTED.includes(type));
    const { changed } = await stack.deploy(ARGS);
    expect(changed.map((one) => one.replace(/::.*/, "")).sort()).to.deep.equal(
      ADOPTED.map((type) => `create ${type}`).sort(),
    );
    expect(comparable(stack.cloud.world)).to.deep.equal(world);
    expect((await stack.deploy(ARGS)).changed).to.deep.equal([]);
    await stack.deliver("us-east-1");
  });

  it("comes back by the command of the error: an alias", async () => {
    await forget(stack, ({ type }) => type === "aws:kms/alias:Alias");
    for (const key of Object.values(stack.cloud.world.keys)) {
      key.aliases = key.aliases.filter((alias) => alias !== ARGS.key?.alias);
    }
    expect((await stack.deploy(ARGS)).changed).to.have.length(1);
    expect((await stack.deploy(ARGS)).changed).to.deep.equal([]);
  });
});

describe("A key without an alias of the configuration", () => {
  const args: GuardDutyExportArgs = { regions: ["us-east-1", "eu-west-1"] };
  let stack: CloudStack;
  before(async () => {
    stack = await openCloudStack(exampleWorld());
    await stack.deploy(args);
    await stack.deliver("us-east-1");
  });
  after(() => stack.close());

  it("is not made a second time where a destination exports under it, which the preview says", async () => {
    const world = comparable(stack.cloud.world);
    const says = REFUSED["aws:kms/key:Key"]?.says as RegExp;
    const { restore } = await forget(stack, ({ type }) => type === "aws:kms/key:Key");
    const preview = await stack.preview(exportProgram(args));
    const up = await stack.tryDeploy(args);
    expect(preview.error?.message).to.match(says);
    expect(up.error?.message).to.match(says);
    expect(comparable(stack.cloud.world)).to.deep.equal(world);

    const arn = / set key\.existing\.arn to "(arn:\S+?)"/.exec(up.error?.message ?? "")?.[1];
    expect(arn).to.be.a("string");
    await stack.deploy({ ...args, key: { existing: { arn: arn as string } } });
    await stack.deliver("us-east-1");
    await restore();
    expect((await stack.deploy(args)).changed).to.deep.equal([]);
  });

  it("is made after a destroy, and where the export used another key until then", async () => {
    await stack.destroy();
    await stack.deploy(args);
    await stack.destroy();
    const [arn, key] = Object.entries(stack.cloud.world.keys)[0] ?? [];
    if (arn === undefined || key === undefined) throw new Error("the first key is deleted");
    // As a key of others.
    key.tags = {};
    await stack.deploy({ ...args, key: { existing: { arn } } });
    await stack.deploy(args);
    await stack.deliver("us-east-1");
  });
});

describe("The topic of new findings", () => {
  const args: GuardDutyExportArgs = { regions: ["us-east-1"], notifications: true };
  const says =
    /warning: notifications: the state does not have arn:\S+, which gets the notifications of this export's bucket\. .* Fix: run aws sns delete-topic --topic-arn arn:\S+ --region us-east-1/;
  let stack: CloudStack;
  before(async () => {
    stack = await openCloudStack(exampleWorld());
    const { diagnostics } = await stack.deploy(args);
    expect(diagnostics.filter((line) => says.test(line))).to.deep.equal([]);
  });
  after(() => stack.close());

  it("is made again, which the preview says, and the bucket notifies the new one", async () => {
    const [lost] = Object.keys(stack.cloud.world.topics);
    await forget(stack, ({ type }) => type === "aws:sns/topic:Topic");
    const preview = await stack.preview(exportProgram(args));
    const up = await stack.deploy(args);
    for (const { diagnostics } of [preview, up]) {
      expect(diagnostics.filter((line) => says.test(line))).to.have.length(1);
      expect(diagnostics.join("\n")).to.contain(lost);
    }
    expect(Object.keys(stack.cloud.world.topics)).to.have.length(2);
    expect((await stack.deploy(args)).changed).to.deep.equal([]);
  });

  it("is made again without a warning where it does not exist any more", async () => {
    await forget(stack, ({ type }) => type === "aws:sns/topic:Topic");
    for (const arn of Object.keys(stack.cloud.world.topics)) delete stack.cloud.world.topics[arn];
    const { diagnostics } = await stack.deploy(args);
    expect(diagnostics.filter((line) => says.test(line))).to.deep.equal([]);
    await stack.deliver("us-east-1");
  });
});
