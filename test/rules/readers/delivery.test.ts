import { expect } from "chai";

import type {
  DeclaredDelivery,
  ObservedDelivery,
  ObservedQueue,
  ObservedSubscription,
} from "../../../rules/readers";
import {
  deliveryDifferences,
  notificationsKeyPolicy,
  queuePolicy,
  topicPolicy,
} from "../../../rules/readers";
import type { DeclaredTopicKey, ObservedTopic } from "../../../rules/readers/topicKey";
import { tlsOnlyQueuePolicy } from "../../../rules/queues";

const ACCOUNT = "111122223333";
const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:findings-notifications-topic-0a1b2c3`;
const QUEUE = `arn:aws:sqs:us-east-1:${ACCOUNT}:findings-siem-queue-4d5e6f7`;
const BUCKET = "arn:aws:s3:::acme-findings";
const DECLARED: DeclaredDelivery = {
  ...{ bucketArn: BUCKET, accountId: ACCOUNT, folder: "guardduty/AWSLogs/" },
  ...{ topicName: "findings-notifications-topic" },
  queues: [
    {
      name: "findings-siem-queue",
      settings: {
        deadLetterQueue: "findings-siem-dead-letter-queue",
        visibilityTimeoutSeconds: 300,
      },
    },
  ],
};
const notification = { topicArn: TOPIC, events: ["s3:ObjectCreated:*"], prefix: DECLARED.folder };
const ofTopic = topicPolicy(TOPIC, BUCKET, ACCOUNT);
const ofQueue = queuePolicy(QUEUE, TOPIC);
const DEAD_LETTERS = `arn:aws:sqs:us-east-1:${ACCOUNT}:findings-siem-dead-letter-queue-7a8b9c0`;
const SUBSCRIPTION: ObservedSubscription = {
  ...{ arn: `${TOPIC}:0a1b`, queueArn: QUEUE, pending: false, raw: true },
};
const STORAGE = { managedEncryption: true, retentionSeconds: 1_209_600, mostBytes: 262_144 };
const OWN: ObservedQueue = {
  ...{ ...STORAGE, policy: JSON.stringify(ofQueue), visibilitySeconds: 300 },
  redrive: { deadLetterQueueArn: DEAD_LETTERS, receives: 5 },
};
const OF_DEAD_LETTERS: ObservedQueue = {
  ...{
    ...STORAGE,
    policy: JSON.stringify(tlsOnlyQueuePolicy(DEAD_LETTERS)),
    visibilitySeconds: 30,
  },
};
const DEPLOYED: ObservedDelivery = {
  notifications: [notification],
  topic: { policy: JSON.stringify(ofTopic) },
  subscriptions: [SUBSCRIPTION],
  queues: new Map([
    [QUEUE, OWN],
    [DEAD_LETTERS, OF_DEAD_LETTERS],
  ]),
};
const differences = (changes: Partial<ObservedDelivery>) =>
  deliveryDifferences(DECLARED, { ...DEPLOYED, ...changes });
const withQueue = (queue: Partial<ObservedQueue> | undefined, arn = QUEUE) => ({
  queues: new Map([
    ...DEPLOYED.queues,
    [arn, queue && { ...(DEPLOYED.queues.get(arn) as ObservedQueue), ...queue }],
  ]),
});
const ofPolicy = (text: string | null | undefined) =>
  withQueue(text === undefined ? undefined : { policy: text });
const subscribed = (change: Partial<ObservedSubscription>) => ({
  subscriptions: [{ ...SUBSCRIPTION, ...change }],
});
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
    expect(differences({ topic: { policy: null } })).to.deep.equal([
      { link: "topicPolicy", resource: TOPIC, gone: false },
    ]);
  });

  it("ends where no queue of a reader is subscribed", () => {
    const missing = { link: "subscription", resource: TOPIC, name: "findings-siem-queue" };
    expect(differences(subscribed({ queueArn: `${QUEUE}-other` }))).to.deep.equal([missing]);
    expect(differences(subscribed({ pending: true }))).to.deep.equal([
      { ...missing, pending: true },
    ]);
  });

  it("is narrower with a filter of the subscription, whatever it lets through", () => {
    const policy = '{"detail":["never"]}';
    const filter = { link: "filter", resource: SUBSCRIPTION.arn, queueArn: QUEUE, policy };
    for (const scope of ["MessageBody", "MessageAttributes"]) {
      expect(differences(subscribed({ filter: { policy, scope } }))).to.deep.equal([filter]);
    }
    expect(differences(subscribed({ filter: { policy: "{ }" } }))).to.deep.equal([]);
  });

  it("brings other messages where they are wrapped by SNS", () => {
    expect(differences(subscribed({ raw: false }))).to.deep.equal([
      { link: "rawDelivery", resource: SUBSCRIPTION.arn, queueArn: QUEUE },
    ]);
  });

  describe("with a queue that the stack made", () => {
    const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;
    const OTHER = `arn:aws:sqs:us-east-1:${ACCOUNT}:theirs`;
    const of = (resource: string, differs: object) => ({
      ...{ link: "queueSetting", resource, differs },
    });

    for (const [what, change, differs] of [
      ["no encryption", { managedEncryption: false }, { setting: "encryption" }],
      [
        ...(["a key of KMS", { managedEncryption: false, kmsKeyId: KEY }] as const),
        { setting: "encryption", kmsKeyId: KEY },
      ],
      [
        ...(["a retention of a minute", { retentionSeconds: 60 }] as const),
        { setting: "messageRetentionPeriod", value: 60, least: 1_209_600 },
      ],
      [
        ...(["messages of 1 KiB at most", { mostBytes: 1024 }] as const),
        { setting: "maximumMessageSize", value: 1024, least: 262_144 },
      ],
    ] as const) {
      it(`differs with ${what}, of the queue and of its dead-letter queue`, () => {
        expect(differences(withQueue(change))).to.deep.equal([of(QUEUE, differs)]);
        const found = differences(withQueue(change, DEAD_LETTERS));
        expect(found).to.deep.equal([of(DEAD_LETTERS, differs)]);
      });
    }

    it("differs where messages come again too soon, or are set aside too soon", () => {
      const redrive = { deadLetterQueueArn: DEAD_LETTERS, receives: 1 };
      expect(differences(withQueue({ redrive }))).to.deep.equal([
        of(QUEUE, { setting: "maxReceiveCount", value: 1, least: 5 }),
      ]);
      expect(differences(withQueue({ visibilitySeconds: 0 }))).to.deep.equal([
        of(QUEUE, { setting: "visibilityTimeout", value: 0, least: 300 }),
      ]);
    });

    it("differs with no dead-letter queue, or another one", () => {
      expect(differences(withQueue({ redrive: undefined }))).to.deep.equal([
        of(QUEUE, { setting: "deadLetterQueue" }),
      ]);
      const redrive = { deadLetterQueueArn: OTHER, receives: 5 };
      expect(differences(withQueue({ redrive }))).to.deep.equal([
        of(QUEUE, { setting: "deadLetterQueue", deadLetterQueueArn: OTHER }),
      ]);
    });

    it("differs where the dead-letter queue is gone, or its policy lets in more", () => {
      const policy = { link: "deadLetterPolicy", resource: DEAD_LETTERS };
      expect(differences(withQueue(undefined, DEAD_LETTERS))).to.deep.equal([
        { ...policy, gone: true },
      ]);
      for (const text of [null, JSON.stringify(queuePolicy(DEAD_LETTERS, TOPIC))]) {
        expect(differences(withQueue({ policy: text }, DEAD_LETTERS))).to.deep.equal([
          { ...policy, gone: false },
        ]);
      }
    });

    it("is as deployed with more than the stack asks for", () => {
      const change = { mostBytes: 1_048_576, visibilitySeconds: 600 };
      expect(differences(withQueue(change))).to.deep.equal([]);
    });
  });

  describe("with a queue that others configure", () => {
    const AWS_KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:alias/aws/sqs`;
    const configured = (change: Partial<ObservedQueue>, elsewhere = false) =>
      deliveryDifferences(
        { ...DECLARED, queues: [{ name: QUEUE, shared: true, elsewhere }] },
        { ...DEPLOYED, ...withQueue(change) },
      );

    it("ends at AWS's own key of SQS, which SNS cannot use", () => {
      for (const kmsKeyId of ["alias/aws/sqs", AWS_KEY]) {
        expect(configured({ kmsKeyId })).to.deep.equal([
          { link: "queueSetting", resource: QUEUE, differs: { setting: "encryption", kmsKeyId } },
        ]);
      }
    });

    it("is left as they configure it", () => {
      for (const change of [
        { kmsKeyId: "alias/siem" },
        { redrive: undefined, retentionSeconds: 60 },
      ]) {
        expect(configured(change)).to.deep.equal([]);
      }
    });

    it("is not read in another account", () => {
      expect(configured({ kmsKeyId: "alias/aws/sqs", policy: null }, true)).to.deep.equal([]);
    });
  });

  describe("by a topic that a key encrypts", () => {
    const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1a2b`;
    const ofKey = notificationsKeyPolicy("aws", BUCKET, ACCOUNT);
    const key = { arn: KEY, state: "Enabled", policy: JSON.stringify(ofKey) };
    const judged =
      (topicKey: DeclaredTopicKey | undefined) =>
      (change: Partial<ObservedTopic> = {}) => {
        const topic = { policy: JSON.stringify(ofTopic), kmsKeyId: KEY, key, ...change };
        return deliveryDifferences({ ...DECLARED, topicKey }, { ...DEPLOYED, topic });
      };
    const own = judged("own");
    const given = judged({ arn: KEY });
    const encryption = { link: "topicEncryption", resource: TOPIC };
    const unusable = (state: string) => [
      { link: "topicKey", resource: KEY, topicArn: TOPIC, state },
    ];

    it("is as deployed with the key of the stack, whatever the topic calls it", () => {
      expect(own()).to.deep.equal([]);
      expect(own({ kmsKeyId: "alias/findings" })).to.deep.equal([]);
      expect(given()).to.deep.equal([]);
      expect(judged(undefined)({ kmsKeyId: "alias/aws/sns", key: undefined })).to.deep.equal([]);
    });

    it("differs without encryption, or under a key that lets S3 publish nothing", () => {
      expect(own({ kmsKeyId: undefined, key: undefined })).to.deep.equal([encryption]);
      for (const kmsKeyId of ["alias/aws/sns", `arn:aws:kms:us-east-1:${ACCOUNT}:alias/aws/sns`]) {
        expect(own({ kmsKeyId, key: undefined })).to.deep.equal([{ ...encryption, kmsKeyId }]);
      }
      const other = `${KEY}-2`;
      expect(given({ kmsKeyId: other, key: undefined })).to.deep.equal([
        { ...encryption, kmsKeyId: other, expected: KEY },
      ]);
    });

    it("ends under a key that is disabled, pending deletion or gone", () => {
      for (const state of ["Disabled", "PendingDeletion"]) {
        for (const judge of [own, given]) {
          expect(judge({ key: { ...key, state } })).to.deep.equal(unusable(state));
        }
      }
      expect(given({ key: undefined })).to.deep.equal(unusable("NotFound"));
    });

    it("differs with another policy of the stack's key, and ends where a given key lets S3 do less", () => {
      const deny = { Effect: "Deny", Principal: "*", Action: "kms:Decrypt", Resource: "*" };
      const open = { Effect: "Allow", Principal: "*", Action: "kms:Decrypt", Resource: "*" };
      const differs = { link: "topicKeyPolicy", resource: KEY, gone: false };
      const withPolicy = (statement: object) => ({
        key: { ...key, policy: withStatement(ofKey, statement) },
      });
      expect(own(withPolicy(open))).to.deep.equal([differs]);
      expect(given(withPolicy(open))).to.deep.equal([]);
      expect(given(withPolicy(deny))).to.deep.equal([{ ...differs, denies: true }]);
    });
  });

  describe("with policies that others may write", () => {
    const queues = [{ name: QUEUE, shared: true }];
    const SHARED = { ...DECLARED, topicName: TOPIC, queues, shared: true };
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
        shared({ topic: { policy: withStatement(ofTopic, deny("sns:Publish", TOPIC)) } }),
      ).to.deep.equal([{ link: "topicPolicy", resource: TOPIC, gone: false, denies: true }]);
    });

    it("ends where another topic is notified, or the queue is not subscribed", () => {
      const other = { ...notification, topicArn: `${TOPIC}-2` };
      expect(shared({ notifications: [other] })).to.deep.equal([
        { link: "notification", resource: BUCKET, name: TOPIC },
      ]);
      expect(shared({ subscriptions: [] })).to.deep.equal([
        { link: "subscription", resource: TOPIC, name: QUEUE },
      ]);
    });
  });
});
