import { expect } from "chai";

import type { Messages } from "../../aws/messages";
import { observeDelivery } from "../../aws/observeDelivery";
import type { DeclaredDelivery } from "../../rules/readers";

const ACCOUNT = "111122223333";
const TOPIC = `arn:aws:sns:us-east-1:${ACCOUNT}:findings-notifications-topic-0a1b2c3`;
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/1a2b`;
const DECLARED: DeclaredDelivery = {
  ...{ bucketArn: "arn:aws:s3:::acme-findings", accountId: ACCOUNT, folder: "AWSLogs/" },
  ...{ topicName: "findings-notifications-topic", topicKey: "own" },
  queues: [{ name: "findings-siem-queue" }],
};
const bucket = {
  notifications: () =>
    Promise.resolve([{ topicArn: TOPIC, events: ["s3:ObjectCreated:*"], prefix: "AWSLogs/" }]),
};
const client = {
  topic: () => Promise.resolve({ policy: "{}", kmsKeyId: KEY }),
  dataProtection: () =>
    Promise.reject(
      Object.assign(new Error("not authorized to perform: sns:GetDataProtectionPolicy"), {
        name: "AuthorizationErrorException",
      }),
    ),
  subscriptions: () => Promise.resolve([]),
} as unknown as Messages;

/** What differs and what was not read, with what KMS answers. */
async function observed(find: () => Promise<undefined>, declared = DECLARED) {
  const { value } = await observeDelivery(declared, bucket, client, { find });
  return { links: value?.differences.map(({ link }) => link), unread: value?.unread };
}

describe("The key of the topic of new findings", () => {
  it("that KMS does not let be read is not checked, and the rest of the way is judged", async () => {
    const denied = Object.assign(new Error("not authorized to perform: kms:DescribeKey"), {
      name: "AccessDeniedException",
    });
    const { links, unread } = await observed(() => Promise.reject(denied));
    expect(links).to.deep.equal(["topicPolicy", "subscription"]);
    expect(unread).to.have.length(1);
    expect(unread![0]).to.deep.include({
      ...{ id: "callFailed", confirmed: false },
      actions: ["kms:DescribeKey", "kms:GetKeyPolicy"],
    });
  });

  it("that does not exist ends the way", async () => {
    expect(await observed(() => Promise.resolve(undefined))).to.deep.equal({
      ...{ links: ["topicPolicy", "topicKey", "subscription"], unread: [] },
    });
  });
});

describe("The data protection policy of the topic of new findings", () => {
  it("that SNS does not let be read is not checked, and the rest of the way is judged", async () => {
    const declared = { ...DECLARED, readsProtection: true };
    const { links, unread } = await observed(() => Promise.resolve(undefined), declared);
    expect(links).to.deep.equal(["topicPolicy", "topicKey", "subscription"]);
    expect(unread).to.have.length(1);
    expect(unread![0]).to.deep.include({
      ...{ id: "callFailed", confirmed: false },
      actions: ["sns:GetDataProtectionPolicy"],
    });
  });
});
