import * as aws from "@pulumi/aws";
import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import { GuardDutyExport } from "../../components/export/guardDutyExport";
import type { SandboxCloud } from "../../sandbox/cloud";
import { AwsError } from "../../sandbox/cloud";
import type { CloudStack, Intercept } from "../../testing/cloudStack";
import { ACCOUNT, exampleWorld, exportProgram, openCloudStack } from "../../testing/cloudStack";

const DESTINATION = "aws:guardduty/publishingDestination:PublishingDestination";
const args: GuardDutyExportArgs = { regions: ["us-east-1"], bucket: { prefix: "guardduty" } };

const destinations = ({ world }: SandboxCloud) =>
  Object.values(world.detectors).flatMap((detector) => Object.entries(detector.destinations));

/** GuardDuty makes the first destination, and then cannot write to it. */
const firstDestinationFails: Intercept = (cloud) => {
  let failures = 1;
  return {
    async call(caller, operation, input) {
      const answer = await cloud.call(caller, operation, input);
      if (operation === "guardduty:CreatePublishingDestination" && failures-- > 0) {
        for (const [, destination] of destinations(cloud)) {
          destination.status = "UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY";
        }
      }
      return answer;
    },
  };
};

/** AWS answers some calls, and refuses all others until the interruption is over. */
const interruptedAfter =
  (answered: number | string, interruption: { over: boolean }): Intercept =>
  (cloud) => {
    let calls = 0;
    let struck = false;
    return {
      async call(caller, operation, input) {
        struck ||= typeof answered === "number" ? ++calls > answered : operation === answered;
        if (!interruption.over && struck) {
          // Not an error that the provider tries again.
          throw new AwsError("AccessDeniedException", "interrupted", 403);
        }
        return cloud.call(caller, operation, input);
      },
    };
  };

/** A program that hands options to the export. */
const withOptions = (options: () => ComponentResourceOptions) => async () => {
  new GuardDutyExport("findings", args, options());
};

describe("What AWS and its provider do to the unwary", () => {
  let stack: CloudStack;
  const open = async (...given: Parameters<typeof openCloudStack>) =>
    (stack = await openCloudStack(...given));
  afterEach(() => stack.close());

  describe("a destination whose tags change", () => {
    const tagged = (owner: string) =>
      withOptions(() => ({
        transforms: [
          ({ type, props, opts }) =>
            type === DESTINATION ? { props: { ...props, tags: { owner } }, opts } : undefined,
        ],
      }));

    it("is deleted and made anew by the export", async () => {
      await open();
      expect((await stack.up(tagged("red"))).error).to.equal(undefined);
      const [[before]] = destinations(stack.cloud) as [[string, unknown]];
      const { error, steps } = await stack.up(tagged("blue"));
      expect(error).to.equal(undefined);
      expect(steps.filter(({ type }) => type === DESTINATION).map(({ op }) => op)).to.deep.equal([
        "delete-replaced",
        "replace",
        "create-replacement",
      ]);
      const [[after]] = destinations(stack.cloud) as [[string, unknown]];
      expect(after).not.to.equal(before);
      await stack.deliver("us-east-1");
    });

    it("is refused as a second one in a program without that precaution", async () => {
      await open();
      const careless = (owner: string) => async () => {
        const detector = new aws.guardduty.Detector("d", { region: "us-east-1" });
        const key = new aws.kms.Key("k", { region: "us-east-1", policy: OPEN_KEY_POLICY });
        const bucket = new aws.s3.Bucket("b", { region: "us-east-1", bucket: "careless" });
        const policy = new aws.s3.BucketPolicy("p", {
          region: "us-east-1",
          bucket: bucket.bucket,
          policy: OPEN_BUCKET_POLICY,
        });
        new aws.guardduty.PublishingDestination(
          "x",
          {
            region: "us-east-1",
            detectorId: detector.id,
            destinationArn: bucket.arn,
            kmsKeyArn: key.arn,
            tags: { owner },
          },
          { dependsOn: policy },
        );
      };
      expect((await stack.up(careless("red"))).error).to.equal(undefined);
      const { error } = await stack.up(careless("blue"));
      expect(error?.message).to.contain(
        "The request failed because a publishingDestination already exists with the destinationType value provided in the request.",
      );
    });
  });

  it("a create that left a half-made destination is repaired by the next up, not taken for done", async () => {
    await open(exampleWorld(), firstDestinationFails);
    const first = await stack.tryDeploy(args);
    expect(first.error?.message).to.contain(
      "unexpected state 'UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY'",
    );
    const [[halfMade]] = destinations(stack.cloud) as [[string, unknown]];

    expect((await stack.preview(exportProgram(args))).error?.message).to.equal(undefined);
    const { steps } = await stack.deploy(args);
    expect(
      steps.filter(({ type, op }) => type === DESTINATION && op !== "same").map(({ op }) => op),
    ).to.deep.equal(["delete-replaced", "replace", "create-replacement"]);
    const left = destinations(stack.cloud) as [string, { status: string }][];
    expect(left.map(([id, { status }]) => [id === halfMade, status])).to.deep.equal([
      [false, "PUBLISHING"],
    ]);
    await stack.deliver("us-east-1");
  });

  it("policies that GuardDuty sees late are waited for", async () => {
    await open(undefined, undefined, { realWaits: true });
    stack.setFaults({ propagationDelayMs: 2500 });
    const { diagnostics } = await stack.deploy({ regions: ["us-east-1", "me-south-1"] });
    const retries = diagnostics.filter((line) =>
      line.includes("retrying create due to on-error hook request"),
    );
    expect(retries.length).to.be.within(2, 6);
    await stack.deliver("me-south-1");
  });

  it("no other refusal is tried again", async () => {
    const world = exampleWorld();
    await open(world);
    const { error, diagnostics } = await stack.tryDeploy({ regions: ["us-east-1", "af-south-1"] });
    expect(error?.message).to.contain("UnrecognizedClientException");
    expect(diagnostics.filter((line) => line.includes("retrying"))).to.deep.equal([]);
  });

  it("a marker object copes with more default tags than S3 takes on an object", async () => {
    await open();
    const tags = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`tag${i}`, "x"]));
    const { error } = await stack.up(
      withOptions(() => ({
        provider: new aws.Provider("mine", { region: "us-east-1", defaultTags: { tags } }),
      })),
    );
    expect(error).to.equal(undefined);
    const [bucket] = Object.values(stack.cloud.world.buckets);
    expect(Object.keys(bucket?.tags ?? {})).to.have.length(12);
    expect(bucket?.objects["guardduty/"]?.tags ?? {}).to.deep.equal({});
  });

  it("a bucket policy of a renamed resource is wiped in a careless program", async () => {
    await open();
    const named = (name: string) => async () => {
      const bucket = new aws.s3.Bucket("b", { region: "us-east-1", bucket: "careless" });
      new aws.s3.BucketPolicy(name, {
        region: "us-east-1",
        bucket: bucket.bucket,
        policy: OPEN_BUCKET_POLICY,
      });
    };
    await stack.up(named("old"));
    await stack.up(named("new"));
    expect(stack.cloud.world.buckets["careless"]?.policy).to.equal(null);
  });

  it("a key policy by ARN differs on every run in a careless program", async () => {
    await open();
    const program = async () => {
      const key = new aws.kms.Key("k", { region: "us-east-1" });
      new aws.kms.KeyPolicy("p", { region: "us-east-1", keyId: key.arn, policy: OPEN_KEY_POLICY });
    };
    await stack.up(program);
    for (const _ of [1, 2]) {
      expect((await stack.up(program)).changed).to.deep.equal([
        "update aws:kms/keyPolicy:KeyPolicy::p",
      ]);
    }
  });

  it("a bucket full of findings is deleted only after an up that says so", async () => {
    await open();
    await stack.deploy(args);
    await stack.deliver("us-east-1");
    await stack.deploy({ ...args, onDestroy: "delete" });
    const { error } = await stack.destroy();
    expect(error).to.equal(undefined);
    expect(stack.cloud.world.buckets).to.deep.equal({});
    expect(Object.values(stack.cloud.world.keys).map(({ state }) => state)).to.deep.equal([
      "PendingDeletion",
    ]);
  });

  // Upstream records a refused rotation as set: a hook of the next update completes it.
  for (const calls of ["kms:EnableKeyRotation", 12, 24, 36]) {
    const when = typeof calls === "number" ? `after ${calls} calls` : `at ${calls}`;
    it(`an up that was interrupted ${when} is finished by the next`, async () => {
      const interruption = { over: false };
      await open(exampleWorld(), interruptedAfter(calls, interruption));
      const first = await stack.tryDeploy(args);
      expect(first.error).not.to.equal(undefined);
      interruption.over = true;
      await stack.deploy(args);
      await stack.deliver("us-east-1");
      expect((await stack.up(exportProgram(args))).changed).to.deep.equal([]);
      const [key] = Object.values(stack.cloud.world.keys);
      expect(key?.rotationPeriodInDays).to.equal(365);
      expect(destinations(stack.cloud)).to.have.length(1);
      await stack.deliver("us-east-1");
    });
  }
});

const OPEN_KEY_POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "Root",
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
      Action: "kms:*",
      Resource: "*",
    },
    {
      Sid: "GuardDuty",
      Effect: "Allow",
      Principal: { Service: "guardduty.amazonaws.com" },
      Action: "kms:GenerateDataKey",
      Resource: "*",
    },
  ],
});

const OPEN_BUCKET_POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "guardduty.amazonaws.com" },
      Action: ["s3:GetBucketLocation", "s3:PutObject"],
      Resource: ["arn:aws:s3:::careless", "arn:aws:s3:::careless/*"],
    },
  ],
});
