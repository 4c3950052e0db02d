import { expect } from "chai";
import { Members } from "../../../sandbox/cloud";
import { failure } from "../../../testing/providers/client";
import { ACCOUNT, providerSuite } from "../../../testing/providers/suite";
import { afterColon } from "../../../rules/tokens";

const notification = "aws:s3/bucketNotification:BucketNotification";
const queue = "aws:sqs/queue:Queue";
const queuePolicy = "aws:sqs/queuePolicy:QueuePolicy";
const subscription = "aws:sns/topicSubscription:TopicSubscription";
const topic = "aws:sns/topic:Topic";
const topicPolicy = "aws:sns/topicPolicy:TopicPolicy";
const topicArn = `arn:aws:sns:us-east-1:${ACCOUNT}:findings`;
const queueUrl = `https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/inbox`;
const queueArn = `arn:aws:sqs:us-east-1:${ACCOUNT}:inbox`;

const policy = (Service: string, Action: string, Resource: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service }, Action, Resource }],
  });
const topicText = policy("s3.amazonaws.com", "SNS:Publish", topicArn);
const queueText = policy("sns.amazonaws.com", "sqs:SendMessage", queueArn);

describe("sandbox/providers sns, sqs and notifications", () => {
  const suite = providerSuite({
    buckets: { logs: { account: ACCOUNT, region: "us-east-1" } },
  });

  const { make } = suite;

  it("names a queue and a topic by itself, with their ids and outputs", async () => {
    const made = await make(queue, {});
    const name: string = made.state["name"];
    expect(name).to.match(/^thing-[0-9a-f]{7}$/);
    expect(made.id).to.equal(`https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/${name}`);
    expect(made.state).to.deep.include({
      url: made.id,
      arn: `arn:aws:sqs:us-east-1:${ACCOUNT}:${name}`,
      sqsManagedSseEnabled: true,
      visibilityTimeoutSeconds: 30,
      messageRetentionSeconds: 345600,
      kmsDataKeyReusePeriodSeconds: 300,
    });
    const { id, state } = await make(topic, { name: "findings", tags: { a: "b" } });
    expect(id).to.equal(topicArn);
    expect(state).to.deep.include({ arn: topicArn, owner: ACCOUNT, tagsAll: { a: "b" } });
  });

  const programs: [type: string, program: object][] = [
    [queue, { name: "inbox", messageRetentionSeconds: 1209600, sqsManagedSseEnabled: true }],
    [topic, { name: "findings", displayName: "Findings", tags: { a: "b" } }],
  ];
  for (const [type, program] of programs) {
    it(`finds nothing to do the second time for a ${afterColon(type)}, also after a refresh and an import`, async () => {
      const made = await make(type, program);
      expect((await suite.plan(type, made, program)).keys).to.deep.equal([]);
      const read = await suite.aws.read(type, made.id, made);
      expect((await suite.plan(type, read, program)).keys).to.deep.equal([]);
      const imported = await suite.aws.read(type, `${made.id}@us-east-1`);
      expect(imported.state).to.deep.equal(read.state);
      await suite.aws.delete(type, made);
      expect((await suite.aws.read(type, made.id, made)).id).to.equal("");
    });
  }

  it("replaces a queue or a topic for its name only, the old one first when the name was not new", async () => {
    for (const [type, program] of programs) {
      const made = await make(type, program);
      expect((await suite.plan(type, made, { ...program, name: "new" })).replaces).to.deep.equal([
        "name",
      ]);
    }
    const made = await make(queue, { name: "fixed" });
    const fifo = await suite.plan(queue, made, { name: "fixed", fifoQueue: true });
    expect(fifo).to.deep.include({ replaces: ["fifoQueue"], deleteBeforeReplace: true });
  });

  it("changes a queue in place", async () => {
    const dead = await make(queue, { name: "dead" });
    const old = await make(queue, { name: "inbox", visibilityTimeoutSeconds: 60 });
    const redrivePolicy = JSON.stringify({
      deadLetterTargetArn: dead.state["arn"],
      maxReceiveCount: 5,
    });
    const next = { name: "inbox", visibilityTimeoutSeconds: 300, redrivePolicy, tags: { a: "b" } };
    await suite.change(queue, old, next);
    expect(suite.cloud.world.queues[queueArn]).to.deep.include({ tags: { a: "b" } });
    expect(suite.cloud.world.queues[queueArn]!.attributes).to.include({
      VisibilityTimeout: "300",
      RedrivePolicy: redrivePolicy,
    });
  });

  const wrong: [type: string, program: object, text: RegExp][] = [
    [queue, { name: "in box" }, /invalid queue name: in box/],
    [queue, { name: "q", visibilityTimeoutSeconds: 43201 }, /visibility_timeout_seconds to be in/],
    [queue, { name: "q", contentBasedDeduplication: true }, /can only be set for FIFO queue/],
    [queue, { name: "q", redrivePolicy: "{" }, /"redrive_policy" contains an invalid JSON/],
    [topic, { name: "a topic" }, /invalid topic name: a topic/],
    [topicPolicy, { arn: "findings", policy: "{}" }, /"arn" \(findings\) is an invalid ARN/],
    [subscription, { topic: topicArn, protocol: "post", endpoint: "x" }, /expected protocol to be/],
  ];
  for (const [type, program, text] of wrong) {
    it(`refuses before anything is made: ${text.source}`, async () => {
      const [, failures] = await suite.aws.check(type, "thing", program);
      expect(failures.join("\n")).to.match(text);
    });
  }

  it("adopts a queue and a topic that are there, and gives the topic its attributes", async () => {
    await make(queue, { name: "inbox" });
    await make(queue, { name: "inbox" });
    const other = make(queue, { name: "inbox", delaySeconds: 5 });
    expect((await failure(other)).message).to.match(
      /^creating SQS Queue \(inbox\): .*QueueNameExists/,
    );
    await make(topic, { name: "findings" });
    await make(topic, { name: "findings", displayName: "Findings" });
    expect(suite.cloud.world.topics[topicArn]!.attributes["DisplayName"]).to.equal("Findings");
  });

  it("puts a queue's policy over what is there and deletes it to none", async () => {
    await make(queue, { name: "inbox", policy: policy("s3.amazonaws.com", "sqs:*", queueArn) });
    const program = { queueUrl, policy: JSON.parse(queueText) };
    const made = await make(queuePolicy, program);
    expect(made.id).to.equal(queueUrl);
    expect(suite.cloud.world.queues[queueArn]!.policy).to.deep.equal(JSON.parse(queueText));
    expect((await suite.plan(queuePolicy, made, program)).keys).to.deep.equal([]);
    await suite.aws.delete(queuePolicy, made);
    expect(suite.cloud.world.queues[queueArn]!.policy).to.equal(null);
    expect((await suite.aws.read(queuePolicy, queueUrl, made)).id).to.equal("");
  });

  it("leaves SNS's default policy where a topic policy was", async () => {
    await make(topic, { name: "findings" });
    const made = await make(topicPolicy, { arn: topicArn, policy: topicText });
    expect(made).to.deep.include({ id: topicArn });
    expect(made.state["owner"]).to.equal(ACCOUNT);
    await suite.aws.delete(topicPolicy, made);
    expect(suite.cloud.world.topics[topicArn]!.policy).to.deep.include({
      Id: "__default_policy_ID",
    });
  });

  it("loses a policy that is put again under another name", async () => {
    await make(topic, { name: "findings" });
    const old = await make(topicPolicy, { arn: topicArn, policy: topicText });
    await make(topicPolicy, { arn: topicArn, policy: topicText });
    await suite.aws.delete(topicPolicy, old);
    expect(suite.cloud.world.topics[topicArn]!.policy).to.deep.include({
      Id: "__default_policy_ID",
    });
  });

  it("subscribes a queue, with the ARN as id, and replaces it for any of topic, protocol, endpoint", async () => {
    await make(topic, { name: "findings" });
    await make(queue, { name: "inbox" });
    const program = {
      topic: topicArn,
      protocol: "sqs",
      endpoint: queueArn,
      rawMessageDelivery: true,
    };
    const made = await make(subscription, program);
    expect(made.id).to.match(new RegExp(`^${topicArn}:[0-9a-f-]{36}$`));
    expect(made.state).to.include({ arn: made.id, pendingConfirmation: false, ownerId: ACCOUNT });
    expect((await suite.plan(subscription, made, program)).keys).to.deep.equal([]);
    const raw = await suite.plan(subscription, made, { ...program, rawMessageDelivery: false });
    expect(raw).to.deep.include({ keys: ["rawMessageDelivery"], replaces: [] });
    const moved = { ...program, endpoint: `${queueArn}-2` };
    expect((await suite.plan(subscription, made, moved)).replaces).to.deep.equal(["endpoint"]);
    await suite.aws.delete(subscription, made);
    expect(suite.cloud.world.topics[topicArn]!.subscriptions).to.deep.equal({});
  });

  it("forgets a subscription that was never confirmed, and does not wait for people", async () => {
    await make(topic, { name: "findings" });
    const mail = { topic: topicArn, protocol: "email", endpoint: "a@example.com" };
    const made = await make(subscription, mail);
    expect(made.state["pendingConfirmation"]).to.equal(true);
    await suite.aws.delete(subscription, made);
    expect(Object.keys(suite.cloud.world.topics[topicArn]!.subscriptions)).to.have.length(1);
  });

  const topics = [
    {
      topicArn,
      events: ["s3:ObjectCreated:*"],
      filterPrefix: "AWSLogs/",
      filterSuffix: ".jsonl.gz",
    },
  ];

  it("puts a bucket's one notification document once the topic admits the bucket", async () => {
    await make(topic, { name: "findings" });
    const early = await suite.refused(notification, { bucket: "logs", topics });
    expect(early.message).to.match(
      /^creating S3 Bucket Notification \(logs\): operation error S3: .* api error InvalidArgument: Unable to validate the following destination configurations$/,
    );
    await make(topicPolicy, { arn: topicArn, policy: topicText });
    const made = await make(notification, { bucket: "logs", topics });
    expect(made.id).to.equal("logs");
    const { TopicConfigurations } = suite.cloud.world.buckets["logs"]!.notification as Members;
    expect(TopicConfigurations[0].Id).to.match(/^tf-s3-topic-/);
    expect((await suite.plan(notification, made, { bucket: "logs", topics })).keys).to.deep.equal(
      [],
    );
    const read = await suite.aws.read(notification, "logs", made);
    expect((await suite.plan(notification, read, { bucket: "logs", topics })).keys).to.deep.equal(
      [],
    );
    const other = [{ ...topics[0], filterPrefix: "" }];
    expect(
      (await suite.plan(notification, made, { bucket: "logs", topics: other })).keys,
    ).to.deep.equal(["topics"]);
  });

  it("wipes another's document: putting replaces it, deleting leaves none", async () => {
    await make(topic, { name: "findings" });
    await make(topicPolicy, { arn: topicArn, policy: topicText });
    const first = await make(notification, { bucket: "logs", topics });
    await make(notification, {
      bucket: "logs",
      topics: [{ ...topics[0], filterPrefix: "other/" }],
    });
    expect(suite.cloud.world.buckets["logs"]!.notification!["TopicConfigurations"]).to.have.length(
      1,
    );
    await suite.aws.delete(notification, first);
    expect(suite.cloud.world.buckets["logs"]!.notification).to.deep.equal({});
    expect((await suite.aws.read(notification, "logs", first)).id).to.equal("");
  });
});
