import { expect } from "chai";

import { GuardDutyExport } from "../../components/export/guardDutyExport";
import { FindingsReader } from "../../components/readers/findingsReader";
import type { QueuePolicyMode } from "../../rules/readers";
import { startHttp } from "../../sandbox/http";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, exampleWorld, openCloudStack } from "../../testing/cloudStack";
import { assumed, readerClient, rootOf } from "../../testing/readerClient";

const REGION = "us-east-1";
const QUEUE = `arn:aws:sqs:${REGION}:${ACCOUNT}:siem`;
const QUEUE_URL = `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/siem`;

const send = (Sid: string, SourceArn: string) => ({
  ...{ Sid, Effect: "Allow", Principal: { Service: "sns.amazonaws.com" } },
  ...{ Action: "sqs:SendMessage", Resource: QUEUE },
  Condition: { ArnEquals: { "aws:SourceArn": SourceArn } },
});
const OTHERS: Statement[] = [
  send("Trails", `arn:aws:sns:${REGION}:${ACCOUNT}:trails`),
  // One without a Sid.
  {
    ...{ Effect: "Allow", Principal: { Service: "s3.amazonaws.com" } },
    ...{ Action: "sqs:SendMessage", Resource: QUEUE },
    Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:s3:::logs" } },
  },
];
const LATER = send("Flows", `arn:aws:sns:${REGION}:${ACCOUNT}:flows`);

type Statement = { [element: string]: unknown; Sid?: string };

const program =
  (policy?: QueuePolicyMode, url = QUEUE_URL) =>
  async () => {
    const { findingsUri, keyArn, notificationTopicArn } = new GuardDutyExport("findings", {
      ...{ regions: [REGION], notifications: true },
    });
    const { roleArn, externalId, queueStatement } = new FindingsReader("siem", {
      ...{ findingsUri, keyArn, topicArn: notificationTopicArn },
      queue: { existing: { url, policy } },
      role: { principalArns: [`arn:aws:iam::${ACCOUNT}:root`] },
    });
    return { topicArn: notificationTopicArn, roleArn, externalId, queueStatement };
  };

describe("A reader's queue that exists, on the real engine", () => {
  let stack: CloudStack;

  beforeEach(async () => {
    stack = await openCloudStack({
      ...exampleWorld(),
      queues: { [QUEUE]: { policy: { Version: "2008-10-17", Id: "owner", Statement: OTHERS } } },
    });
  });
  afterEach(() => stack.close());

  const policyOf = () =>
    stack.cloud.world.queues[QUEUE]!.policy as {
      Statement: Statement[];
      [element: string]: unknown;
    };
  const statements = () => policyOf().Statement;

  async function up(policy?: QueuePolicyMode) {
    const outcome = await stack.up(program(policy));
    if (outcome.error) throw outcome.error;
    return outcome;
  }

  /** Keys of findings objects that the reader takes off the queue and reads. */
  async function readBy({ roleArn, externalId }: { [output: string]: unknown }): Promise<string[]> {
    const server = await startHttp(stack.cloud);
    try {
      const by = rootOf(ACCOUNT);
      const credentials = await assumed(server.url, by, roleArn as string, externalId as string);
      const client = readerClient(server.url, credentials);
      const messages = await client.receive(QUEUE_URL);
      for (const { bucket, key } of messages)
        expect(await client.get(bucket, key)).to.have.length(1);
      return messages.map(({ key }) => key);
    } finally {
      await server.close();
    }
  }

  it("gets the reader's statement after those that are there, which stay as they are, and findings arrive", async () => {
    const { outputs } = await up();
    const { Version, Id, Statement } = policyOf();
    expect({ Version, Id }).to.deep.equal({ Version: "2008-10-17", Id: "owner" });
    expect(Statement).to.deep.equal([...OTHERS, JSON.parse(outputs["queueStatement"] as string)]);
    const delivered = await stack.deliver(REGION);
    expect(await readBy(outputs)).to.deep.equal(delivered);
    expect((await up()).changed).to.deep.equal([]);
  });

  it("keeps what others add later, in its order: the policy is read anew each time", async () => {
    await up();
    const own = statements().at(-1)!;
    policyOf().Statement = [OTHERS[0]!, own, LATER, OTHERS[1]!];
    await up();
    expect(statements()).to.deep.equal([OTHERS[0], own, LATER, OTHERS[1]]);
  });

  it("gets its statement again where another writer removed or widened it, with pulumi refresh as for any drift", async () => {
    await up();
    const own = statements().at(-1)!;
    for (const changed of [[], [{ ...own, Condition: undefined }]]) {
      policyOf().Statement = JSON.parse(JSON.stringify([...OTHERS, ...changed])) as Statement[];
      await stack.refresh();
      await up();
      expect(statements()).to.deep.equal([...OTHERS, own]);
    }
  });

  it("keeps its policy, with the statements of others, when the stack is destroyed", async () => {
    await up();
    expect((await stack.destroy()).error).to.equal(undefined);
    expect(statements().slice(0, OTHERS.length)).to.deep.equal(OTHERS);
    expect(Object.keys(stack.cloud.world.queues)).to.deep.equal([QUEUE]);
  });

  it("is refused in another account, before a subscription waits for its owner", async () => {
    const other = QUEUE_URL.replace(ACCOUNT, "444455556666");
    const { error } = await stack.up(program(undefined, other));
    expect(String(error)).to.contain(
      "queue.existing.url: is a queue of account 444455556666; the topic of new findings is in account 111122223333",
    );
    const topics = Object.values(stack.cloud.world.topics);
    expect(topics.flatMap(({ subscriptions }) => Object.keys(subscriptions))).to.deep.equal([]);
  });

  it("is left to its owner with `policy: external`, and findings arrive once the owner places the output", async () => {
    const { outputs } = await up("external");
    expect(statements()).to.deep.equal(OTHERS);
    await stack.deliver(REGION);
    expect(await readBy(outputs)).to.deep.equal([]);
    statements().push(JSON.parse(outputs["queueStatement"] as string) as Statement);
    const delivered = await stack.deliver(REGION);
    expect(await readBy(outputs)).to.deep.equal(delivered);
    expect((await up("external")).changed).to.deep.equal([]);
  });

  it("stops the deployment where its policy cannot be read as one, and keeps it", async () => {
    Object.assign(policyOf(), { Statement: "all" });
    const { error } = await stack.up(program());
    expect(error?.message).to.contain("queue.existing.url");
    expect(policyOf().Statement).to.equal("all");
  });
});
