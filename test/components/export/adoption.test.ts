import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../../components/export/args";
import { MemberDetectors } from "../../../components/members/memberDetectors";
import type { PolicyDocument } from "../../../rules/policyDocument";
import { listOf } from "../../../rules/policyDocument";
import { ACCOUNT } from "../../../mocks/answers";
import type { Existing } from "../../../testing/existing";
import { existingMocks } from "../../../testing/existing";
import { EXPORTS, recordExport } from "../../../testing/exports";
import {
  BUCKET,
  bucketPolicyOfOthers,
  KEY_ARN,
  KEY_ID,
  keyPolicyOfOthers,
  ofOthers,
  ourSids,
} from "../../../testing/logArchive";
import type { RecordedResource, Recording } from "../../../testing/recorder";
import { record, UNKNOWN } from "../../../testing/recorder";

const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const KEY_POLICY = "aws:kms/keyPolicy:KeyPolicy";
const MARKER = "aws:s3/bucketObjectv2:BucketObjectv2";
const DETECTOR = "aws:guardduty/detector:Detector";
const DESTINATION = "aws:guardduty/publishingDestination:PublishingDestination";

const adopted = EXPORTS["adopted"]!;
const EAST = "1".repeat(32);
const OTHER = "2".repeat(32);

const recordWith = (
  existing: Existing,
  args: GuardDutyExportArgs = adopted,
  options: { preview?: boolean } = {},
) => recordExport(args, { ...options, mocks: existingMocks(existing), keepErrors: true });

const texts = ({ errors }: Recording) => errors.map(({ message }) => message);
const ofType = ({ resources }: Recording, ...types: string[]) =>
  resources.filter(({ type }) => types.includes(type));
const policyIn = ({ inputs }: RecordedResource) => JSON.parse(inputs.policy) as PolicyDocument;

/** Everything of an export that would change something in AWS. */
const made = ({ resources }: Recording) =>
  resources.filter(({ type }) => type.startsWith("aws:")).map(({ type }) => type);

for (const preview of [false, true]) {
  describe(`An existing bucket and key${preview ? ", previewed" : ""}`, () => {
    it("are read by their owners' providers, and nothing of them is registered but their policies and the marker", async () => {
      const recording = await recordExport(adopted, { preview });
      expect(
        recording.reads.map(({ type, importId, inputs, provider }) => [
          type,
          importId,
          inputs,
          provider,
        ]),
      ).to.deep.equal([
        ["aws:kms/key:Key", KEY_ID, { region: "us-east-1" }, "findings-administrator-us-east-1"],
        [
          "aws:s3/bucket:Bucket",
          BUCKET,
          { region: "us-east-1" },
          "findings-administrator-us-east-1",
        ],
      ]);
      const touched = recording.resources.filter(({ type }) => /^(aws:(s3|kms)|random)/.test(type));
      expect(touched.map(({ type }) => type).sort()).to.deep.equal([
        KEY_POLICY,
        MARKER,
        BUCKET_POLICY,
      ]);
      for (const { type, retainOnDelete } of touched) expect(retainOnDelete, type).to.equal(true);
    });

    it("have their policies' changes logged", async () => {
      const { logs } = await recordExport(adopted, { preview });
      const infos = logs.filter(
        ({ severity, message }) => severity === "info" && message.includes(" policy of "),
      );
      const [bucket, key] = infos.map(({ message }) => message.split("\n"));
      expect(infos).to.have.length(2);
      expect(bucket?.[0]).to.equal(`bucket policy of ${BUCKET}:`);
      expect(bucket?.at(-1)).to.equal("  6 statements from others kept");
      expect(key?.[0]).to.equal(`key policy of ${KEY_ARN}:`);
      expect(key?.slice(1)).to.deep.equal([
        '  + GenerateDataKey: effect "Allow", 2 principals, action kms:GenerateDataKey, resource *, account 111122223333, 2 detectors',
        "  4 statements from others kept",
      ]);
    });

    it("stop everything when a policy cannot be merged, with every reason", async () => {
      const recording = await recordWith({ bucketPolicy: "<html>", keyPolicy: "" }, adopted, {
        preview,
      });
      expect(texts(recording)).to.deep.equal([
        [
          'bucket.existing.name: the bucket policy is not JSON; got "<html>". Fix: correct the bucket policy, and run the command again',
          "key.existing.arn: the key policy could not be read: it is empty, and every key has a policy. Fix: allow kms:GetKeyPolicy on the key for the deploying identity",
        ].join("\n"),
      ]);
      expect(made(recording)).to.deep.equal([]);
    });

    it("stop everything when they cannot be used, all at once", async () => {
      const args = { ...adopted, existing: { "us-east-1": { detectorId: EAST } } };
      const recording = await recordWith(
        { bucketRegion: "eu-west-1", keyState: "Disabled", markerLength: 3 },
        args,
        { preview },
      );
      expect(texts(recording)).to.deep.equal([
        [
          'bucket.existing.name: is in eu-west-1; homeRegion is us-east-1. Fix: set homeRegion to "eu-west-1"',
          `key.existing.arn: is in state Disabled; expected Enabled. Fix: run aws kms enable-key --key-id ${KEY_ARN} --region us-east-1`,
          `bucket.prefix: the object guardduty/ of bucket ${BUCKET} has 3 bytes; GuardDuty requires an empty object. Fix: set bucket.prefix to a value such as "guardduty-findings"`,
          `existing["us-east-1"].detectorId: is ${EAST}; the account has no detector in us-east-1. Fix: remove existing["us-east-1"]`,
        ].join("\n"),
      ]);
      expect(made(recording)).to.deep.equal([]);
      expect(recording.reads).to.deep.equal([]);
    });

    it("get no destination in a Region that a statement from others denies", async () => {
      const Sid = "NotFromBahrain";
      const deny = {
        Sid,
        Effect: "Deny" as const,
        Principal: "*" as const,
        Action: "s3:*",
        Resource: `arn:aws:s3:::${BUCKET}/*`,
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:guardduty:me-south-1:*:*" } },
      };
      const Statement = [...listOf(bucketPolicyOfOthers.Statement), deny];
      const bucketPolicy = JSON.stringify({ ...bucketPolicyOfOthers, Statement });
      const recording = await recordWith({ bucketPolicy }, adopted, { preview });
      expect(texts(recording)).to.have.length(1);
      expect(texts(recording)[0]).to.contain(`statement 6 "${Sid}"`);
      expect(ofType(recording, DESTINATION).map(({ name }) => name)).to.deep.equal([
        "findings-destination-us-east-1",
      ]);
      const { destinationIds } = recording.components[0]?.outputs as { destinationIds: object };
      if (!preview) expect(Object.keys(destinationIds)).to.deep.equal(["us-east-1"]);

      for (const [proof, warnings] of [
        ["warn", 1],
        ["off", 0],
      ] as const) {
        const lenient = await recordWith({ bucketPolicy }, { ...adopted, proof }, { preview });
        expect(texts(lenient)).to.deep.equal([]);
        expect(ofType(lenient, DESTINATION)).to.have.length(2);
        const warned = lenient.logs.filter(({ message }) => message.includes(Sid));
        expect(warned).to.have.length(warnings);
      }
    });

    it("are left to their owner when the policies are external", async () => {
      const external: GuardDutyExportArgs = {
        regions: ["us-east-1"],
        bucket: { existing: { name: BUCKET, policy: "external" } },
        key: { existing: { arn: KEY_ARN, policy: "external" } },
      };
      const recording = await recordWith({}, external, { preview });
      expect(made(recording)).to.deep.equal([DETECTOR]);
      expect(texts(recording)).to.have.length(1);
      expect(texts(recording)[0]).to.contain(
        "no statement of the key policy allows kms:GenerateDataKey",
      );
    });

    it("are given back when they are detached", async () => {
      const written = await recordExport(adopted);
      const [bucketPolicy, keyPolicy] = [BUCKET_POLICY, KEY_POLICY].map(
        (type) => written.find(type).inputs.policy as string,
      );
      const detach = { detach: true };
      const args: GuardDutyExportArgs = {
        ...adopted,
        bucket: { ...adopted.bucket, existing: { name: BUCKET, ...detach } },
        key: { existing: { arn: KEY_ARN, ...detach } },
      };
      const recording = await recordWith({ bucketPolicy, keyPolicy }, args, { preview });
      expect(texts(recording)).to.deep.equal([]);
      expect(ofType(recording, DESTINATION)).to.deep.equal([]);
      if (!preview) {
        expect(policyIn(recording.find(BUCKET_POLICY))).to.deep.equal(bucketPolicyOfOthers);
        expect(policyIn(recording.find(KEY_POLICY))).to.deep.equal(keyPolicyOfOthers);
      }
      expect(
        ofType(recording, BUCKET_POLICY, KEY_POLICY).map(({ retainOnDelete }) => retainOnDelete),
      ).to.deep.equal([true, true]);

      const own = listOf(policyIn(written.find(BUCKET_POLICY)).Statement).filter(
        ({ Sid }) => Sid && ourSids({ Statement: { Sid } }).length > 0,
      );
      const alone = JSON.stringify({ Version: "2012-10-17", Statement: own });
      const last = await recordWith({ bucketPolicy: alone, keyPolicy }, args, { preview });
      expect(last.find(BUCKET_POLICY).retainOnDelete).to.equal(false);
      if (!preview) expect(last.find(BUCKET_POLICY).inputs.policy).to.equal(alone);
      const none = await recordWith({ bucketPolicy: null, keyPolicy }, args, { preview });
      expect(ofType(none, BUCKET_POLICY)).to.deep.equal([]);
    });
  });
}

describe("The policies of an existing bucket and key", () => {
  it("hold everything that others wrote, and the export's statements after it", async () => {
    const recording = await recordExport(adopted);
    const [bucket, key] = [BUCKET_POLICY, KEY_POLICY].map((type) => policyIn(recording.find(type)));
    expect(ofOthers(bucket)).to.deep.equal(bucketPolicyOfOthers);
    expect(ofOthers(key)).to.deep.equal(keyPolicyOfOthers);
    expect(ourSids(bucket).map((sid) => sid.slice(23))).to.deep.equal([
      "PutObject",
      "DenyUnencrypted",
      "DenyOtherKeys",
    ]);
    expect(recording.find(KEY_POLICY).inputs.keyId).to.equal(KEY_ID);
    const { bucketPolicyStatements } = recording.components[0]?.outputs as {
      bucketPolicyStatements: string;
    };
    expect(JSON.parse(bucketPolicyStatements)).to.deep.equal(listOf(bucket!.Statement).slice(6));
  });

  it("are not written while a detector is not known: what stands in for it is only shown", async () => {
    const { find, logs } = await recordExport(adopted, { preview: true });
    expect([BUCKET_POLICY, KEY_POLICY].map((type) => find(type).inputs.policy)).to.deep.equal([
      UNKNOWN,
      UNKNOWN,
    ]);
    expect(JSON.stringify(logs)).not.to.contain("0".repeat(32));
  });

  it("are known in a preview when the detectors are", async () => {
    const existing = { "us-east-1": { detectorId: EAST }, "me-south-1": { detectorId: OTHER } };
    const detectorIds = { "us-east-1": EAST, "me-south-1": OTHER };
    const recording = await recordWith({ detectorIds }, { ...adopted, existing });
    expect(texts(recording)).to.deep.equal([]);
    const arns = listOf(policyIn(recording.find(KEY_POLICY)).Statement).at(-1)?.Condition?.[
      "StringEquals"
    ]?.["aws:SourceArn"];
    expect(arns).to.deep.equal([
      `arn:aws:guardduty:me-south-1:${ACCOUNT}:detector/${OTHER}`,
      `arn:aws:guardduty:us-east-1:${ACCOUNT}:detector/${EAST}`,
    ]);
  });
});

describe("An existing detector and destination", () => {
  const detectorIds = { "us-east-1": EAST };
  const destinationArn = `arn:aws:s3:::${BUCKET}/guardduty`;
  const args: GuardDutyExportArgs = {
    ...adopted,
    regions: ["us-east-1"],
    existing: { "us-east-1": { detectorId: EAST, destinationId: OTHER } },
  };

  for (const [providerMode, suffix] of [
    ["perRegion", ""],
    ["perAccount", "@eu-west-1"],
  ] as const) {
    it(`are imported, kept, and keep their tags: providerMode ${providerMode}`, async () => {
      const region = "eu-west-1";
      const recording = await recordWith(
        {
          detectorIds: { [region]: EAST },
          destination: { destinationArn, kmsKeyArn: KEY_ARN },
        },
        {
          ...adopted,
          regions: ["us-east-1", region],
          existing: { [region]: { detectorId: EAST, destinationId: OTHER } },
          providerMode,
        },
      );
      expect(texts(recording)).to.deep.equal([]);
      const optionsOf = (type: string, name: string) => {
        const { importId, retainOnDelete, ignoreChanges, replaceOnChanges } = recording.find(
          type,
          name,
        );
        return { importId, retainOnDelete, ignoreChanges, replaceOnChanges };
      };
      expect(optionsOf(DETECTOR, `findings-detector-${region}`)).to.deep.equal({
        importId: `${EAST}${suffix}`,
        retainOnDelete: true,
        ignoreChanges: ["tags", "enable"],
        replaceOnChanges: [],
      });
      expect(optionsOf(DESTINATION, `findings-destination-${region}`)).to.deep.equal({
        importId: `${EAST}:${OTHER}${suffix}`,
        retainOnDelete: true,
        ignoreChanges: ["tags"],
        replaceOnChanges: [],
      });
    });
  }

  it("fail the component when the destination goes elsewhere after all", async () => {
    const destination = { destinationArn: "arn:aws:s3:::acme-old", kmsKeyArn: KEY_ARN };
    const recording = await recordWith({ detectorIds, destination }, args);
    expect(texts(recording)).to.deep.equal([
      `existing["us-east-1"]: the destination ${EAST}:${OTHER} in us-east-1 exports to arn:aws:s3:::acme-old under ${KEY_ARN}; expected ${destinationArn} under ${KEY_ARN}: an earlier update failed. Fix: run pulumi up --refresh`,
    ]);
  });

  it("are reported when the detector is suspended, in a member's account too", async () => {
    const mocks = existingMocks({ detectorIds, detectorStatus: "DISABLED" });
    const warning = `existing["us-east-1"]: the detector ${EAST} in us-east-1 is suspended and generates no findings. Fix: set existing["us-east-1"].enable to true`;
    for (const enable of [false, true]) {
      const { logs, find } = await record(
        () =>
          new MemberDetectors("member", {
            regions: ["us-east-1"],
            existing: { "us-east-1": { detectorId: EAST, enable } },
          }),
        { mocks },
      );
      expect(logs).to.deep.equal(enable ? [] : [{ severity: "warning", message: warning }]);
      expect(find(DETECTOR).inputs.enable).to.equal(true);
      expect(find(DETECTOR).ignoreChanges).to.deep.equal(enable ? ["tags"] : ["tags", "enable"]);
    }
  });
});

describe("An existing delegation and members", () => {
  it("are imported and kept", async () => {
    const recording = await recordWith(
      { detectorIds: { "us-east-1": EAST } },
      {
        regions: ["us-east-1"],
        organization: {
          administrator: { accountId: ACCOUNT },
          management: { accountId: "999900001111", delegated: true },
          members: {
            accounts: [
              { accountId: "222233334444", email: "a@example.com", existing: true },
              { accountId: "333344445555", email: "b@example.com" },
            ],
          },
        },
        existing: { "us-east-1": { detectorId: EAST } },
      },
    );
    const kept = recording.resources.filter(({ type }) => /AdminAccount|:Member$/.test(type));
    expect(
      kept.map(({ name, importId, retainOnDelete }) => [name, importId, retainOnDelete]),
    ).to.deep.equal([
      ["findings-member-222233334444-us-east-1", `${EAST}:222233334444`, true],
      ["findings-member-333344445555-us-east-1", undefined, false],
      ["findings-delegation-us-east-1", ACCOUNT, true],
    ]);
  });
});
