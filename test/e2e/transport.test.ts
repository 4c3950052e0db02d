import { expect } from "chai";

import type { AccessRequest } from "../../rules/evaluator";
import { evaluate } from "../../rules/evaluator";
import type { PolicyDocument } from "../../rules/policyDocument";
import { bucketArn, knownArn } from "../../rules/arn";
import type { Aws } from "../../sandbox/cloud/aws";
import { topicRefusal } from "../../sandbox/cloud/sns/publishing";
import { addOnProgram, FIRST_ADD_ONS, withTargets } from "../../testing/addOnProgram";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, exampleWorld, openCloudStack } from "../../testing/cloudStack";
import { runCommand } from "../../testing/live/run";
import { stackFiles } from "../../testing/live/world";
import { healthBundle } from "../../testing/lambda";

/** What accepts requests without TLS, and why. */
const WITHOUT_TLS_STATEMENT: { [name: string]: string } = {
  "findings-health-topic":
    "EventBridge publishes to it, and supports no conditions in the policy of a topic",
};

/** A queue, topic or bucket as it is in AWS. */
interface Holder {
  arn: string;
  policy: unknown;
  /** A request that a client of its own account could send. */
  action: string;
  isEncrypted: boolean;
}

/** Without the random ending that Pulumi gives. */
const nameOf = ({ arn }: Holder) => knownArn(arn).resource.replace(/-[0-9a-f]{7,8}$/, "");

function holdersOf({ cloud: { world } }: CloudStack): Holder[] {
  const { queues, topics, buckets, keys } = world;
  return [
    ...Object.entries(queues).map(([arn, { policy, attributes }]) => ({
      ...{ arn, policy, action: "sqs:SendMessage" },
      isEncrypted: attributes["SqsManagedSseEnabled"] === "true",
    })),
    ...Object.entries(topics).map(([arn, { policy, attributes }]) => ({
      ...{ arn, policy, action: "sns:Publish" },
      isEncrypted: keys[attributes["KmsMasterKeyId"] ?? ""] !== undefined,
    })),
    ...Object.entries(buckets).map(([name, { policy, encryption }]) => ({
      arn: bucketArn("aws", name),
      ...{ policy, action: "s3:ListBucket", isEncrypted: encryption != null },
    })),
  ];
}

function refusesWithoutTls({ policy, action, arn }: Holder): boolean {
  const request: AccessRequest = {
    ...{ action, resource: arn },
    principal: { kind: "AWS", arn: `arn:aws:iam::${ACCOUNT}:root` },
    context: { known: { "aws:SecureTransport": "false" }, otherwise: "unknown" },
  };
  const document = { Statement: [], ...(policy as object) } as PolicyDocument;
  return evaluate(document, request).result === "explicitDeny";
}

/** A key that contains an account id is of that account. */
const CREDENTIALS = { AWS_ACCESS_KEY_ID: `AKIA${ACCOUNT}`, AWS_SECRET_ACCESS_KEY: "sandbox" };

interface Difference {
  id: string;
  difference: { link: string; name: string };
}

describe("The queues, topics and buckets of an export with every add-on", function () {
  let stack: CloudStack;
  let holders: Holder[];

  before(async () => {
    await healthBundle();
    const world = withTargets(exampleWorld());
    stack = await openCloudStack({
      ...world,
      accounts: { ...world.accounts, "555566667777": {} },
      buckets: {},
    });
    const { error } = await stack.up(addOnProgram(FIRST_ADD_ONS));
    if (error) throw error;
    holders = holdersOf(stack).filter(({ arn }) => world.topics?.[arn] === undefined);
  });
  after(() => stack.close());

  it("are these", () => {
    expect(holders.map(nameOf).sort()).to.deep.equal([
      "findings-athena-results",
      "findings-events-undelivered-eu-west-1",
      "findings-events-undelivered-us-east-1",
      "findings-guardduty",
      "findings-health-dead-letter-queue",
      "findings-health-topic",
      "findings-health-undelivered-eu-west-1",
      "findings-health-undelivered-us-east-1",
      "findings-key-dead-letter-queue",
      "findings-key-queue",
      "findings-lists-bucket",
      "findings-notifications-topic",
      "findings-siem-dead-letter-queue",
      "findings-siem-queue",
      "other-events-undelivered-bus",
      "other-events-undelivered-eu-west-1",
      "other-events-undelivered-us-east-1",
    ]);
  });

  it("are encrypted", () => {
    expect(holders.filter(({ isEncrypted }) => !isEncrypted).map(nameOf)).to.deep.equal([]);
  });

  it("refuse requests without TLS, or have a reason not to", () => {
    const open = holders.filter((one) => !refusesWithoutTls(one));
    expect(open.map(nameOf)).to.deep.equal(Object.keys(WITHOUT_TLS_STATEMENT));
  });

  it("take alarms of their account and messages of EventBridge, whichever of AWS's pages is right", () => {
    const aws = { world: stack.cloud.world, now: () => new Date() } as Aws;
    const topic = holders.find((one) => nameOf(one) === "findings-health-topic")!.arn;
    const refused = (service: string, sourceAccount: string) =>
      topicRefusal(aws, topic, { service, sourceArn: topic, sourceAccount });
    expect(refused("cloudwatch.amazonaws.com", ACCOUNT)).to.equal(undefined);
    expect(refused("events.amazonaws.com", ACCOUNT)).to.equal(undefined);
    expect(refused("cloudwatch.amazonaws.com", "555566667777")).not.to.equal(undefined);
    expect(refused("s3.amazonaws.com", ACCOUNT)).not.to.equal(undefined);
  });

  it("are found as they were deployed by status: from the bucket's notifications to the readers' queues", async () => {
    const role = { principalArns: ["arn:aws:iam::555566667777:root"], externalId: "ab-12" };
    const accessKey = { acknowledgeLongLivedKey: true };
    const files = stackFiles({
      ...{ regions: ["us-east-1", "eu-west-1"], notifications: true },
      readers: { siem: { role }, key: { accessKey } },
    });
    const differs = async () => {
      const { out, err } = await runCommand(["status", "--stack", "prod", "--format", "json"], {
        ...{ env: { ...stack.env, ...CREDENTIALS }, files },
      });
      if (out === "") throw new Error(err);
      const { findings } = JSON.parse(out) as { findings: Difference[] };
      return findings.flatMap(({ id, difference }) =>
        id === "notificationsDiffer" ? [[difference.link, difference.name]] : [],
      );
    };
    expect(await differs()).to.deep.equal([]);
    const { topics } = stack.cloud.world;
    for (const { subscriptions } of Object.values(topics)) {
      for (const [id, { endpoint }] of Object.entries(subscriptions)) {
        if (endpoint.includes("findings-siem-queue")) delete subscriptions[id];
      }
    }
    expect(await differs()).to.deep.equal([["subscription", "findings-siem-queue"]]);
  });
});
