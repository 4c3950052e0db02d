import { expect } from "chai";
import { AwsError, type Members } from "../../../sandbox/cloud";
import { ADMIN, BUCKET, clientOf, exportWorld, keyArn } from "../../../testing/worlds";

const QUEUE = { QueueUrl: `https://sqs.us-east-1.amazonaws.com/${ADMIN}/inbox` };
const TOPIC = { TopicArn: `arn:aws:sns:us-east-1:${ADMIN}:alerts` };

/** JSON that is no document of AWS, of each kind and as each member of one. */
const ODD = [null, 0, "", "text", true, [], {}, [null], [[]], { a: null }, { a: [null] }];
const documents = (...members: string[]): unknown[] => [
  ...ODD,
  ...members.flatMap((member) => ODD.map((value) => ({ [member]: value }))),
];
const statements = ["Sid", "Effect", "Principal", "Action", "Resource", "Condition"].flatMap(
  (member) =>
    [...ODD, { StringEquals: null }, { StringEquals: [null] }, { AWS: null }, { AWS: [null] }].map(
      (value) => ({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: ADMIN },
            Action: "*",
            Resource: "*",
            [member]: value,
          },
        ],
      }),
    ),
);
const policies = [...documents("Version", "Statement", "Id"), ...statements];

/** A request for each document, by where the document is a text. */
const REQUESTS: [operation: string, documents: unknown[], input: (text: string) => Members][] = [
  ["sqs:SetQueueAttributes", policies, (Policy) => ({ ...QUEUE, Attributes: { Policy } })],
  [
    "sqs:SetQueueAttributes",
    documents("deadLetterTargetArn", "maxReceiveCount"),
    (RedrivePolicy) => ({ ...QUEUE, Attributes: { RedrivePolicy } }),
  ],
  [
    "sqs:SetQueueAttributes",
    documents("redrivePermission", "sourceQueueArns"),
    (RedriveAllowPolicy) => ({ ...QUEUE, Attributes: { RedriveAllowPolicy } }),
  ],
  [
    "sns:SetTopicAttributes",
    policies,
    (AttributeValue) => ({ ...TOPIC, AttributeName: "Policy", AttributeValue }),
  ],
  ...["FilterPolicy", "RedrivePolicy", "DeliveryPolicy"].map((name): (typeof REQUESTS)[number] => [
    "sns:Subscribe",
    documents("$or", "source", "detail", "deadLetterTargetArn"),
    (text) => ({
      ...TOPIC,
      Protocol: "sqs",
      Endpoint: `arn:aws:sqs:us-east-1:${ADMIN}:inbox`,
      Attributes: { [name]: text, FilterPolicyScope: "MessageBody" },
    }),
  ]),
  [
    "events:PutRule",
    [
      ...documents("$or", "source", "detail"),
      ...ODD.flatMap((value) =>
        ["prefix", "numeric", "anything-but", "cidr", "exists", "wildcard"].map((operator) => ({
          source: [{ [operator]: value }],
        })),
      ),
    ],
    (EventPattern) => ({ Name: "r", EventPattern }),
  ],
  ["events:PutPermission", policies, (Policy) => ({ Policy })],
  ["events:TestEventPattern", ODD, (Event) => ({ EventPattern: '{"source":["app"]}', Event })],
  ["s3:PutBucketPolicy", policies, (Policy) => ({ Bucket: BUCKET, Policy })],
  ["kms:PutKeyPolicy", policies, (Policy) => ({ KeyId: keyArn(), Policy })],
  [
    "iam:CreateRole",
    policies,
    (AssumeRolePolicyDocument) => ({ RoleName: "r", AssumeRolePolicyDocument }),
  ],
  [
    "iam:PutRolePolicy",
    policies,
    (PolicyDocument) => ({ RoleName: "reader", PolicyName: "p", PolicyDocument }),
  ],
];

describe("documents of odd JSON", () => {
  for (const [operation, all, inputOf] of REQUESTS) {
    const [member] = Object.keys(inputOf(""));
    it(`are taken or refused by ${operation}, and end no call in a fault (${all.length}, ${member})`, async () => {
      const client = await clientOf({
        ...exportWorld(),
        roles: {
          [`arn:aws:iam::${ADMIN}:role/reader`]: {
            assumeRolePolicy: { Version: "2012-10-17", Statement: [] },
          },
        },
      });
      await client.call("sqs:CreateQueue", { QueueName: "inbox" });
      await client.call("sns:CreateTopic", { Name: "alerts" });
      const faults: string[] = [];
      for (const document of all) {
        const text = JSON.stringify(document);
        try {
          await client.call(operation, inputOf(text));
        } catch (error) {
          if (!(error instanceof AwsError)) faults.push(`${text}: ${(error as Error).message}`);
        }
      }
      expect(faults).to.deep.equal([]);
    });
  }
});
