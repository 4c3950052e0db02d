import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, exportProgram, openCloudStack } from "../../testing/cloudStack";

const policies = [
  "update aws:kms/keyPolicy:KeyPolicy::findings-key-policy",
  "update aws:s3/bucketPolicy:BucketPolicy::findings-bucket-policy",
];

/** One export through its life, step by step; each step builds on the one before. */
describe("An export on the real engine", () => {
  const role = `arn:aws:iam::${ACCOUNT}:role/deploy`;
  let args: GuardDutyExportArgs = {
    regions: ["us-east-1", "me-south-1"],
    homeRegion: "us-east-1",
    organization: { administrator: { accountId: ACCOUNT, assumeRoleArn: role } },
    bucket: { prefix: "guardduty", retentionDays: 400 },
  };
  let stack: CloudStack;
  const bucketName = () => Object.keys(stack.cloud.world.buckets)[0] as string;
  const destinationIds = () =>
    Object.fromEntries(
      Object.entries(stack.cloud.world.detectors).map(([location, { destinations }]) => [
        location,
        Object.keys(destinations),
      ]),
    );

  before(async () => {
    stack = await openCloudStack();
  });
  after(() => stack.close());

  it("previews a first deployment without touching anything", async () => {
    const { error, changes } = await stack.preview(exportProgram(args));
    expect(error).to.equal(undefined);
    expect(changes).to.deep.equal({ create: 20 });
    expect(stack.cloud.world.detectors).to.deep.equal({});
    expect(stack.cloud.world.buckets).to.deep.equal({});
  });

  it("comes up from nothing, with one destination in each Region", async () => {
    const { changes, diagnostics } = await stack.deploy(args);
    expect(changes).to.deep.equal({ create: 20 });
    expect(diagnostics).to.deep.equal([]);
    for (const ids of Object.values(destinationIds())) expect(ids).to.have.length(1);
    expect(Object.keys(destinationIds())).to.have.members([
      `${ACCOUNT}/us-east-1`,
      `${ACCOUNT}/me-south-1`,
    ]);
  });

  for (const region of ["us-east-1", "me-south-1"]) {
    it(`delivers a finding of ${region}, encrypted under the key`, async () => {
      const [key] = await stack.deliver(region);
      expect(key).to.match(
        new RegExp(
          `^guardduty/AWSLogs/${ACCOUNT}/GuardDuty/${region}/\\d{4}/\\d\\d/\\d\\d/[0-9a-f-]{36}\\.jsonl\\.gz$`,
        ),
      );
      const object = stack.cloud.world.buckets[bucketName()]?.objects[key as string];
      expect(object?.sse).to.equal("aws:kms");
      expect(Object.keys(stack.cloud.world.keys)).to.deep.equal([object?.kmsKeyArn]);
    });
  }

  it("has nothing to change on the second up", async () => {
    const { changes, changed } = await stack.deploy(args);
    expect(changed).to.deep.equal([]);
    expect(changes).to.deep.equal({ same: 20 });
  });

  it("has no drift", async () => {
    const { changes, changed } = await stack.refresh();
    expect(changed).to.deep.equal([]);
    expect(changes).to.deep.equal({ same: 20 });
  });

  it("changes but the new Region's resources and the two policies when a Region is added", async () => {
    args = { ...args, regions: ["eu-west-1", ...args.regions] };
    const { changed } = await stack.deploy(args);
    expect(changed).to.deep.equal([
      "create aws:guardduty/detector:Detector::findings-detector-eu-west-1",
      "create aws:guardduty/publishingDestination:PublishingDestination::findings-destination-eu-west-1",
      "create pulumi:providers:aws::findings-administrator-eu-west-1",
      ...policies,
    ]);
    for (const region of args.regions) await stack.deliver(region);
  });

  it("changes but the Region's resources and the two policies when a Region is removed", async () => {
    args = { ...args, regions: args.regions.filter((region) => region !== "eu-west-1") };
    const { changed } = await stack.deploy(args);
    expect(changed).to.deep.equal([
      "delete aws:guardduty/detector:Detector::findings-detector-eu-west-1",
      "delete aws:guardduty/publishingDestination:PublishingDestination::findings-destination-eu-west-1",
      "delete pulumi:providers:aws::findings-administrator-eu-west-1",
      ...policies,
    ]);
    for (const region of args.regions) await stack.deliver(region);
  });

  it("changes the frequency on every detector, in place", async () => {
    args = { ...args, findingPublishingFrequency: "FIFTEEN_MINUTES" };
    const { changed } = await stack.deploy(args);
    expect(changed).to.deep.equal([
      "update aws:guardduty/detector:Detector::findings-detector-me-south-1",
      "update aws:guardduty/detector:Detector::findings-detector-us-east-1",
    ]);
    expect(
      Object.values(stack.cloud.world.detectors).map((d) => d.findingPublishingFrequency),
    ).to.deep.equal(["FIFTEEN_MINUTES", "FIFTEEN_MINUTES"]);
  });

  it("moves to another prefix without replacing a destination, and keeps the old findings", async () => {
    const before = destinationIds();
    const bucket = stack.cloud.world.buckets[bucketName()];
    const old = Object.keys(bucket?.objects ?? {});
    args = { ...args, bucket: { ...args.bucket, prefix: "security/guardduty" } };
    const { changed } = await stack.deploy(args);
    expect(
      changed.filter((change) => /PublishingDestination|BucketPolicy/.test(change)),
    ).to.deep.equal([
      "update aws:guardduty/publishingDestination:PublishingDestination::findings-destination-me-south-1",
      "update aws:guardduty/publishingDestination:PublishingDestination::findings-destination-us-east-1",
      "update aws:s3/bucketPolicy:BucketPolicy::findings-bucket-policy",
    ]);
    expect(destinationIds()).to.deep.equal(before);
    expect(Object.keys(bucket?.objects ?? {})).to.include.members(old);
    const [key] = await stack.deliver("me-south-1");
    expect(key).to.match(/^security\/guardduty\/AWSLogs\//);
  });

  it("switches to one provider for the account without touching a regional resource", async () => {
    args = { ...args, providerMode: "perAccount" };
    const { changed } = await stack.deploy(args);
    expect(changed).to.deep.equal([
      "create pulumi:providers:aws::findings-administrator",
      "delete pulumi:providers:aws::findings-administrator-me-south-1",
      "delete pulumi:providers:aws::findings-administrator-us-east-1",
    ]);
  });

  it("switches back the same way", async () => {
    args = { ...args, providerMode: "perRegion" };
    const { changed } = await stack.deploy(args);
    expect(changed).to.deep.equal([
      "create pulumi:providers:aws::findings-administrator-me-south-1",
      "create pulumi:providers:aws::findings-administrator-us-east-1",
      "delete pulumi:providers:aws::findings-administrator",
    ]);
  });

  it("keeps bucket, key, their policies and every finding on destroy, and ends the exports", async () => {
    const { buckets, keys } = structuredClone(stack.cloud.world);
    const { error } = await stack.destroy();
    expect(error).to.equal(undefined);
    expect(stack.cloud.world.detectors).to.deep.equal({});
    expect(stack.cloud.world.buckets).to.deep.equal(buckets);
    expect(stack.cloud.world.keys).to.deep.equal(keys);
    expect(await stack.exportState()).to.deep.equal([]);
  });
});
