import { expect } from "chai";

import type { PolicyDocument, PolicyStatement } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, exportProgram, openCloudStack } from "../../testing/cloudStack";
import { withoutLongWaits } from "../../testing/fastWaits";

const REFUSAL =
  "The request failed because the GuardDuty service principal does not have permission to the KMS key or the resource specified by the destinationArn parameter. Refer to https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html";

const args = { regions: ["me-south-1"], homeRegion: "us-east-1" };
const DESTINATION =
  "aws:guardduty/publishingDestination:PublishingDestination::findings-destination-me-south-1";

type Edit = (statement: PolicyStatement) => PolicyStatement | undefined;
const missing: Edit = () => undefined;
const withCondition =
  (operator: string, key: string, value: string): Edit =>
  (statement) => ({
    ...statement,
    Condition: {
      ...statement.Condition,
      [operator]: { ...statement.Condition?.[operator], [key]: value },
    },
  });
const globalPrincipal: Edit = (statement) => ({
  ...statement,
  Principal: { Service: "guardduty.amazonaws.com" },
});
const withAction =
  (Action: string): Edit =>
  (statement) => ({ ...statement, Action });
const otherDetector = withCondition(
  "StringEquals",
  "aws:SourceArn",
  `arn:aws:guardduty:me-south-1:${ACCOUNT}:detector/${"0".repeat(32)}`,
);
const otherAccount = withCondition("StringEquals", "aws:SourceAccount", "999900001111");

const refused: [policy: "bucket" | "key", purpose: string, what: string, edit: Edit][] = [
  ["bucket", "PutObject", "without the lookup", withAction("s3:PutObject")],
  ["bucket", "PutObject", "without the write", withAction("s3:GetBucketLocation")],
  ["bucket", "PutObject", "for another detector", otherDetector],
  ["bucket", "PutObject", "for the global principal alone", globalPrincipal],
  ["bucket", "PutObject", "missing", missing],
  ["bucket", "PutObject", "for another account", otherAccount],
  [
    "bucket",
    "PutObject",
    "for one account's folder",
    (s) => ({
      ...s,
      Resource: listOf(s.Resource).map((one) => one.replace(/\*$/, `${ACCOUNT}/*`)),
    }),
  ],
  [
    "bucket",
    "DenyUnencrypted",
    "wanting AES256",
    withCondition("StringNotEquals", "s3:x-amz-server-side-encryption", "AES256"),
  ],
  [
    "bucket",
    "DenyOtherKeys",
    "wanting another key",
    withCondition("StringNotEquals", "s3:x-amz-server-side-encryption-aws-kms-key-id", "other"),
  ],
  [
    "bucket",
    "DenyInsecureTransport",
    "the wrong way round",
    withCondition("Bool", "aws:SecureTransport", "true"),
  ],
  ["key", "GenerateDataKey", "missing", missing],
  ["key", "GenerateDataKey", "for another detector", otherDetector],
  ["key", "GenerateDataKey", "for the global principal alone", globalPrincipal],
];

describe("A policy edited by hand", () => {
  let stack: CloudStack;
  let originals: { bucket: PolicyDocument; key: PolicyDocument };
  const policyOwners = () => ({
    bucket: { bucket: Object.keys(stack.cloud.world.buckets)[0] as string },
    key: { key: Object.keys(stack.cloud.world.keys)[0] as string },
  });
  const edit = (policy: "bucket" | "key", purpose: string, change: Edit) => {
    const original = originals[policy];
    const Statement = listOf(original.Statement).flatMap((statement) =>
      statement.Sid?.endsWith(purpose) ? (change(statement) ?? []) : statement,
    );
    return stack.cloud.setPolicy(policyOwners()[policy], { ...original, Statement } as never);
  };
  const restore = async () => {
    for (const policy of ["bucket", "key"] as const) {
      await stack.cloud.setPolicy(policyOwners()[policy], originals[policy] as never);
    }
  };

  before(async () => {
    stack = await openCloudStack();
    await stack.deploy(args);
    const [bucket] = Object.values(stack.cloud.world.buckets);
    const [key] = Object.values(stack.cloud.world.keys);
    originals = structuredClone({
      bucket: bucket?.policy as unknown as PolicyDocument,
      key: key?.policy as unknown as PolicyDocument,
    });
    // The engine has no destination in its state from here on: each up tries to create one.
    const [detector] = Object.values(stack.cloud.world.detectors);
    detector!.destinations = {};
    const state = await stack.exportState();
    const urn = state.find(({ type }) => type.endsWith(":PublishingDestination"))?.urn as string;
    const { error } = await stack.refresh({ target: [urn] });
    expect(error).to.equal(undefined);
  });
  after(() => stack.close());
  afterEach(restore);

  for (const [policy, purpose, what, change] of refused) {
    it(`is refused with AWS's text: ${purpose} of the ${policy} ${what}`, async () => {
      await edit(policy, purpose, change);
      const waits = await withoutLongWaits(async () => {
        const { error, failed, diagnostics } = await stack.tryDeploy(args);
        expect(error?.message).to.contain(REFUSAL);
        expect(failed).to.deep.equal([`create ${DESTINATION}`]);
        expect(
          diagnostics.filter((line) =>
            line.includes("retrying create due to on-error hook request"),
          ),
        ).to.have.length(7);
      });
      expect(waits).to.deep.equal([1000, 2000, 4000, 8000, 16000, 32000, 57000]);
      expect(Object.values(stack.cloud.world.detectors)[0]?.destinations).to.deep.equal({});
    });
  }

  it("is repaired by putting the statements back", async () => {
    const { changed } = await stack.deploy(args);
    expect(changed).to.deep.equal([`create ${DESTINATION}`]);
    await stack.deliver("me-south-1");
  });

  for (const purpose of ["DenyUnencrypted", "DenyOtherKeys", "DenyInsecureTransport"]) {
    it(`still lets GuardDuty write without ${purpose}, which only restrains`, async () => {
      await edit("bucket", purpose, missing);
      await stack.deliver("me-south-1");
    });
  }

  it("stops findings at once, and the destination says so", async () => {
    await edit("bucket", "PutObject", missing);
    const [delivery] = await stack.cloud.exportFinding(ACCOUNT, "me-south-1");
    expect(delivery?.refusal?.action).to.equal("s3:GetBucketLocation");
    const [detector] = Object.values(stack.cloud.world.detectors);
    expect(Object.values(detector?.destinations ?? {})[0]?.status).to.equal(
      "UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY",
    );
  });

  it("is put right by refresh and up", async () => {
    await edit("bucket", "PutObject", missing);
    const refresh = await stack.refresh();
    expect(refresh.changed).to.deep.equal([
      "update aws:s3/bucketPolicy:BucketPolicy::findings-bucket-policy",
    ]);
    const { changed } = await stack.up(exportProgram(args));
    expect(changed).to.deep.equal([
      "update aws:s3/bucketPolicy:BucketPolicy::findings-bucket-policy",
    ]);
    await stack.deliver("me-south-1");
  });
});
