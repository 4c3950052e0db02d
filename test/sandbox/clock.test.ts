import { expect } from "chai";
import {
  DETECTOR,
  bucketArn,
  ADMIN,
  bucketStatements,
  BUCKET,
  clientOf,
  exportWorld,
  keyArn,
  policyOf,
  refusal,
} from "../../testing/worlds";

const HOUR = 3_600_000;
const MANAGEMENT = "999900001111";
const QUEUE = `arn:aws:sqs:us-east-1:${ADMIN}:q`;
const QUEUE_URL = `https://sqs.us-east-1.amazonaws.com/${ADMIN}/q`;

describe("A step of 25 hours", () => {
  it("expires what is due and nothing else", async () => {
    const client = await clientOf({
      ...exportWorld(),
      queues: { [QUEUE]: { attributes: { MessageRetentionPeriod: "86400" } } },
    });
    await client.call("sqs:SendMessage", { QueueUrl: QUEUE_URL, MessageBody: "old" });
    await client.call("kms:ScheduleKeyDeletion", { KeyId: keyArn(), PendingWindowInDays: 7 });
    const { Credentials } = await client.call("sts:AssumeRole", {
      RoleArn: `arn:aws:iam::${ADMIN}:role/deploy`,
      RoleSessionName: "session",
    });
    const acting = () =>
      client.cloud.authenticate({
        accessKeyId: Credentials.AccessKeyId,
        sessionToken: Credentials.SessionToken,
        region: "us-east-1",
      });
    expect(acting().arn).to.match(/assumed-role\/deploy\/session$/);

    await client.cloud.advanceClock(25 * HOUR);
    expect(acting).to.throw(/expired/i);
    const { Messages = [] } = await client.call("sqs:ReceiveMessage", { QueueUrl: QUEUE_URL });
    expect(Messages).to.deep.equal([]);
    const { KeyMetadata } = await client.call("kms:DescribeKey", { KeyId: keyArn() });
    expect(KeyMetadata.KeyState).to.equal("PendingDeletion");

    for (let days = 0; days < 6; days++) await client.cloud.advanceClock(25 * HOUR);
    expect(await refusal(client.call("kms:DescribeKey", { KeyId: keyArn() }))).to.match(
      /^NotFoundException: /,
    );
  });

  it("brings a policy into effect whose propagation is due", async () => {
    const client = await clientOf(exportWorld());
    client.cloud.setFaults({
      latencyMs: 0,
      throttleRate: 0,
      errorRate: 0,
      regions: {},
      seed: 1,
      propagationDelayMs: 24 * HOUR,
    });
    await client.call("s3:PutBucketPolicy", {
      Bucket: BUCKET,
      Policy: JSON.stringify(policyOf(bucketStatements())),
    });
    await client.cloud.advanceClock(25 * HOUR);
    await client.call("guardduty:CreatePublishingDestination", {
      DetectorId: DETECTOR,
      DestinationType: "S3",
      DestinationProperties: { DestinationArn: bucketArn(), KmsKeyArn: keyArn() },
    });
    await client.call("s3:DeleteBucketPolicy", { Bucket: BUCKET });
    const delivered = async () => {
      const [delivery] = await client.cloud.exportFinding(ADMIN, "us-east-1");
      return delivery!.refusal === undefined;
    };
    expect(await delivered()).to.equal(true);
    await client.cloud.advanceClock(25 * HOUR);
    expect(await delivered()).to.equal(false);
  });

  it("looks through the detectors once a Region, however many accounts it enables", async () => {
    const members = Array.from({ length: 60 }, (_, index) => String(200_000_000_000 + index));
    const client = await clientOf({
      caller: ADMIN,
      accounts: Object.fromEntries([ADMIN, MANAGEMENT, ...members].map((id) => [id, {}])),
      organization: {
        management: MANAGEMENT,
        members: [ADMIN, ...members],
        guardDutyAdministrators: { "us-east-1": ADMIN },
      },
    });
    const { DetectorId } = await client.call("guardduty:CreateDetector", { Enable: true });
    await client.call("guardduty:UpdateOrganizationConfiguration", {
      DetectorId,
      AutoEnableOrganizationMembers: "ALL",
    });
    const { world } = client.cloud;
    let passes = 0;
    world.detectors = new Proxy(world.detectors, {
      ownKeys(detectors) {
        passes += 1;
        return Reflect.ownKeys(detectors);
      },
    });
    await client.cloud.advanceClock(25 * HOUR);
    expect(passes).to.equal(1);
    expect(
      members.every((id) => world.detectors[`${id}/us-east-1`]?.status === "ENABLED"),
    ).to.equal(true);
  });
});
