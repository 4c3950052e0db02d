import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";

import { GuardDutyExport } from "../../../components/export/guardDutyExport";
import { planExport } from "../../../rules/plan";
import { readArgs } from "../../../rules/args";
import { afterColon } from "../../../rules/tokens";
import { badInput } from "../../support/badInput";
import { EXPORTS, recordExport } from "../../../testing/exports";
import { record, UNKNOWN } from "../../../testing/recorder";
import type { RecordedResource, Recording } from "../../../testing/recorder";

const DETECTOR = "aws:guardduty/detector:Detector";
const DESTINATION = "aws:guardduty/publishingDestination:PublishingDestination";
const PROVIDER = "pulumi:providers:aws";
const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const KEY_POLICY = "aws:kms/keyPolicy:KeyPolicy";

const everything = EXPORTS["everything"]!;
const regional = ({ resources }: Recording): RecordedResource[] =>
  resources.filter(({ type }) => type.startsWith("aws:"));

/** By which the deploying identity may change the key. */
const KEY_TAG = { "guardduty-export": "GuardDutyExport478982ef" };

describe("GuardDutyExport", () => {
  for (const [example, args] of Object.entries(EXPORTS)) {
    it(`registers exactly its plan: ${example}`, async () => {
      const { settings } = readArgs("findings", args);
      const owner = { project: "project", stack: "stack", component: "findings" };
      const { resources } = await recordExport(args);
      const order = (list: { type: string; name: string }[]) =>
        list.map(({ type, name }) => `${type} ${name}`).sort();
      expect(order(resources)).to.deep.equal(
        order(planExport({ owner, settings: settings! }).resources),
      );
    });

    it(`gives every regional resource its Region, and all resources the component as parent: ${example}`, async () => {
      const recording = await recordExport(args);
      const home = args.homeRegion ?? args.regions[0];
      for (const { type, name, inputs, parent } of recording.resources) {
        expect(parent?.name, name).to.equal("findings");
        if (!type.startsWith("aws:")) continue;
        const region = args.regions.find((region) => name.endsWith(region)) ?? home;
        expect(inputs.region, name).to.equal(region);
      }
    });

    it(`has no secrets: ${example}`, async () => {
      const { resources } = await recordExport(args);
      expect(JSON.stringify(resources.map(({ inputs }) => inputs))).not.to.contain('"secret"');
    });
  }

  describe("providers", () => {
    it("are one for each Region, the home included, and pin the account", async () => {
      const { all } = await recordExport(everything);
      expect(all(PROVIDER).map(({ name, inputs }) => ({ name, inputs }))).to.deep.equal(
        ["eu-central-1", "eu-west-1", "me-south-1"].map((region) => ({
          name: `findings-administrator-${region}`,
          inputs: {
            region,
            profile: "security",
            allowedAccountIds: '["111122223333"]',
            assumeRoles: JSON.stringify([
              {
                roleArn: "arn:aws:iam::111122223333:role/deploy",
                externalId: "ab-12",
                sessionName: "guardduty-export",
              },
            ]),
            skipCredentialsValidation: "false",
            skipRegionValidation: "true",
          },
        })),
      );
    });

    it("serve their Region", async () => {
      for (const { name, inputs, provider } of regional(await recordExport(everything))) {
        expect(provider, name).to.equal(`findings-administrator-${inputs.region}`);
      }
    });

    it("are one for the account in mode perAccount, and change no input of a resource", async () => {
      const perRegion = await recordExport(everything);
      const perAccount = await recordExport({ ...everything, providerMode: "perAccount" });
      expect(perAccount.all(PROVIDER).map(({ name }) => name)).to.deep.equal([
        "findings-administrator",
      ]);
      const inputs = (recording: Recording) =>
        regional(recording).map(({ name, inputs }) => [name, inputs]);
      expect(inputs(perAccount)).to.deep.equal(inputs(perRegion));
      expect(new Set(regional(perAccount).map(({ provider }) => provider))).to.deep.equal(
        new Set(["findings-administrator"]),
      );
    });

    for (const form of ["provider", "providers", "parent"] as const) {
      it(`are none when the program hands one in: ${form}`, async () => {
        const recording = await recordExport({ regions: ["us-east-1", "eu-west-1"] }, {}, () => {
          const mine = new aws.Provider("mine", { region: "us-east-1" });
          if (form === "provider") return { provider: mine };
          if (form === "providers") return { providers: { aws: mine } };
          return {
            parent: new pulumi.ComponentResource("my:app:App", "app", {}, { providers: [mine] }),
          };
        });
        expect(recording.all(PROVIDER).map(({ name }) => name)).to.deep.equal(["mine"]);
        expect(new Set(regional(recording).map(({ provider }) => provider))).to.deep.equal(
          new Set(["mine"]),
        );
      });
    }
  });

  describe("detectors", () => {
    it("are enabled, with the frequency and the tags", async () => {
      const { find } = await recordExport(everything);
      expect(find(DETECTOR, "findings-detector-eu-west-1").inputs).to.deep.equal({
        region: "eu-west-1",
        enable: true,
        findingPublishingFrequency: "FIFTEEN_MINUTES",
        tags: { team: "security" },
      });
    });
  });

  describe("the bucket", () => {
    it("is private, encrypted, versioned, locked, logged and expires as asked", async () => {
      const { find } = await recordExport(everything);
      const key = find("aws:kms/key:Key");
      const keyArn = find(DESTINATION, "findings-destination-eu-west-1").inputs.kmsKeyArn;
      const settings = Object.fromEntries(
        [
          "bucket:Bucket",
          "bucketPublicAccessBlock:BucketPublicAccessBlock",
          "bucketOwnershipControls:BucketOwnershipControls",
          "bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
          "bucketVersioning:BucketVersioning",
          "bucketObjectLockConfiguration:BucketObjectLockConfiguration",
          "bucketLogging:BucketLogging",
        ].map((type) => {
          const { region: _, bucket, ...inputs } = find(`aws:s3/${type}`).inputs;
          expect(bucket).to.equal("acme-findings");
          return [afterColon(type), inputs];
        }),
      );
      expect(settings).to.deep.equal({
        Bucket: {
          forceDestroy: true,
          objectLockEnabled: true,
          tags: { team: "forensics", data: "findings" },
        },
        BucketPublicAccessBlock: {
          blockPublicAcls: true,
          blockPublicPolicy: true,
          ignorePublicAcls: true,
          restrictPublicBuckets: true,
        },
        BucketOwnershipControls: { rule: { objectOwnership: "BucketOwnerEnforced" } },
        BucketServerSideEncryptionConfiguration: {
          rules: [
            {
              applyServerSideEncryptionByDefault: {
                sseAlgorithm: "aws:kms",
                kmsMasterKeyId: keyArn,
              },
              bucketKeyEnabled: true,
            },
          ],
        },
        BucketVersioning: { versioningConfiguration: { status: "Enabled" } },
        BucketObjectLockConfiguration: {
          rule: { defaultRetention: { mode: "GOVERNANCE", days: 60 } },
        },
        BucketLogging: { targetBucket: "acme-access-logs", targetPrefix: "acme-findings/" },
      });
      expect(key.inputs.tags).to.deep.equal({ team: "security", data: "key", ...KEY_TAG });
    });

    it("has a generated name that changes with whatever replaces the bucket", async () => {
      const { find } = await recordExport({ regions: ["us-east-1"] });
      expect(find("random:index/randomId:RandomId").inputs).to.deep.equal({
        byteLength: 4,
        keepers: { region: "us-east-1", objectLock: "false" },
      });
      expect(find("aws:s3/bucket:Bucket").inputs.bucket).to.match(
        /^findings-guardduty-[0-9a-f]{8}$/,
      );
    });

    it("holds a marker for the prefix that copes with any default tags of a provider", async () => {
      const { find } = await recordExport(everything);
      expect(find("aws:s3/bucketObjectv2:BucketObjectv2").inputs).to.deep.equal({
        region: "eu-central-1",
        bucket: "acme-findings",
        key: "security/guardduty/",
        forceDestroy: true,
        serverSideEncryption: "aws:kms",
        kmsKeyId: find(DESTINATION, "findings-destination-eu-west-1").inputs.kmsKeyArn,
        overrideProvider: { defaultTags: { tags: {} } },
      });
    });
  });

  describe("the key", () => {
    it("rotates, waits 30 days before it is deleted, and has its alias", async () => {
      const { find } = await recordExport(everything);
      expect(find("aws:kms/key:Key").inputs).to.deep.equal({
        region: "eu-central-1",
        description: "Encrypts the GuardDuty findings exported by findings",
        enableKeyRotation: true,
        rotationPeriodInDays: 180,
        deletionWindowInDays: 30,
        tags: { team: "security", data: "key", ...KEY_TAG },
      });
      expect(find("aws:kms/alias:Alias").inputs.name).to.equal("alias/acme-findings");
    });
  });

  describe("the policies", () => {
    it("name exactly the detectors made", async () => {
      const { find, all, components } = await recordExport(everything);
      const policy = JSON.parse(find(BUCKET_POLICY).inputs.policy);
      const arns = policy.Statement[0].Condition.StringEquals["aws:SourceArn"];
      const ids = components[0]?.outputs.detectorIds;
      expect(arns).to.deep.equal(
        ["eu-west-1", "me-south-1"].map(
          (region) => `arn:aws:guardduty:${region}:111122223333:detector/${ids[region]}`,
        ),
      );
      const keyPolicy = JSON.parse(find(KEY_POLICY).inputs.policy);
      expect(keyPolicy.Statement[1].Condition.StringEquals["aws:SourceArn"]).to.deep.equal(arns);
      expect(all(DETECTOR)).to.have.length(2);
    });

    it("give the key policy the bare key id", async () => {
      const { find } = await recordExport({ regions: ["us-east-1"] });
      expect(find(KEY_POLICY).inputs.keyId).to.match(/^[0-9a-f-]{36}$/);
    });

    it("are unknown in a first preview", async () => {
      const { find } = await recordExport({ regions: ["us-east-1"] }, { preview: true });
      expect([find(BUCKET_POLICY).inputs.policy, find(KEY_POLICY).inputs.policy]).to.deep.equal([
        UNKNOWN,
        UNKNOWN,
      ]);
    });
  });

  it("writes the key policy before the bucket policy, which denies every other key", async () => {
    const { find } = await recordExport({ regions: ["us-east-1"] });
    expect(find(BUCKET_POLICY).dependsOn).to.include(`${KEY_POLICY}::findings-key-policy`);
  });

  describe("destinations", () => {
    it("wait for both policies and the prefix marker", async () => {
      const { find } = await recordExport(everything);
      expect(find(DESTINATION, "findings-destination-me-south-1").dependsOn).to.include.members([
        `${BUCKET_POLICY}::findings-bucket-policy`,
        `${KEY_POLICY}::findings-key-policy`,
        "aws:s3/bucketObjectv2:BucketObjectv2::findings-prefix-marker",
      ]);
    });

    it("are deleted before they are replaced, and replaced when a create left one half-made", async () => {
      const { find } = await recordExport({ regions: ["us-east-1"] });
      const { deleteBeforeReplace, replaceOnChanges, inputs } = find(DESTINATION);
      expect({ deleteBeforeReplace, replaceOnChanges }).to.deep.equal({
        deleteBeforeReplace: true,
        replaceOnChanges: ["#initerror"],
      });
      expect(inputs).to.have.all.keys(
        "region",
        "detectorId",
        "destinationType",
        "destinationArn",
        "kmsKeyArn",
      );
    });

    it("go to the bucket's root, or to the prefix without a trailing slash", async () => {
      const arn = async (args: typeof everything) =>
        (await recordExport(args)).all(DESTINATION)[0]?.inputs.destinationArn;
      expect(await arn(everything)).to.equal("arn:aws:s3:::acme-findings/security/guardduty");
      expect(await arn({ regions: ["us-east-1"], bucket: { name: "acme-findings" } })).to.equal(
        "arn:aws:s3:::acme-findings",
      );
    });

    it("alone are tried again while GuardDuty does not see the policies, by one hook for each export", async () => {
      const two = () => {
        new GuardDutyExport("us", { regions: ["us-east-1", "us-west-2"] });
        new GuardDutyExport("eu", { regions: ["eu-west-1"] });
      };
      const { hooks, resources } = await record(two, { hooks: true });
      expect(hooks).to.include.members(
        ["us", "eu"].map((of) => `guardduty-export-propagation-${of}`),
      );
      const hooked = resources.filter(({ hooks: { onError } }) => onError !== undefined);
      expect(hooked.map(({ type, hooks: { onError } }) => [type, onError]).sort()).to.deep.equal(
        ["eu", "us", "us"].map((of) => [DESTINATION, [`guardduty-export-propagation-${of}`]]),
      );
    });
  });

  describe("evidence", () => {
    const EVIDENCE = /^aws:(s3|kms)\//;

    it("is retained on destroy: bucket, key, their policies and settings", async () => {
      const { resources } = await recordExport({ ...everything, onDestroy: "retain" });
      for (const { type, retainOnDelete, inputs } of resources) {
        expect(retainOnDelete, type).to.equal(EVIDENCE.test(type));
        if (type === "aws:s3/bucket:Bucket") expect(inputs.forceDestroy).to.equal(false);
      }
    });

    it("is deleted only when asked for", async () => {
      const { resources } = await recordExport(everything);
      expect(resources.filter(({ retainOnDelete }) => retainOnDelete)).to.deep.equal([]);
    });
  });

  describe("outputs", () => {
    it("have the arguments as settings, without Outputs and secrets", async () => {
      const { components } = await recordExport({
        regions: ["us-east-1"],
        organization: {
          administrator: {
            accountId: "111122223333",
            assumeRoleArn: "arn:aws:iam::111122223333:role/deploy",
            externalId: pulumi.secret("hidden"),
          },
        },
        tags: { team: pulumi.output("security"), cost: "1" },
      });
      expect(JSON.parse(components[0]?.outputs.settings)).to.deep.equal({
        regions: ["us-east-1"],
        organization: {
          administrator: {
            accountId: "111122223333",
            assumeRoleArn: "arn:aws:iam::111122223333:role/deploy",
            externalId: { __pulumiOutput: true },
          },
        },
        tags: { team: { __pulumiOutput: true }, cost: "1" },
      });
    });

    it("show where findings are, under which key, from which detectors, by which statements", async () => {
      const { components, find } = await recordExport(everything);
      const outputs = components[0]?.outputs;
      expect(Object.keys(outputs).sort()).to.deep.equal([
        "administratorAccountId",
        "bucketAccountId",
        "bucketArn",
        "bucketName",
        "bucketPolicyStatements",
        "destinationIds",
        "detectorIds",
        "findingsUri",
        "keyArn",
        "keyPolicyStatements",
        "settings",
      ]);
      expect(outputs.bucketAccountId).to.equal(outputs.administratorAccountId);
      expect(outputs.bucketName).to.equal("acme-findings");
      expect(outputs.findingsUri).to.equal("s3://acme-findings/security/guardduty/AWSLogs/");
      expect(Object.keys(outputs.destinationIds)).to.deep.equal(["eu-west-1", "me-south-1"]);
      expect(JSON.parse(outputs.bucketPolicyStatements)).to.deep.equal(
        JSON.parse(find(BUCKET_POLICY).inputs.policy).Statement,
      );
      expect(JSON.parse(outputs.keyPolicyStatements)).to.deep.equal(
        JSON.parse(find(KEY_POLICY).inputs.policy).Statement,
      );
    });
  });

  it("asks for an engine that keeps imported resources", async () => {
    const { requiredVersions } = await recordExport({ regions: ["us-east-1"] });
    expect(requiredVersions).to.deep.equal([">=3.257.0"]);
  });

  const notChecked = (logs: { severity: string; message: string }[]) =>
    logs
      .filter(({ message }) => message.startsWith("not checked: "))
      .map(({ severity }) => severity);

  it("says in a preview which policies are not checked, and not in an update or while it is detached", async () => {
    const args = { regions: ["us-east-1"] };
    expect(notChecked((await recordExport(args, { preview: true })).logs)).to.deep.equal(["info"]);
    expect(notChecked((await recordExport(args)).logs)).to.deep.equal([]);
    const existing = { name: "acme-logs", detach: true };
    const detached = { ...args, bucket: { existing } };
    expect(notChecked((await recordExport(detached, { preview: true })).logs)).to.deep.equal([]);
  });

  it("warns of a Region it does not know", async () => {
    const { logs } = await recordExport({ regions: ["us-east-1", "nz-north-1"] });
    expect(logs).to.deep.equal([
      {
        severity: "warning",
        message:
          "this version does not know the Region nz-north-1 and treats it as an opt-in Region. Fix: correct the name in regions, or upgrade guardduty-export if AWS has this Region",
      },
    ]);
  });

  describe("bad arguments", () => {
    for (const [what, args] of badInput) {
      it(`register nothing: ${what}`, async () => {
        const recording = await recordExport(args as typeof everything, { keepErrors: true });
        expect([...recording.components, ...recording.resources]).to.deep.equal([]);
        expect(recording.errors.map(({ name }) => name)).to.deep.equal(["ArgsError"]);
      });
    }

    it("register nothing: more readers than the policies have room for", async () => {
      const readerArns = Array.from(
        { length: 300 },
        (_, i) => `arn:aws:iam::444455556666:role/r${i}`,
      );
      const args = { regions: ["us-east-1"], readerArns };
      const recording = await recordExport(args, { keepErrors: true });
      expect([...recording.components, ...recording.resources]).to.deep.equal([]);
      expect(recording.errors.map(({ name }) => name)).to.deep.equal(["ArgsError"]);
      expect(recording.errors[0]!.message).to.match(/Fix: list at most \d+ ARNs in readerArns/);
    });

    it("are one clean text in a program, and structured in a plugin", async () => {
      const { errors } = await recordExport({ regions: ["nowhere"] }, { keepErrors: true });
      const [error] = errors;
      expect(pulumi.RunError.isInstance(error)).to.equal(true);
      expect(pulumi.InputPropertiesError.isInstance(error)).to.equal(true);
      expect((error as pulumi.InputPropertiesError).errors).to.deep.equal([
        {
          propertyPath: "regions[0]",
          reason:
            'must be a Region of partition aws, aws-us-gov or aws-cn; got "nowhere". Fix: set regions[0] to a value such as "us-east-1" (region)',
        },
      ]);
    });
  });
});
