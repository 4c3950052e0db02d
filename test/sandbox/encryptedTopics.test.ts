import { expect } from "chai";
import type { Members } from "../../sandbox/cloud";
import { topicRefusal } from "../../sandbox/cloud/sns/publishing";
import { ADMIN, clientOf } from "../../testing/worlds";

const TOPIC = `arn:aws:sns:us-east-1:${ADMIN}:t`;
const KEY = `arn:aws:kms:us-east-1:${ADMIN}:key/0123`;

const allow = (Service: string, Action: string, Resource: string, Condition?: Members) => ({
  Effect: "Allow",
  Principal: { Service },
  Action,
  Resource,
  ...(Condition && { Condition }),
});

const bySource = { StringEquals: { "aws:SourceAccount": ADMIN } };

/** Why the topic refuses what a service of the account publishes. */
async function refused(service: string, KmsMasterKeyId: string, Condition?: Members) {
  const client = await clientOf({
    caller: ADMIN,
    keys: { [KEY]: { policy: { Statement: [allow(service, "kms:*", "*", Condition)] } } },
    topics: {
      [TOPIC]: {
        attributes: { KmsMasterKeyId },
        policy: { Statement: [allow(service, "sns:Publish", TOPIC)] },
      },
    },
  });
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
