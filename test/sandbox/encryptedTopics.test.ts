import { expect } from "chai";
import type { Members } from "../../sandbox/cloud";
import { topicRefusal } from "../../sandbox/cloud/sns/publishing";
import type { WorldFile } from "../../sandbox/world";
import { ADMIN, clientOf } from "../../testing/worlds";

const TOPIC = `arn:aws:sns:us-east-1:${ADMIN}:t`;
type WorldTopic = NonNullable<WorldFile["topics"]>[string];
const KEY = `arn:aws:kms:us-east-1:${ADMIN}:key/0123`;

const allow = (Service: string, Action: string, Resource: string, Condition?: Members) => ({
  Effect: "Allow",
  Principal: { Service },
  Action,
  Resource,
  ...(Condition && { Condition }),
});

const bySource = { StringEquals: { "aws:SourceAccount": ADMIN } };

/** Why the topic refuses what a service of the account publishes, under an encrypted topic's key. */
const refused = (service: string, KmsMasterKeyId: string, Condition?: Members) =>
  refusedBy(
    service,
    {
      attributes: { KmsMasterKeyId },
      policy: { Statement: [allow(service, "sns:Publish", TOPIC)] },
    },
    { [KEY]: { policy: { Statement: [allow(service, "kms:*", "*", Condition)] } } },
  );

async function refusedBy(
  service: string,
  topic: WorldTopic,
  keys: WorldFile["keys"] = {},
): Promise<string | undefined> {
  const client = await clientOf({ caller: ADMIN, keys, topics: { [TOPIC]: topic } });
  const aws = { world: client.cloud.world } as Parameters<typeof topicRefusal>[0];
  const sourceArn = `arn:aws:events:us-east-1:${ADMIN}:rule/r`;
  return topicRefusal(aws, TOPIC, { service, sourceArn, sourceAccount: ADMIN });
}

describe("Encrypted topics", () => {
  it("take events where the key's policy admits EventBridge without a condition on the source", async () => {
    expect(await refused("events.amazonaws.com", KEY)).to.equal(undefined);
    expect(await refused("events.amazonaws.com", KEY, bySource)).to.equal(
      `The key ${KEY} of ${TOPIC} does not let events.amazonaws.com use it.`,
    );
  });

  it("take messages of other services where the key's policy names their source", async () => {
    expect(await refused("cloudwatch.amazonaws.com", KEY, bySource)).to.equal(undefined);
  });

  it("take no events under the key that AWS manages", async () => {
    expect(await refused("events.amazonaws.com", "alias/aws/sns")).to.equal(
      `The key alias/aws/sns of ${TOPIC} does not let events.amazonaws.com use it.`,
    );
  });
});

describe("A topic's policy for EventBridge", () => {
  const events = "events.amazonaws.com";
  const statement = (Condition?: Members) => allow(events, "sns:Publish", TOPIC, Condition);
  const no = `The policy of ${TOPIC} does not let ${events} do SNS:Publish.`;

  it("admits it by a statement without a condition", async () => {
    expect(await refusedBy(events, { policy: { Statement: [statement()] } })).to.equal(undefined);
  });

  const conditions: Members[] = [
    bySource,
    { ArnEquals: { "aws:SourceArn": `arn:aws:events:us-east-1:${ADMIN}:rule/r` } },
    { ArnLike: { "aws:SourceArn": `arn:aws:events:*:${ADMIN}:rule/*` } },
  ];
  for (const condition of conditions) {
    it(`does not admit it under ${JSON.stringify(condition)}`, async () => {
      const policy = { Statement: [statement(condition)] };
      expect(await refusedBy(events, { policy })).to.equal(no);
    });
  }

  it("does not admit it where a Deny would apply if EventBridge named its source", async () => {
    const deny = { ...statement(bySource), Effect: "Deny" };
    expect(await refusedBy(events, { policy: { Statement: [statement(), deny] } })).to.equal(no);
  });

  it("admits other services by their source", async () => {
    const service = "cloudwatch.amazonaws.com";
    const policy = { Statement: [allow(service, "sns:Publish", TOPIC, bySource)] };
    expect(await refusedBy(service, { policy })).to.equal(undefined);
  });
});
