import { expect } from "chai";

import {
  ADMIN,
  BUCKET,
  clientOf,
  DETECTOR,
  exportWorld,
  keyArn,
  OTHER,
} from "../../testing/worlds";
import type { Client } from "../../testing/worlds";

const ofCalls = JSON.stringify({ "detail-type": ["AWS API Call via CloudTrail"] });

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Event = { [member: string]: any };

/** A queue that gets every event of calls on an account's default bus in the Region. */
async function watch(client: Client): Promise<() => Promise<Event[]>> {
  const { region, accountId } = client.caller;
  const QueueName = "calls";
  const { QueueUrl } = await client.call("sqs:CreateQueue", {
    QueueName,
    Attributes: {
      Policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: {
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: `arn:aws:sqs:${region}:${accountId}:${QueueName}`,
        },
      }),
    },
  });
  await client.call("events:PutRule", { Name: "calls", EventPattern: ofCalls });
  await client.call("events:PutTargets", {
    Rule: "calls",
    Targets: [{ Id: "queue", Arn: `arn:aws:sqs:${region}:${accountId}:${QueueName}` }],
  });
  const received = async () => {
    const found: Event[] = [];
    for (;;) {
      const { Messages = [] } = await client.call("sqs:ReceiveMessage", {
        QueueUrl,
        MaxNumberOfMessages: 10,
      });
      if (Messages.length === 0) return found;
      for (const { Body, ReceiptHandle } of Messages) {
        found.push(JSON.parse(Body));
        await client.call("sqs:DeleteMessage", { QueueUrl, ReceiptHandle });
      }
    }
  };
  // Of the calls that set it up.
  await received();
  return received;
}

describe("Calls of AWS in the sandbox", () => {
  it("are events of the caller's bus that name call, Region and caller, as CloudTrail has them", async () => {
    const client = await clientOf();
    const received = await watch(client);
    await client.call("guardduty:UpdateDetector", { DetectorId: DETECTOR, Enable: false });
    const [event, ...more] = await received();
    expect(more).to.deep.equal([]);
    expect(event).to.include({
      source: "aws.guardduty",
      account: ADMIN,
      region: "us-east-1",
      "detail-type": "AWS API Call via CloudTrail",
    });
    expect(event!["detail"]).to.deep.include({
      eventSource: "guardduty.amazonaws.com",
      eventName: "UpdateDetector",
      awsRegion: "us-east-1",
      requestParameters: { detectorId: DETECTOR, enable: false },
      userIdentity: {
        type: "Root",
        principalId: ADMIN,
        arn: `arn:aws:iam::${ADMIN}:root`,
        accountId: ADMIN,
      },
    });
    expect(event!["detail"]).not.to.have.property("errorCode");
  });

  it("are none where they read or carry data", async () => {
    const client = await clientOf();
    const received = await watch(client);
    await client.call("guardduty:GetDetector", { DetectorId: DETECTOR });
    await client.call("s3:PutObject", { Bucket: BUCKET, Key: "note", Body: Buffer.from("x") });
    await client.call("sts:GetCallerIdentity");
    expect(await received()).to.deep.equal([]);
  });

  it("have the error of a call that was refused", async () => {
    const client = await clientOf();
    const received = await watch(client);
    await client
      .call("guardduty:DeleteDetector", { DetectorId: "f".repeat(32) })
      .catch(() => undefined);
    const [event] = await received();
    expect(event!["detail"]).to.include({
      eventName: "DeleteDetector",
      errorCode: "BadRequestException",
    });
  });

  it("are named as CloudTrail does, and are with the bucket's owner as well", async () => {
    const client = await clientOf();
    const received = await watch(client);
    const world = client.cloud.world;
    const to = { AWS: `arn:aws:iam::${OTHER}:root` };
    const Resource = `arn:aws:s3:::${BUCKET}`;
    const all = { Effect: "Allow", Principal: to, Action: "s3:*", Resource };
    world.buckets[BUCKET]!.policy = { Version: "2012-10-17", Statement: [all] };
    await client.as(OTHER).call("s3:PutBucketNotificationConfiguration", {
      Bucket: BUCKET,
      NotificationConfiguration: {},
    });
    const [event] = await received();
    expect(event).to.include({ source: "aws.s3", account: ADMIN });
    expect(event!["detail"]).to.deep.include({
      eventName: "PutBucketNotification",
      recipientAccountId: ADMIN,
      resources: [{ accountId: ADMIN, type: "AWS::S3::Bucket", ARN: `arn:aws:s3:::${BUCKET}` }],
    });
    expect(event!["detail"].requestParameters.bucketName).to.equal(BUCKET);
    expect(event!["detail"].userIdentity.accountId).to.equal(OTHER);
  });

  it("name a key by its ARN, whatever names it in the call", async () => {
    const client = await clientOf(exportWorld());
    const received = await watch(client);
    await client.call("kms:DisableKey", { KeyId: keyArn().split("/")[1] });
    const [event] = await received();
    expect(event!["detail"].resources).to.deep.equal([
      { accountId: ADMIN, type: "AWS::KMS::Key", ARN: keyArn() },
    ]);
  });

  it("of services without Regions are in us-east-1", async () => {
    const client = await clientOf();
    const received = await watch(client);
    await client
      .as(ADMIN, "eu-west-1")
      .call("iam:DeleteRole", { RoleName: "x" })
      .catch(() => undefined);
    const [event] = await received();
    expect(event).to.include({ source: "aws.iam", region: "us-east-1" });
  });
});
