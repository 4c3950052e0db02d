import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import { createCloud } from "../../sandbox/cloud";
import type { PolicyDocument } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, exportProgram, openCloudStack, openStackOn } from "../../testing/cloudStack";
import {
  BUCKET,
  bucketPolicyOfOthers,
  KEY_ARN,
  keyPolicyOfOthers,
  logArchive,
  ofOthers,
  ourSids,
  requestsOfOthers,
  warningsOfReader,
} from "../../testing/logArchive";

const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy::findings-bucket-policy";
const KEY_POLICY = "aws:kms/keyPolicy:KeyPolicy::findings-key-policy";
const DESTINATION =
  "aws:guardduty/publishingDestination:PublishingDestination::findings-destination";

const bucket = { existing: { name: BUCKET }, prefix: "guardduty" };
const key = { existing: { arn: KEY_ARN } };
const detached: GuardDutyExportArgs = {
  regions: ["us-east-1"],
  bucket: { ...bucket, existing: { name: BUCKET, detach: true } },
  key: { existing: { arn: KEY_ARN, detach: true } },
};

const policiesIn = ({ cloud: { world } }: CloudStack) => ({
  bucket: world.buckets[BUCKET]?.policy as unknown as PolicyDocument,
  key: world.keys[KEY_ARN]?.policy as unknown as PolicyDocument,
});

const BEFORE = requestsOfOthers(bucketPolicyOfOthers, keyPolicyOfOthers);

/** Nothing of others has changed: neither what is written nor what it does. */
function expectUntouched(stack: CloudStack, theirs = bucketPolicyOfOthers): void {
  const { bucket: bucketPolicy, key: keyPolicy } = policiesIn(stack);
  expect(ofOthers(bucketPolicy)).to.deep.equal(theirs);
  expect(ofOthers(keyPolicy)).to.deep.equal(keyPolicyOfOthers);
  expect(requestsOfOthers(bucketPolicy, keyPolicy)).to.deep.equal(BEFORE);
}

describe("A log archive that others write to", () => {
  let stack: CloudStack;
  let theirs = bucketPolicyOfOthers;
  let args: GuardDutyExportArgs = { regions: ["us-east-1"], bucket, key };

  before(async () => {
    stack = await openCloudStack(logArchive());
  });
  after(() => stack.close());
  afterEach(() => expectUntouched(stack, theirs));

  it("is previewed statement by statement, and not touched", async () => {
    const { error, stdout } = await stack.preview(exportProgram(args));
    expect(error).to.equal(undefined);
    const lines = stdout.split("\n").map((line) => line.trim().replace(/:.*/, ""));
    const from = lines.lastIndexOf(`bucket policy of ${BUCKET}`);
    expect(lines.slice(from, from + 5)).to.deep.equal([
      `bucket policy of ${BUCKET}`,
      "+ PutObject",
      "+ DenyUnencrypted",
      "+ DenyOtherKeys",
      "6 statements from others kept (existingPolicyChanges)",
    ]);
    expect(stdout).to.contain(
      "detector arn:aws:guardduty:us-east-1:111122223333:detector/<detector id>",
    );
    expect(policiesIn(stack)).to.deep.equal({
      bucket: bucketPolicyOfOthers,
      key: keyPolicyOfOthers,
    });
  });

  it("gets the export's statements, a marker for the prefix, and nothing else", async () => {
    const { changed, diagnostics } = await stack.deploy(args);
    expect(diagnostics).to.deep.equal(warningsOfReader);
    expect(changed).to.deep.equal([
      "create aws:guardduty/detector:Detector::findings-detector-us-east-1",
      `create ${DESTINATION}-us-east-1`,
      `create ${KEY_POLICY}`,
      "create aws:s3/bucketObjectv2:BucketObjectv2::findings-prefix-marker",
      `create ${BUCKET_POLICY}`,
      "create guardduty-export:index:GuardDutyExport::findings",
      "create pulumi:providers:aws::findings-administrator-us-east-1",
    ]);
    const { policy, objects, versions, ...settings } = stack.cloud.world.buckets[BUCKET]!;
    expect(settings).to.deep.equal(
      (({ policy: _p, objects: _o, versions: _v, ...rest }) => rest)(
        (await createCloud(logArchive())).world.buckets[BUCKET]!,
      ),
    );
    expect(Object.keys(objects)).to.deep.equal(["guardduty/", "guardduty/AWSLogs/"]);
    expect([ourSids(policy).length, versions]).to.deep.equal([3, {}]);
    await stack.deliver("us-east-1");
  });

  it("has nothing to change on the second up, and no drift", async () => {
    expect((await stack.deploy(args)).changed).to.deep.equal([]);
    expect((await stack.refresh()).changed).to.deep.equal([]);
  });

  it("changes but the Region's resources and the two policies when a Region is added", async () => {
    args = { ...args, regions: ["us-east-1", "me-south-1"] };
    expect((await stack.deploy(args)).changed).to.deep.equal([
      "create aws:guardduty/detector:Detector::findings-detector-me-south-1",
      `create ${DESTINATION}-me-south-1`,
      "create pulumi:providers:aws::findings-administrator-me-south-1",
      `update ${KEY_POLICY}`,
      `update ${BUCKET_POLICY}`,
    ]);
    for (const region of args.regions) await stack.deliver(region);
  });

  it("changes the same when a Region is removed", async () => {
    args = { ...args, regions: ["us-east-1"] };
    expect((await stack.deploy(args)).changed).to.deep.equal([
      "delete aws:guardduty/detector:Detector::findings-detector-me-south-1",
      `delete ${DESTINATION}-me-south-1`,
      "delete pulumi:providers:aws::findings-administrator-me-south-1",
      `update ${KEY_POLICY}`,
      `update ${BUCKET_POLICY}`,
    ]);
    await stack.deliver("us-east-1");
  });

  it("keeps what its owner changes meanwhile", async () => {
    const [first, ...others] = listOf(policiesIn(stack).bucket.Statement);
    theirs = {
      ...bucketPolicyOfOthers,
      Id: "log-archive-2",
      Statement: [
        { ...first!, Sid: "Renamed" },
        ...listOf(bucketPolicyOfOthers.Statement).slice(1),
      ],
    };
    const edited = { ...policiesIn(stack).bucket, Id: theirs.Id, Statement: [] as unknown[] };
    edited.Statement = [{ ...first, Sid: "Renamed" }, ...others];
    await stack.cloud.setPolicy({ bucket: BUCKET }, edited as never);
    const { stdout } = await stack.deploy(args);
    expect(stdout).not.to.contain("statements from others kept");
    expect((await stack.deploy(args)).changed).to.deep.equal([]);
  });

  it("is detached: the export's statements are removed, and the destinations with them", async () => {
    const { changed, diagnostics } = await stack.deploy(detached);
    expect(changed).to.deep.equal([
      `delete ${DESTINATION}-us-east-1`,
      `update ${KEY_POLICY}`,
      `update ${BUCKET_POLICY}`,
    ]);
    expect(diagnostics).to.deep.equal([
      "warning: detach is set: the export has no destinations, and no findings are exported. Fix: remove bucket.existing.detach and key.existing.detach",
    ]);
    expect(policiesIn(stack)).to.deep.equal({ bucket: theirs, key: keyPolicyOfOthers });
    expect((await stack.deploy(detached)).changed).to.deep.equal([]);
  });

  it("is as it was after the destroy", async () => {
    expect((await stack.destroy()).error).to.equal(undefined);
    expect(policiesIn(stack)).to.deep.equal({ bucket: theirs, key: keyPolicyOfOthers });
    expect(stack.cloud.world.detectors).to.deep.equal({});
    expect(Object.keys(stack.cloud.world.buckets)).to.deep.equal([BUCKET]);
    expect(stack.cloud.world.keys[KEY_ARN]?.state).to.equal("Enabled");
  });
});

describe("A log archive", () => {
  const open: CloudStack[] = [];
  const opened = (stack: CloudStack) => (open.push(stack), stack);
  afterEach(async () => {
    for (const stack of open.splice(0)) await stack.close();
  });

  it("keeps the export's statements on a destroy without detach, and those of others", async () => {
    const stack = opened(await openCloudStack(logArchive()));
    await stack.deploy({ regions: ["us-east-1"], bucket, key });
    const before = structuredClone(policiesIn(stack));
    expect((await stack.destroy()).error).to.equal(undefined);
    expect(policiesIn(stack)).to.deep.equal(before);
    expectUntouched(stack);
  });

  for (const [first, second] of [
    ["one", "two"],
    ["two", "one"],
  ] as const) {
    it(`is shared by two stacks: ${first} comes up first, and ${second} goes first`, async () => {
      const cloud = await createCloud(logArchive());
      const stacks = {
        one: opened(await openStackOn(cloud, "one")),
        two: opened(await openStackOn(cloud, "two")),
      };
      const regions = { one: ["us-east-1"], two: ["me-south-1"] };
      for (const name of [first, second]) {
        await stacks[name].deploy({
          regions: regions[name],
          homeRegion: "us-east-1",
          bucket,
          key,
        });
        expectUntouched(stacks[name]);
      }
      expect(ourSids(policiesIn(stacks.one).bucket)).to.have.length(6);
      // The first finds the other's statements in the policy, and leaves them there.
      await stacks[first].deploy({
        regions: regions[first],
        homeRegion: "us-east-1",
        bucket,
        key,
      });
      expect(ourSids(policiesIn(stacks.one).bucket)).to.have.length(6);
      await stacks.one.deliver("us-east-1");
      await stacks.two.deliver("me-south-1");
      for (const name of [second, first]) {
        await stacks[name].deploy({
          ...detached,
          regions: regions[name],
          homeRegion: "us-east-1",
        });
        expectUntouched(stacks[name]);
        expect((await stacks[name].destroy()).error).to.equal(undefined);
        if (name === second) await stacks[first].deliver(regions[first][0]!);
      }
      expect(policiesIn(stacks.one)).to.deep.equal({
        bucket: bucketPolicyOfOthers,
        key: keyPolicyOfOthers,
      });
    });
  }

  it("is shared by two stacks of one account with a key of each", async () => {
    const cloud = await createCloud(logArchive());
    const one = opened(await openStackOn(cloud, "one"));
    const two = opened(await openStackOn(cloud, "two"));
    await one.deploy({ regions: ["us-east-1"], bucket, key });
    await two.deploy({ regions: ["eu-west-1"], homeRegion: "us-east-1", bucket });
    for (const region of ["us-east-1", "eu-west-1"]) await one.deliver(region);
  });

  it("is shared by two exports of one program", async () => {
    const stack = opened(await openCloudStack(logArchive()));
    const { GuardDutyExport } = await import("../../components/export/guardDutyExport");
    const program = async () => {
      new GuardDutyExport("us", { regions: ["us-east-1"], bucket, key });
      const me = { regions: ["me-south-1"], homeRegion: "us-east-1", bucket, key };
      new GuardDutyExport("me", me);
    };
    expect((await stack.up(program)).error).to.equal(undefined);
    expect(ourSids(policiesIn(stack).bucket)).to.have.length(6);
    for (const region of ["us-east-1", "me-south-1"]) await stack.deliver(region);
    expectUntouched(stack);
  });

  it("without a policy gets one, which goes with the stack once it is detached", async () => {
    const stack = opened(await openCloudStack(logArchive(null)));
    const { diagnostics } = await stack.deploy({ regions: ["us-east-1"], bucket, key });
    const [kept, ...others] = diagnostics.filter((line) => !line.includes("Siem"));
    expect(kept).to.match(
      /^warning: The bucket accepts requests without TLS: no statement of the bucket policy denies s3:\* on /,
    );
    expect(others).to.deep.equal([]);
    await stack.deliver("us-east-1");
    for (let time = 1; time <= 2; time++) await stack.deploy(detached);
    expect(ourSids(policiesIn(stack).bucket)).to.have.length(3);
    expect((await stack.destroy()).error).to.equal(undefined);
    expect(policiesIn(stack)).to.deep.equal({ bucket: null, key: keyPolicyOfOthers });
  });

  const ofBytes = (bytes: number): PolicyDocument => {
    const [first, ...others] = listOf(bucketPolicyOfOthers.Statement);
    const rest = bytes - Buffer.byteLength(JSON.stringify(bucketPolicyOfOthers));
    const Sid = `${first!.Sid}${"x".repeat(rest)}`;
    return { ...bucketPolicyOfOthers, Statement: [{ ...first!, Sid }, ...others] };
  };

  it("with a policy of 19 KB has room for one Region", async () => {
    const theirs = ofBytes(19 * 1000);
    const stack = opened(await openCloudStack(logArchive(theirs)));
    const { prefix: _, ...root } = bucket;
    await stack.deploy({ regions: ["us-east-1"], bucket: root, key });
    expectUntouched(stack, theirs);
    await stack.deliver("us-east-1");
  });

  it("with no room left reports how many bytes are whose, and not touched", async () => {
    const theirs = ofBytes(20_000);
    const stack = opened(await openCloudStack(logArchive(theirs)));
    const { error } = await stack.tryDeploy({ regions: ["us-east-1"], bucket, key });
    expect(error?.message).to.match(
      /bucket\.existing\.name: the bucket policy needs 21\d{3} bytes and at most 20480 are allowed: 1\d{3} for the statements of this export, 20000 for the rest\. Fix: remove at least \d+ bytes of statements from others/,
    );
    expect(policiesIn(stack)).to.deep.equal({ bucket: theirs, key: keyPolicyOfOthers });
    expect(stack.cloud.world.detectors[`${ACCOUNT}/us-east-1`]).to.equal(undefined);
  });
});
