import { expect } from "chai";
import type { Members } from "../../sandbox/cloud";
import type { WorldFile } from "../../sandbox/world";
import {
  ADMIN,
  type Client,
  clientOf,
  exportWorld,
  keyArn,
  OTHER,
  refusal,
} from "../../testing/worlds";

const TOPIC = `arn:aws:sns:us-east-1:${ADMIN}:findings`;
const queueArn = (name: string, account = ADMIN) => `arn:aws:sqs:us-east-1:${account}:${name}`;

/** A queue that takes messages of the topic. */
function inbox(arn: string, attributes: { [name: string]: string } = {}, source = TOPIC) {
  return {
    attributes,
    policy: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "sns.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: arn,
          Condition: { ArnEquals: { "aws:SourceArn": source } },
        },
      ],
    },
  };
}

async function withTopic(queues: WorldFile["queues"]): Promise<Client> {
  const client = await clientOf({ ...exportWorld(), queues });
  await client.call("sns:CreateTopic", { Name: "findings" });
  return client;
}

const subscribe = (client: Client, Endpoint: string, Attributes: Members = {}) =>
  client.call("sns:Subscribe", {
    TopicArn: TOPIC,
    Protocol: "sqs",
    Endpoint,
    Attributes,
    ReturnSubscriptionArn: true,
  });

const bodies = ({ cloud }: Client, arn: string): string[] =>
  cloud.world.queues[arn]!.messages.map(({ body }) => body);

const publish = (client: Client, Message = "hello") =>
  client.call("sns:Publish", { TopicArn: TOPIC, Message, Subject: "news" });

describe("SNS topics", () => {
  it("have SNS's default policy, which is their own account's", async () => {
    const client = await withTopic({});
    const { Attributes } = await client.call("sns:GetTopicAttributes", { TopicArn: TOPIC });
    const { Statement } = JSON.parse(Attributes.Policy);
    expect(Statement[0]).to.deep.include({
      Sid: "__default_statement_ID",
      Principal: { AWS: "*" },
      Condition: { StringEquals: { "AWS:SourceOwner": ADMIN } },
    });
    expect(await refusal(publish(client.as(OTHER)))).to.match(/^AuthorizationError: User: /);
  });

  it("hand every message to each queue, wrapped unless delivery is raw", async () => {
    const [plain, raw] = [queueArn("plain"), queueArn("raw")];
    const client = await withTopic({ [plain]: inbox(plain), [raw]: inbox(raw) });
    const { SubscriptionArn } = await subscribe(client, plain);
    await subscribe(client, raw, { RawMessageDelivery: "true" });
    const { MessageId } = await publish(client);
    expect(bodies(client, raw)).to.deep.equal(["hello"]);
    const [body] = bodies(client, plain);
    expect(JSON.parse(body!)).to.include({
      Type: "Notification",
      MessageId,
      TopicArn: TOPIC,
      Subject: "news",
      Message: "hello",
      UnsubscribeURL: `https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${SubscriptionArn}`,
    });
  });

  it("drop what the queue's policy does not admit, or keep it in the subscription's dead-letter queue", async () => {
    const [closed, other, dead] = [queueArn("closed"), queueArn("other"), queueArn("dead")];
    const client = await withTopic({
      [closed]: {},
      [other]: inbox(other, {}, `${TOPIC}-2`),
      [dead]: inbox(dead),
    });
    await subscribe(client, closed, {
      RawMessageDelivery: "true",
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead }),
    });
    await subscribe(client, other);
    await publish(client);
    expect([closed, other, dead].map((arn) => bodies(client, arn))).to.deep.equal([
      [],
      [],
      ["hello"],
    ]);
  });

  it("cannot write under the key that AWS manages for SQS, and under a customer's only when its policy says so", async () => {
    const [managed, own] = [queueArn("managed"), queueArn("own")];
    const client = await withTopic({
      [managed]: inbox(managed, { KmsMasterKeyId: "alias/aws/sqs" }),
      [own]: inbox(own, { KmsMasterKeyId: keyArn() }),
    });
    for (const arn of [managed, own]) await subscribe(client, arn, { RawMessageDelivery: "true" });
    await publish(client, "before");
    await client.cloud.setPolicy(
      { key: keyArn() },
      {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { Service: "sns.amazonaws.com" },
            Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
            Resource: "*",
          },
        ],
      },
    );
    await publish(client, "after");
    expect(bodies(client, managed)).to.deep.equal([]);
    expect(bodies(client, own)).to.deep.equal(["after"]);
  });

  it("wait for a queue of another account to confirm, unless that account subscribes it", async () => {
    const theirs = queueArn("theirs", OTHER);
    const client = await withTopic({ [theirs]: inbox(theirs) });
    const { SubscriptionArn } = await subscribe(client, theirs);
    await publish(client);
    expect(bodies(client, theirs)).to.deep.equal([]);
    const { Attributes } = await client.call("sns:GetSubscriptionAttributes", { SubscriptionArn });
    expect(Attributes["PendingConfirmation"]).to.equal("true");
    await client.call("sns:Unsubscribe", { SubscriptionArn });

    expect(await refusal(subscribe(client.as(OTHER), theirs))).to.match(/^AuthorizationError: /);
    const AttributeValue = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: { AWS: OTHER }, Action: "SNS:Subscribe", Resource: TOPIC },
      ],
    });
    await client.call("sns:SetTopicAttributes", {
      TopicArn: TOPIC,
      AttributeName: "Policy",
      AttributeValue,
    });
    await subscribe(client.as(OTHER), theirs, { RawMessageDelivery: "true" });
    await publish(client);
    expect(bodies(client, theirs)).to.deep.equal(["hello"]);
  });

  it("let a subscription filter by the body", async () => {
    const raw = queueArn("raw");
    const client = await withTopic({ [raw]: inbox(raw) });
    await subscribe(client, raw, {
      RawMessageDelivery: "true",
      FilterPolicyScope: "MessageBody",
      FilterPolicy: JSON.stringify({ severity: [{ numeric: [">=", 7] }] }),
    });
    for (const severity of [2, 8]) await publish(client, JSON.stringify({ severity }));
    await publish(client, "no JSON");
    expect(bodies(client, raw)).to.deep.equal(['{"severity":8}']);
  });

  const policies: [what: string, statement: Members, text: string][] = [
    [
      "an action of another service",
      { Action: "s3:GetObject" },
      "Policy statement action out of service scope!",
    ],
    ["another topic", { Resource: `${TOPIC}-2` }, "Policy Error: null"],
    [
      "a principal that does not exist",
      { Principal: { AWS: "unknown" } },
      "Policy Error: PrincipalNotFound",
    ],
  ];
  for (const [what, statement, text] of policies) {
    it(`refuse a policy about ${what}`, async () => {
      const client = await withTopic({});
      const good = { Effect: "Allow", Principal: "*", Action: "SNS:Publish", Resource: TOPIC };
      const AttributeValue = JSON.stringify({ Statement: [{ ...good, ...statement }] });
      const input = { TopicArn: TOPIC, AttributeName: "Policy", AttributeValue };
      expect(await refusal(client.call("sns:SetTopicAttributes", input))).to.equal(
        `InvalidParameter: Invalid parameter: ${text}`,
      );
    });
  }

  it("are answered again for the same name, and their deletion when they are gone is no error", async () => {
    const client = await withTopic({});
    expect(await client.call("sns:CreateTopic", { Name: "findings" })).to.deep.equal({
      TopicArn: TOPIC,
    });
    await client.call("sns:DeleteTopic", { TopicArn: TOPIC });
    await client.call("sns:DeleteTopic", { TopicArn: TOPIC });
    expect(await refusal(publish(client))).to.equal("NotFound: Topic does not exist");
  });
});
