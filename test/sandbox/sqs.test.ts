import { expect } from "chai";
import type { Members } from "../../sandbox/cloud";
import { ADMIN, type Client, clientOf, exportWorld, OTHER, refusal } from "../../testing/worlds";

const URL = `https://sqs.us-east-1.amazonaws.com/${ADMIN}/inbox`;
const ARN = `arn:aws:sqs:us-east-1:${ADMIN}:inbox`;
const DEAD = `arn:aws:sqs:us-east-1:${ADMIN}:dead`;

async function withQueue(Attributes: Members = {}): Promise<Client> {
  const client = await clientOf();
  await client.call("sqs:CreateQueue", { QueueName: "inbox", Attributes });
  return client;
}

const send = (client: Client, MessageBody: string) =>
  client.call("sqs:SendMessage", { QueueUrl: URL, MessageBody });

async function receive(client: Client, more: Members = {}): Promise<Members[]> {
  const { Messages = [] } = await client.call("sqs:ReceiveMessage", { QueueUrl: URL, ...more });
  return Messages;
}

const bodies = async (client: Client, more: Members = {}): Promise<string[]> =>
  (await receive(client, { MaxNumberOfMessages: 10, ...more })).map((one) => one["Body"]);

describe("SQS queues", () => {
  it("are those of the Region that a URL names", async () => {
    const client = await withQueue();
    const at = (host: string) =>
      client.call("sqs:GetQueueAttributes", { QueueUrl: URL.replace("sqs.us-east-1", host) });
    await at("us-east-1.queue");
    expect(await refusal(at("sqs.us-west-2"))).to.match(/^QueueDoesNotExist:/);
  });

  it("have SQS's defaults, with SSE-SQS on", async () => {
    const client = await withQueue();
    const { Attributes } = await client.call("sqs:GetQueueAttributes", {
      QueueUrl: URL,
      AttributeNames: ["All"],
    });
    expect(Attributes).to.include({
      QueueArn: ARN,
      VisibilityTimeout: "30",
      MessageRetentionPeriod: "345600",
      MaximumMessageSize: "262144",
      DelaySeconds: "0",
      SqsManagedSseEnabled: "true",
      ApproximateNumberOfMessages: "0",
    });
    expect(Attributes).not.to.have.property("Policy");
  });

  it("are answered again for the same attributes, refused for others", async () => {
    const client = await withQueue({ VisibilityTimeout: "60" });
    const create = (Attributes: Members) =>
      client.call("sqs:CreateQueue", { QueueName: "inbox", Attributes });
    expect(await create({ VisibilityTimeout: "60" })).to.deep.equal({ QueueUrl: URL });
    expect(await refusal(create({ VisibilityTimeout: "61" }))).to.equal(
      "QueueNameExists: A queue already exists with the same name and a different value for attribute VisibilityTimeout: inbox",
    );
  });

  const wrong: [Attributes: Members, text: string][] = [
    [
      { VisibilityTimeout: "43201" },
      "InvalidAttributeValue: Invalid value for the parameter VisibilityTimeout.",
    ],
    [
      { MessageRetentionPeriod: "59" },
      "InvalidAttributeValue: Invalid value for the parameter MessageRetentionPeriod.",
    ],
    [{ Policy: "{}" }, "InvalidAttributeValue: Invalid value for the parameter Policy."],
    [{ Colour: "red" }, "InvalidAttributeName: Unknown Attribute Colour."],
  ];
  for (const [attributes, text] of wrong) {
    it(`refuse ${JSON.stringify(attributes)} and keep nothing of the request`, async () => {
      const client = await withQueue();
      const Attributes = { DelaySeconds: "5", ...attributes };
      const set = client.call("sqs:SetQueueAttributes", { QueueUrl: URL, Attributes });
      expect(await refusal(set)).to.equal(text);
      expect(client.cloud.world.queues[ARN]!.attributes["DelaySeconds"]).to.equal("0");
    });
  }

  it("refuse a dead-letter queue that is not there", async () => {
    const client = await clientOf();
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: DEAD, maxReceiveCount: 5 });
    const create = client.call("sqs:CreateQueue", {
      QueueName: "inbox",
      Attributes: { RedrivePolicy },
    });
    expect(await refusal(create)).to.match(
      /^InvalidParameterValue: .* Reason: Dead letter target does not exist\.$/,
    );
  });

  it("hide what was received for the visibility timeout of the world's clock", async () => {
    const client = await withQueue({ VisibilityTimeout: "60" });
    await send(client, "one");
    expect(await bodies(client)).to.deep.equal(["one"]);
    expect(await bodies(client)).to.deep.equal([]);
    await client.cloud.advanceClock(59_000);
    expect(await bodies(client)).to.deep.equal([]);
    await client.cloud.advanceClock(1_000);
    expect(await bodies(client)).to.deep.equal(["one"]);
  });

  it("give a message back when its visibility is ended, and forget it when it is deleted", async () => {
    const client = await withQueue();
    await send(client, "one");
    const [first] = await receive(client);
    await client.call("sqs:ChangeMessageVisibility", {
      QueueUrl: URL,
      ReceiptHandle: first!["ReceiptHandle"],
      VisibilityTimeout: 0,
    });
    const [again] = await receive(client, { AttributeNames: ["ApproximateReceiveCount"] });
    expect(again!["MessageId"]).to.equal(first!["MessageId"]);
    expect(again!["Attributes"]).to.deep.equal({ ApproximateReceiveCount: "2" });
    const { ReceiptHandle } = again!;
    await client.call("sqs:DeleteMessage", { QueueUrl: URL, ReceiptHandle });
    await client.cloud.advanceClock(60_000);
    expect(await bodies(client)).to.deep.equal([]);
  });

  it("move a message to the dead-letter queue after maxReceiveCount receives", async () => {
    const client = await clientOf();
    await client.call("sqs:CreateQueue", { QueueName: "dead" });
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: DEAD, maxReceiveCount: 2 });
    await client.call("sqs:CreateQueue", {
      QueueName: "inbox",
      Attributes: { RedrivePolicy, VisibilityTimeout: "0" },
    });
    await send(client, "poison");
    expect(await bodies(client)).to.deep.equal(["poison"]);
    expect(await bodies(client)).to.deep.equal(["poison"]);
    expect(await bodies(client)).to.deep.equal([]);
    expect(client.cloud.world.queues[DEAD]!.messages.map(({ body }) => body)).to.deep.equal([
      "poison",
    ]);
  });

  it("drop a message after the retention period of the world's clock", async () => {
    const client = await withQueue({ MessageRetentionPeriod: "3600" });
    await send(client, "one");
    await client.cloud.advanceClock(3_599_000);
    expect(client.cloud.world.queues[ARN]!.messages).to.have.length(1);
    await client.cloud.advanceClock(1_000);
    expect(client.cloud.world.queues[ARN]!.messages).to.deep.equal([]);
  });

  it("are their own account's: another needs the queue's policy", async () => {
    const world = exportWorld();
    world.queues = { [ARN]: {} };
    const client = await clientOf(world);
    const other = client.as(OTHER);
    expect(await refusal(receive(other))).to.equal(
      `AccessDenied: User: arn:aws:iam::${OTHER}:root is not authorized to perform: sqs:receivemessage on resource: ${ARN} because no resource-based policy allows the sqs:receivemessage action`,
    );
    const Policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: { AWS: OTHER }, Action: "sqs:ReceiveMessage", Resource: ARN },
      ],
    });
    await client.call("sqs:SetQueueAttributes", { QueueUrl: URL, Attributes: { Policy } });
    expect(await receive(other)).to.deep.equal([]);
  });

  it("that do not exist are refused", async () => {
    const client = await clientOf();
    expect(await refusal(receive(client))).to.equal(
      "QueueDoesNotExist: The specified queue does not exist.",
    );
  });
});
