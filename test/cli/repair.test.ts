import { expect } from "chai";

import type { Deployed } from "../../testing/live/run";
import { deployed } from "../../testing/live/run";
import type { Args } from "../../testing/live/world";
import { ADMINISTRATOR, ARCHIVE, destinationId, MEMBER } from "../../testing/live/world";

const accountOf = (accountId: string) => ({
  accountId,
  assumeRoleArn: `arn:aws:iam::${accountId}:role/look`,
});
const ARGS: Args = {
  regions: ["us-east-1", "eu-west-1", "me-south-1"],
  organization: { administrator: accountOf(ADMINISTRATOR) },
  bucket: { account: accountOf(ARCHIVE) },
};
const REPAIR = ["repair", "--stack", "prod"];
const REGIONS = ARGS["regions"] as string[];

const destinationOf = ({ sandbox }: Deployed, region: string) =>
  Object.values(sandbox.world().detectors[`${ADMINISTRATOR}/${region}`]!.destinations)[0]!;
const owners = (stack: Deployed) =>
  REGIONS.map((region) => destinationOf(stack, region).expectedBucketOwner);
const updates = ({ sandbox }: Deployed) =>
  sandbox.cloud.calls
    .filter(({ operation }) => operation.includes(":Update"))
    .map(({ operation, region }) => `${operation} ${region}`);

describe("repair", () => {
  let stack: Deployed;
  beforeEach(async () => {
    stack = await deployed(ARGS);
    delete destinationOf(stack, "us-east-1").expectedBucketOwner;
    destinationOf(stack, "me-south-1").expectedBucketOwner = MEMBER;
  });
  afterEach(() => stack.close());

  it("lists the destinations whose expected bucket owner is not the bucket's, and changes nothing without --yes", async () => {
    const { code, out } = await stack.run(REPAIR);
    expect(out).to.equal(`Repair findings of stack prod: 2 steps; run with --yes to apply

Steps
  us-east-1: set the expected bucket owner of the destination to ${ARCHIVE}; it is not set
  me-south-1: set the expected bucket owner of the destination to ${ARCHIVE}; it is ${MEMBER}
`);
    expect(code).to.equal(0);
    expect(updates(stack)).to.deep.equal([]);
  });

  it("sets them with --yes, in these Regions alone, and is done", async () => {
    const { code, data } = await stack.json([...REPAIR, "--yes"]);
    expect(code).to.equal(0);
    expect(data.done).to.deep.equal(
      [
        { region: "us-east-1", destinationId: destinationId(0) },
        { region: "me-south-1", destinationId: destinationId(2), from: MEMBER },
      ].map((step) => ({
        ...{ id: "setExpectedBucketOwner", ...step, to: ARCHIVE },
        text: `set the expected bucket owner of the destination to ${ARCHIVE}; it is ${"from" in step ? MEMBER : "not set"}`,
      })),
    );
    expect(owners(stack)).to.deep.equal([ARCHIVE, ARCHIVE, ARCHIVE]);
    expect(updates(stack)).to.have.members([
      "guardduty:UpdatePublishingDestination us-east-1",
      "guardduty:UpdatePublishingDestination me-south-1",
    ]);
    const again = await stack.run([...REPAIR, "--yes"]);
    expect(again.out).to.equal("Repair findings of stack prod: nothing to repair\n");
    expect((await stack.run(["status", "--stack", "prod"])).code).to.equal(0);
  });

  it("leaves a destination that exports elsewhere, and a Region that it cannot read, and reports both", async () => {
    destinationOf(stack, "us-east-1").destinationArn = "arn:aws:s3:::elsewhere";
    stack.faults({ regions: { "eu-west-1": { errorRate: 1 } } });
    const { code, data } = await stack.json([...REPAIR, "--yes", "--timeout", "5s"]);
    expect(data.done.map(({ region }: { region: string }) => region)).to.deep.equal(["me-south-1"]);
    expect(
      data.findings.map(({ id, region }: { id: string; region: string }) => `${region} ${id}`),
    ).to.deep.equal([
      "us-east-1 valueDiffers",
      "us-east-1 expectedBucketOwnerMissing",
      "eu-west-1 callFailed",
    ]);
    expect(code).to.equal(1);
    expect(updates(stack)).to.deep.equal(["guardduty:UpdatePublishingDestination me-south-1"]);
  });

  it("reports a step that AWS refuses, and makes the others", async () => {
    const statements = stack.sandbox.world().buckets[stack.bucketName]!.policy!["Statement"];
    (statements as object[]).push({
      Effect: "Deny",
      Principal: { Service: "guardduty.me-south-1.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `arn:aws:s3:::${stack.bucketName}/*`,
    });
    const { withoutLongWaits } = await import("../../testing/fastWaits");
    await withoutLongWaits(async () => {
      const { code, data } = await stack.json([...REPAIR, "--yes"]);
      expect(data.done.map(({ region }: { region: string }) => region)).to.deep.equal([
        "us-east-1",
      ]);
      expect(data.left.map(({ region }: { region: string }) => region)).to.deep.equal([
        "me-south-1",
      ]);
      expect(data.findings[0]).to.deep.include({ id: "callFailed", region: "me-south-1" });
      expect(code).to.equal(2);
    });
  });
});
