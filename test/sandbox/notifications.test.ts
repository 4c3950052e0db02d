import { expect } from "chai";
import type { Members } from "../../sandbox/cloud";
import type { WorldFile } from "../../sandbox/world";
import {
  ADMIN,
  BUCKET,
  bucketArn,
  type Client,
  clientOf,
  destinationInput,
  exportWorld,
  refusal,
} from "../../testing/worlds";

const TOPIC = `arn:aws:sns:us-east-1:${ADMIN}:findings`;
const QUEUE = `arn:aws:sqs:us-east-1:${ADMIN}:inbox`;
const OTHER_QUEUE = `arn:aws:sqs:us-east-1:${ADMIN}:other`;

const allow = (Service: string, Action: string, Resource: string, Condition: object) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service }, Action, Resource, Condition }],
});

const fromBucket = {
  StringEquals: { "aws:SourceAccount": ADMIN },
  ArnLike: { "aws:SourceArn": bucketArn() },
};

const queue = (arn: string) => ({
  policy: allow("sns.amazonaws.com", "sqs:SendMessage", arn, {
    ArnEquals: { "aws:SourceArn": TOPIC },
  }),
});

/** A world in which findings may be exported, and a topic that the bucket may publish to with two queues behind it. */
function notifyingWorld(): WorldFile {
  const raw = (endpoint: string) => ({
    protocol: "sqs",
    endpoint,
    owner: ADMIN,
    attributes: { RawMessageDelivery: "true" },
  });
  return {
    ...exportWorld(),
    topics: {
      [TOPIC]: {
        policy: allow("s3.amazonaws.com", "SNS:Publish", TOPIC, fromBucket),
        subscriptions: { one: raw(QUEUE), two: raw(OTHER_QUEUE) },
      },
    },
    queues: { [QUEUE]: queue(QUEUE), [OTHER_QUEUE]: queue(OTHER_QUEUE) },
  };
}

const findings = (more: Members = {}): Members => ({
  TopicArn: TOPIC,
  Events: ["s3:ObjectCreated:*"],
  Filter: {
    Key: {
      FilterRules: [
        { Name: "prefix", Value: "AWSLogs/" },
        { Name: "suffix", Value: ".jsonl.gz" },
      ],
    },
  },
  ...more,
});

const put = (client: Client, NotificationConfiguration: Members) =>
  client.call("s3:PutBucketNotificationConfiguration", {
    Bucket: BUCKET,
    NotificationConfiguration,
  });

function taken({ cloud }: Client, arn = QUEUE): Members[] {
  const { messages } = cloud.world.queues[arn]!;
  const bodies = messages.map(({ body }) => JSON.parse(body));
  messages.length = 0;
  return bodies;
}

describe("S3 event notifications", () => {
  it("send every destination a test message when a document is put", async () => {
    const client = await clientOf(notifyingWorld());
    await put(client, { TopicConfigurations: [findings()] });
    const [test, ...more] = taken(client);
    expect(test).to.include({ Service: "Amazon S3", Event: "s3:TestEvent", Bucket: BUCKET });
    expect(more).to.deep.equal([]);
  });

  it("send each subscribed queue each findings object, and of nothing that the filters leave out", async () => {
    const client = await clientOf(notifyingWorld());
    await put(client, { TopicConfigurations: [findings({ Id: "findings" })] });
    taken(client);
    taken(client, OTHER_QUEUE);
    // The marker that tries the destination does not end in .jsonl.gz.
    await client.call("guardduty:CreatePublishingDestination", destinationInput());
    await client.call("s3:PutObject", { Bucket: BUCKET, Key: "elsewhere/a.jsonl.gz" });
    expect(taken(client)).to.deep.equal([]);

    const [delivery] = await client.cloud.exportFinding(ADMIN, "us-east-1");
    const key = delivery!.key!;
    const { size, etag } = client.cloud.world.buckets[BUCKET]!.objects[key]!;
    const [event, ...more] = taken(client);
    expect(more).to.deep.equal([]);
    const record = event!["Records"][0];
    expect(record).to.deep.include({
      eventVersion: "2.1",
      eventSource: "aws:s3",
      awsRegion: "us-east-1",
      eventName: "ObjectCreated:Put",
    });
    expect(record.s3).to.deep.include({
      s3SchemaVersion: "1.0",
      configurationId: "findings",
      bucket: { name: BUCKET, ownerIdentity: { principalId: ADMIN }, arn: bucketArn() },
    });
    expect(record.s3.object).to.deep.include({ key, size, eTag: etag!.replaceAll('"', "") });
    expect(taken(client, OTHER_QUEUE)[0]!["Records"][0].s3.object.key).to.equal(key);
  });

  it("encode keys as a form does", async () => {
    const client = await clientOf(notifyingWorld());
    await put(client, { TopicConfigurations: [findings()] });
    taken(client);
    await client.call("s3:PutObject", { Bucket: BUCKET, Key: "AWSLogs/a b=ü.jsonl.gz" });
    expect(taken(client)[0]!["Records"][0].s3.object.key).to.equal("AWSLogs/a+b%3D%C3%BC.jsonl.gz");
  });

  const closed: [what: string, change: (world: WorldFile) => void][] = [
    ["is not there", (world) => delete world.topics![TOPIC]],
    [
      "has a policy for another bucket",
      (world) => {
        world.topics![TOPIC]!.policy = allow("s3.amazonaws.com", "SNS:Publish", TOPIC, {
          ArnLike: { "aws:SourceArn": `${bucketArn()}-2` },
        });
      },
    ],
    [
      "has a policy for another account",
      (world) => {
        world.topics![TOPIC]!.policy = allow("s3.amazonaws.com", "SNS:Publish", TOPIC, {
          StringEquals: { "aws:SourceAccount": "444455556666" },
        });
      },
    ],
    [
      "is under the key that AWS manages for SNS",
      (world) => {
        world.topics![TOPIC]!.attributes = { KmsMasterKeyId: "alias/aws/sns" };
      },
    ],
  ];
  for (const [what, change] of closed) {
    it(`refuse a topic that ${what}, and keep the document there was`, async () => {
      const world = notifyingWorld();
      change(world);
      const client = await clientOf(world);
      expect(await refusal(put(client, { TopicConfigurations: [findings()] }))).to.equal(
        "InvalidArgument: Unable to validate the following destination configurations",
      );
      const get = client.call("s3:GetBucketNotificationConfiguration", { Bucket: BUCKET });
      expect(await get).to.deep.equal({});
    });
  }

  it("refuse a topic in another Region", async () => {
    const client = await clientOf(notifyingWorld());
    const TopicArn = TOPIC.replace("us-east-1", "eu-west-1");
    expect(await refusal(put(client, { TopicConfigurations: [findings({ TopicArn })] }))).to.equal(
      "InvalidArgument: The notification destination service region is not valid for the bucket location constraint",
    );
  });

  it("refuse two configurations for the same event, and take two whose filters keep apart", async () => {
    const world = notifyingWorld();
    world.queues![QUEUE]!.policy = allow("s3.amazonaws.com", "sqs:SendMessage", QUEUE, fromBucket);
    const client = await clientOf(world);
    const toQueue = (prefix: string) => ({
      QueueArn: QUEUE,
      Events: ["s3:ObjectCreated:Put"],
      Filter: { Key: { FilterRules: [{ Name: "prefix", Value: prefix }] } },
    });
    const both = (prefix: string) =>
      put(client, {
        TopicConfigurations: [findings()],
        QueueConfigurations: [toQueue(prefix)],
      });
    expect(await refusal(both("AWSLogs/1111"))).to.equal(
      "InvalidArgument: Configurations overlap. Configurations on the same bucket cannot share a common event type.",
    );
    await both("other/");
    taken(client);
    await client.call("s3:PutObject", { Bucket: BUCKET, Key: "other/thing" });
    expect(taken(client)).to.have.length(1);
  });

  it("are one document, which a put replaces and an empty put takes away", async () => {
    const client = await clientOf(notifyingWorld());
    await put(client, { TopicConfigurations: [findings()] });
    await put(client, {});
    taken(client);
    await client.call("s3:PutObject", { Bucket: BUCKET, Key: "AWSLogs/a.jsonl.gz" });
    expect(taken(client)).to.deep.equal([]);
  });
});
