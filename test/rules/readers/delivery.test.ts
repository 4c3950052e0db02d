import { expect } from "chai";

import type { DeclaredDelivery, ObservedDelivery } from "../../../rules/readers";
import { deliveryDifferences, queuePolicy, topicPolicy } from "../../../rules/readers";

const ACCOUNT = "111122223333";
const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:findings-notifications-topic-0a1b2c3`;
const QUEUE = `arn:aws:sqs:us-east-1:${ACCOUNT}:findings-siem-queue-4d5e6f7`;
const BUCKET = "arn:aws:s3:::acme-findings";
const DECLARED: DeclaredDelivery = {
  ...{ bucketArn: BUCKET, accountId: ACCOUNT, folder: "guardduty/AWSLogs/" },
  ...{ topicName: "findings-notifications-topic", queueNames: ["findings-siem-queue"] },
};
const notification = { topicArn: TOPIC, events: ["s3:ObjectCreated:*"], prefix: DECLARED.folder };
const ofTopic = topicPolicy(TOPIC, BUCKET, ACCOUNT);
const ofQueue = queuePolicy(QUEUE, TOPIC);
const DEPLOYED: ObservedDelivery = {
  notifications: [notification],
  topicPolicy: JSON.stringify(ofTopic),
  subscribed: [QUEUE],
  queuePolicies: new Map([[QUEUE, JSON.stringify(ofQueue)]]),
};
const differences = (changes: Partial<ObservedDelivery>) =>
  deliveryDifferences(DECLARED, { ...DEPLOYED, ...changes });
const ofPolicy = (text: string | null | undefined) => ({ queuePolicies: new Map([[QUEUE, text]]) });
const withStatement = (policy: typeof ofQueue, statement: object) =>
  JSON.stringify({ ...policy, Statement: [policy.Statement, statement].flat() });

describe("The way of new findings to readers", () => {
  it("is as the stack deploys it, in whatever order AWS gives statements back", () => {
    const Statement = [ofQueue.Statement].flat().reverse();
    expect(differences({})).to.deep.equal([]);
    expect(differences(ofPolicy(JSON.stringify({ ...ofQueue, Statement })))).to.deep.equal([]);
  });

  it("ends where the bucket notifies no topic of the stack of the findings", () => {
    const missing = [{ link: "notification", resource: BUCKET, name: DECLARED.topicName }];
    for (const notifications of [
      [],
      [{ ...notification, topicArn: `arn:aws:sns:us-east-1:${ACCOUNT}:others` }],
      [{ ...notification, events: ["s3:ObjectRemoved:*"] }],
      [{ ...notification, prefix: "other/" }],
      [{ ...notification, suffix: ".zip" }],
      [{ ...notification, suffix: "-1.jsonl.gz" }],
    ]) {
      expect(differences({ notifications })).to.deep.equal(missing);
    }
    for (const filter of [{ prefix: "guardduty/" }, { suffix: ".jsonl.gz" }, { suffix: ".gz" }]) {
      expect(differences({ notifications: [{ ...notification, ...filter }] })).to.deep.equal([]);
    }
  });

  it("differs where a policy is gone, was replaced, or lets in more", () => {
    const queue = { link: "queuePolicy", resource: QUEUE };
    const open = { Effect: "Allow", Principal: "*", Action: "sqs:*", Resource: QUEUE };
    for (const text of [null, "{}", "no JSON", withStatement(ofQueue, open)]) {
      expect(differences(ofPolicy(text))).to.deep.equal([{ ...queue, gone: false }]);
    }
    expect(differences(ofPolicy(undefined))).to.deep.equal([{ ...queue, gone: true }]);
    expect(differences({ topicPolicy: null })).to.deep.equal([
      { link: "topicPolicy", resource: TOPIC, gone: false },
    ]);
  });

  it("ends where no queue of a reader is subscribed", () => {
    expect(differences({ subscribed: [`${QUEUE}-other`] })).to.deep.equal([
      { link: "subscription", resource: TOPIC, name: "findings-siem-queue" },
    ]);
  });

  describe("with policies that others may write", () => {
    const SHARED = { ...DECLARED, topicName: TOPIC, queueNames: [QUEUE], shared: true };
    const shared = (changes: Partial<ObservedDelivery>) =>
      deliveryDifferences(SHARED, { ...DEPLOYED, ...changes });
    const deny = (Action: string, Resource: string) => ({
      ...{ Effect: "Deny", Principal: "*", Action, Resource },
    });

    it("is as deployed while they let messages through, whatever else they let through", () => {
      const open = { Effect: "Allow", Principal: "*", Action: "sqs:*", Resource: QUEUE };
      expect(shared({})).to.deep.equal([]);
      expect(shared(ofPolicy(withStatement(ofQueue, open)))).to.deep.equal([]);
    });

    it("ends where a policy lets none through, or is gone", () => {
      const queue = { link: "queuePolicy", resource: QUEUE };
      for (const text of [
        ...[null, "{}", "no JSON"],
        withStatement(ofQueue, deny("sqs:SendMessage", QUEUE)),
        JSON.stringify(queuePolicy(QUEUE, `${TOPIC}-2`)),
      ]) {
        expect(shared(ofPolicy(text))).to.deep.equal([{ ...queue, gone: false, denies: true }]);
      }
      expect(shared(ofPolicy(undefined))).to.deep.equal([{ ...queue, gone: true }]);
      expect(
        shared({ topicPolicy: withStatement(ofTopic, deny("sns:Publish", TOPIC)) }),
      ).to.deep.equal([{ link: "topicPolicy", resource: TOPIC, gone: false, denies: true }]);
    });

    it("ends where another topic is notified, or the queue is not subscribed", () => {
      const other = { ...notification, topicArn: `${TOPIC}-2` };
      expect(shared({ notifications: [other] })).to.deep.equal([
        { link: "notification", resource: BUCKET, name: TOPIC },
      ]);
      expect(shared({ subscribed: [] })).to.deep.equal([
        { link: "subscription", resource: TOPIC, name: QUEUE },
      ]);
    });
  });
});
