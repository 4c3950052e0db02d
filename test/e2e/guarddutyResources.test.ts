import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { createHash } from "node:crypto";
import { createCloud, type SandboxCloud } from "../../sandbox/cloud";
import { type Providers, startProviders } from "../../sandbox/providers";
import { type Engine, openEngine } from "../../testing/engine";

const ACCOUNT = "111122223333";
const LOCATION = `${ACCOUNT}/us-east-1`;

/** What users have of GuardDuty in addition to an export, in one program on the real engine. */
describe("filters, lists and Malware Protection plans on the real engine", () => {
  let cloud: SandboxCloud;
  let providers: Providers;
  let engine: Engine;

  before(async () => {
    cloud = await createCloud({ caller: ACCOUNT, accounts: { [ACCOUNT]: { name: "security" } } });
    providers = await startProviders(cloud);
    engine = await openEngine({
      config: { "aws:region": "us-east-1" },
      env: { PULUMI_DEBUG_PROVIDERS: `aws:${providers.ports.aws}` },
    });
  });
  after(async () => {
    await engine.close();
    await providers.close();
  });

  it("are deployed, unchanged by a second run, changed one by one, and destroyed", async () => {
    const up = await engine.up(program("203.0.113.0/24\n"));
    expect(up.error).to.equal(undefined);
    expect(statuses()).to.deep.equal({ IPSet: "ACTIVE", ThreatIntelSet: "ACTIVE" });
    expect(Object.values(cloud.world.malwareProtectionPlans)[0]).to.include({ status: "ACTIVE" });

    const again = await engine.up(program("203.0.113.0/24\n"));
    expect([again.changed, again.error]).to.deep.equal([[], undefined]);
    const refreshed = await engine.refresh();
    expect([refreshed.changed, refreshed.error]).to.deep.equal([[], undefined]);

    const line = await engine.up(program("203.0.113.0/24\n198.51.100.7\n"));
    expect(line.error).to.equal(undefined);
    expect(line.changes).to.include({ update: 1, replace: 1 });
    expect(entries("ThreatIntelSet")).to.deep.equal(["203.0.113.0/24", "198.51.100.7"]);

    const filter = await engine.up(program("203.0.113.0/24\n198.51.100.7\n", "NOOP"));
    expect(filter.error).to.equal(undefined);
    expect(filter.changes).to.include({ update: 1 });
    expect(filter.changes).not.to.have.any.keys("replace", "create", "delete");
    expect(cloud.world.detectors[LOCATION]!.filters["probes"]!.action).to.equal("NOOP");

    const destroyed = await engine.destroy();
    expect(destroyed.error).to.equal(undefined);
    expect(cloud.world.detectors).to.deep.equal({});
    expect(cloud.world.malwareProtectionPlans).to.deep.equal({});
    expect(cloud.world.buckets).to.deep.equal({});
  });

  function statuses(): object {
    const { lists } = cloud.world.detectors[LOCATION]!;
    return Object.fromEntries(Object.values(lists).map(({ kind, status }) => [kind, status]));
  }

  function entries(kind: string): string[] | undefined {
    const { lists } = cloud.world.detectors[LOCATION]!;
    return Object.values(lists).find((list) => list.kind === kind)?.entries;
  }
});

function program(threats: string, action = "ARCHIVE"): () => Promise<void> {
  return async () => {
    const detector = new aws.guardduty.Detector("detector", { enable: true });
    const bucket = new aws.s3.Bucket("bucket", { bucket: "acme-lists", forceDestroy: true });
    const list = (name: string, content: string): pulumi.Output<string> => {
      // A file's name changes with it, and so does the list that names it.
      const key = `${name}-${createHash("sha256").update(content).digest("hex").slice(0, 8)}.txt`;
      const object = new aws.s3.BucketObjectv2(name, { bucket: bucket.bucket, key, content });
      return pulumi.interpolate`https://s3.amazonaws.com/${bucket.bucket}/${object.key}`;
    };
    const common = { detectorId: detector.id, format: "TXT", activate: true };
    new aws.guardduty.IPSet("trusted", { ...common, location: list("trusted", "192.0.2.1\n") });
    new aws.guardduty.ThreatIntelSet("threats", { ...common, location: list("threats", threats) });
    new aws.guardduty.Filter("probes", {
      ...{ detectorId: detector.id, name: "probes", action, rank: 1 },
      findingCriteria: { criterions: [{ field: "type", matches: ["Recon:EC2/*"] }] },
    });
    protect(bucket);
  };
}

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/malware-protection-s3-iam-policy-prerequisite.html */
function protect(bucket: aws.s3.Bucket): void {
  const service = "malware-protection-plan.guardduty.amazonaws.com";
  const role = new aws.iam.Role("malware", {
    name: "malware",
    assumeRolePolicy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          ...{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" },
          Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } },
        },
      ],
    }),
  });
  const rule = `arn:aws:events:us-east-1:${ACCOUNT}:rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*`;
  const manage = ["PutRule", "DeleteRule", "PutTargets", "RemoveTargets"];
  const monitor = ["DescribeRule", "ListTargetsByRule"];
  const onBucket = ["ListBucket", "GetBucketNotification", "PutBucketNotification"];
  const onObjects = ["GetObject", "GetObjectTagging", "PutObject", "PutObjectTagging"];
  const named = (name: string, actions: string[]): string[] =>
    actions.map((action) => `${name}:${action}`);
  const policy = new aws.iam.RolePolicy("malware", {
    ...{ role: role.name, name: "scan" },
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          ...{ Effect: "Allow", Action: named("events", manage), Resource: rule },
          Condition: { StringLike: { "events:ManagedBy": service } },
        },
        { Effect: "Allow", Action: named("events", monitor), Resource: rule },
        { Effect: "Allow", Action: named("s3", onBucket), Resource: bucket.arn },
        {
          ...{ Effect: "Allow", Action: named("s3", onObjects) },
          Resource: pulumi.interpolate`${bucket.arn}/*`,
        },
      ],
    }),
  });
  new aws.guardduty.MalwareProtectionPlan(
    "uploads",
    {
      role: role.arn,
      protectedResource: { s3Bucket: { bucketName: bucket.bucket, objectPrefixes: ["in/"] } },
      actions: [{ taggings: [{ status: "ENABLED" }] }],
    },
    { dependsOn: [policy] },
  );
}
