import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { expect } from "chai";
import { record, UNKNOWN } from "../../testing/recorder";

class Site extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("test:index:Site", name, {}, opts);
    const bucket = new aws.s3.Bucket(`${name}-bucket`, {}, { parent: this });
    const policy = new aws.s3.BucketPolicy(
      `${name}-policy`,
      { bucket: bucket.id, policy: bucket.arn.apply((arn) => JSON.stringify({ Resource: arn })) },
      { parent: this, dependsOn: [bucket], retainOnDelete: true, ignoreChanges: ["policy"] },
    );
    this.arn = policy.policy.apply((text) => JSON.parse(text as string).Resource as string);
    this.registerOutputs({ arn: this.arn });
  }
}

const BUCKET = "aws:s3/bucket:Bucket";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const DETECTOR = "aws:guardduty/detector:Detector";

describe("recorder", () => {
  it("records parents, dependencies, options, inputs and outputs", async () => {
    const recording = await record(() => ({ arn: new Site("site").arn }));

    expect(recording.resources.map((r) => r.name)).to.deep.equal(["site-bucket", "site-policy"]);
    expect(recording.components.map((r) => r.name)).to.deep.equal(["site"]);
    expect(recording.components[0]).not.to.have.property("parent");
    const policy = recording.find(POLICY);
    expect(policy.parent).to.deep.equal({ type: "test:index:Site", name: "site" });
    expect(policy.dependsOn).to.deep.equal([`${BUCKET}::site-bucket`]);
    expect(policy.propertyDependencies["bucket"]).to.deep.equal([`${BUCKET}::site-bucket`]);
    expect(policy.retainOnDelete).to.equal(true);
    expect(policy.protect).to.equal(false);
    expect(policy.ignoreChanges).to.deep.equal(["policy"]);
    expect(policy).not.to.have.any.keys("deleteBeforeReplace", "importId", "provider");
    expect(policy.version).to.match(/^7\./);
    const arn = recording.outputs["arn"];
    expect(arn).to.match(/^arn:aws:s3:::site-bucket-[0-9a-f]{7}$/);
    expect(policy.inputs.policy).to.equal(`{"Resource":"${arn}"}`);
    expect(recording.find("test:index:Site").outputs).to.deep.equal({ arn });
    expect(() => recording.find(BUCKET, "other")).to.throw("0 resources");
  });

  it("resolves providers, and takes account and Region from them", async () => {
    const recording = await record(() => {
      const china = new aws.Provider("china", {
        region: "cn-north-1",
        allowedAccountIds: ["222233334444"],
      });
      new aws.guardduty.Detector("there", {}, { provider: china });
      new Site("here", { providers: { aws: china } });
      return { identity: aws.getCallerIdentityOutput({}, { provider: china }).arn };
    });

    const detector = recording.find(DETECTOR);
    expect(detector.provider).to.equal("china");
    expect(recording.find(BUCKET).provider).to.equal("china");
    expect(recording.find("test:index:Site").providers).to.deep.equal({ aws: "china" });
    expect(recording.outputs["identity"]).to.equal("arn:aws-cn:iam::222233334444:root");
    expect(recording.calls.map((c) => c.provider)).to.deep.equal(["china"]);
  });

  it("gives realistic outputs", async () => {
    const { outputs } = await record(() => {
      const detector = new aws.guardduty.Detector("d", { region: "eu-west-1" });
      const key = new aws.kms.Key("k", { region: "eu-west-1" });
      const destination = new aws.guardduty.PublishingDestination("p", {
        detectorId: detector.id,
        destinationArn: "arn:aws:s3:::b",
        kmsKeyArn: key.arn,
        region: "eu-west-1",
      });
      const suffix = new random.RandomId("r", { byteLength: 4, prefix: "x-" });
      return {
        detector: detector.arn,
        key: key.arn,
        destination: destination.id,
        hex: suffix.hex,
        imported: new aws.guardduty.Detector(
          "i",
          { region: "eu-west-1" },
          { import: `${"0".repeat(32)}@eu-west-1` },
        ).id,
      };
    });

    const scope = "eu-west-1:111122223333";
    expect(outputs["detector"]).to.match(
      new RegExp(`^arn:aws:guardduty:${scope}:detector/[0-9a-f]{32}$`),
    );
    expect(outputs["key"]).to.match(new RegExp(`^arn:aws:kms:${scope}:key/[0-9a-f-]{36}$`));
    expect(outputs["destination"]).to.match(/^[0-9a-f]{32}:[0-9a-f]{32}$/);
    expect(outputs["hex"]).to.match(/^x-[0-9a-f]{8}$/);
    expect(outputs["imported"]).to.equal("0".repeat(32));
  });

  it("marks secrets", async () => {
    const recording = await record(() => {
      const bucket = new aws.s3.Bucket("b", { bucket: pulumi.secret("hidden") });
      return { arn: bucket.arn };
    });
    expect(recording.find(BUCKET).inputs.bucket).to.deep.equal({ secret: "hidden" });
    expect(recording.outputs["arn"]).to.equal("arn:aws:s3:::hidden");
  });

  it("leaves outputs unknown in a preview, but not what is read or imported", async () => {
    const recording = await record(
      () => {
        const site = new Site("site");
        const known = aws.s3.Bucket.get("known", "acme-logs");
        return { arn: site.arn, known: known.arn };
      },
      { preview: true },
    );
    const { inputs } = recording.find(POLICY);
    expect([inputs.bucket, inputs.policy]).to.deep.equal([UNKNOWN, UNKNOWN]);
    expect(recording.outputs).to.deep.equal({ arn: UNKNOWN, known: "arn:aws:s3:::acme-logs" });
    expect(recording.reads.map((r) => r.importId)).to.deep.equal(["acme-logs"]);
  });

  it("reports an error inside apply, once", async () => {
    const program = () => {
      const bucket = new aws.s3.Bucket("b", {});
      bucket.arn.apply(() => {
        throw new Error("too late");
      });
    };
    const { errors, resources } = await record(program, { keepErrors: true });
    expect(errors.map((e) => e.message)).to.deep.equal(["too late"]);
    expect(resources).to.have.length(1);

    const thrown = await record(program).catch((error: unknown) => error);
    expect(thrown).to.be.instanceOf(AggregateError);
    expect(thrown).to.have.property("message", "too late");
  });

  it("reports an error of the program, with its class", async () => {
    const { errors, resources, components } = await record(
      () => {
        throw new pulumi.RunError("bad input");
      },
      { keepErrors: true },
    );
    expect(errors).to.have.length(1);
    expect(pulumi.RunError.isInstance(errors[0])).to.equal(true);
    expect([...resources, ...components]).to.deep.equal([]);
  });

  it("refuses duplicates as the engine does: by the types of the parents", async () => {
    const { errors } = await record(
      () => {
        new aws.s3.Bucket("b", {});
        new aws.s3.Bucket("b", {}, { parent: new Site("fine") });
        new aws.s3.Bucket("b", {});
      },
      { keepErrors: true },
    );
    expect(errors).to.have.length(1);
    expect(errors[0]?.message).to.contain("duplicate resource urn:pulumi:test::guardduty-export");
  });

  it("keeps hooks, logs, config and required versions", async () => {
    const recording = await record(
      async () => {
        await pulumi.runtime.requirePulumiVersion(">=3.257.0");
        const hook = new pulumi.ErrorHook("retry", async ({ errors }) => errors[0] === "again");
        new aws.s3.Bucket("b", {}, { hooks: { onError: [hook] } });
        await pulumi.log.warn("careful");
        return { size: new pulumi.Config().require("size") };
      },
      { config: { size: "3" }, hooks: true },
    );
    expect(recording.hooks).to.deep.equal(["retry"]);
    expect(recording.find(BUCKET).hooks).to.deep.equal({ onError: ["retry"] });
    expect(recording.logs).to.deep.equal([{ severity: "warning", message: "careful" }]);
    expect(recording.requiredVersions).to.deep.equal([">=3.257.0"]);
    expect(recording.outputs["size"]).to.equal("3");
    const args = { errors: ["again"] } as unknown as pulumi.ErrorHookArgs;
    expect(await recording.errorHooks.get("retry")?.callback(args)).to.equal(true);
  });

  it("takes answers from own mocks first", async () => {
    const { outputs } = await record(
      () => ({ policy: aws.s3.Bucket.get("b", "acme").policy, zone: aws.getRegionOutput().region }),
      {
        mocks: {
          resource: ({ type, id }) =>
            type === BUCKET ? { id, state: { policy: "{}" } } : undefined,
          call: () => ({ region: "ap-east-1" }),
        },
      },
    );
    expect(outputs).to.deep.equal({ policy: "{}", zone: "ap-east-1" });
  });

  it("says which call has no mock", async () => {
    const { errors } = await record(() => aws.ec2.getVpc({}), { keepErrors: true });
    expect(errors[0]?.message).to.contain("no mock answers aws:ec2/getVpc:getVpc");
  });
});
