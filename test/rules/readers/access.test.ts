import { expect } from "chai";

import {
  findingsLocation,
  queuePolicy,
  readerPolicy,
  roleTrust,
  topicPolicy,
  webIdentityTrust,
} from "../../../rules/readers";
import { knownArn } from "../../../rules/arn";

const KEY = "arn:aws:kms:us-east-1:444455556666:key/11111111-2222-3333-4444-555555555555";
const QUEUE = "arn:aws:sqs:us-east-1:444455556666:findings";
const TOPIC = "arn:aws:sns:us-east-1:444455556666:findings";
const location = findingsLocation("s3://acme-findings/guardduty/AWSLogs/", KEY);

describe("the policy of a reader", () => {
  it("lets it list, get and decrypt findings, and take notifications off its queue", () => {
    const queue = { queueArn: QUEUE, actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage"] };
    expect(readerPolicy(location, false, queue)).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ListFindings",
          Effect: "Allow",
          Action: "s3:ListBucket",
          Resource: "arn:aws:s3:::acme-findings",
          Condition: { StringLike: { "s3:prefix": "guardduty/AWSLogs/*" } },
        },
        {
          Sid: "GetFindings",
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::acme-findings/guardduty/AWSLogs/*",
        },
        {
          Sid: "DecryptFindings",
          Effect: "Allow",
          Action: "kms:Decrypt",
          Resource: KEY,
          Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
        },
        {
          Sid: "ReceiveNotifications",
          Effect: "Allow",
          Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage"],
          Resource: QUEUE,
        },
      ],
    });
  });

  it("lets it delete findings only when that is said, and no queue be touched when there is none", () => {
    const sids = (deletes: boolean) =>
      [readerPolicy(location, deletes).Statement].flat().map(({ Sid }) => Sid);
    expect(sids(false)).to.deep.equal(["ListFindings", "GetFindings", "DecryptFindings"]);
    expect(sids(true)).to.deep.equal([...sids(false), "DeleteFindings"]);
  });

  for (const [region, arn, service] of [
    ["us-gov-west-1", "arn:aws-us-gov:s3:::acme-findings", "s3.us-gov-west-1.amazonaws.com"],
    ["cn-north-1", "arn:aws-cn:s3:::acme-findings", "s3.cn-north-1.amazonaws.com.cn"],
  ] as const) {
    it(`speaks of the partition of ${region}`, () => {
      const partition = knownArn(arn).partition;
      const key = `arn:${partition}:kms:${region}:444455556666:key/1`;
      const { Statement } = readerPolicy(
        findingsLocation("s3://acme-findings/AWSLogs/", key),
        false,
      );
      const [list, , decrypt] = [Statement].flat();
      expect(list!.Resource).to.equal(arn);
      expect(decrypt!.Condition).to.deep.equal({ StringEquals: { "kms:ViaService": service } });
    });
  }
});

describe("the trust of a reader's role", () => {
  it("takes the external id that was agreed from these principals alone", () => {
    const principalArns = ["arn:aws:iam::999900001111:root"];
    expect(roleTrust({ principalArns, externalId: "ab-12" }).Statement).to.deep.equal([
      {
        Effect: "Allow",
        Principal: { AWS: principalArns },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "sts:ExternalId": "ab-12" } },
      },
    ]);
  });

  it("takes Google's tokens of one subject, with no provider resource", () => {
    const trust = webIdentityTrust({ provider: "accounts.google.com", subjects: ["1234"] });
    expect(trust.Statement).to.deep.equal([
      {
        Effect: "Allow",
        Principal: { Federated: ["accounts.google.com"] },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: { StringEquals: { "accounts.google.com:sub": ["1234"] } },
      },
    ]);
  });

  it("names the condition keys of an OIDC provider after its URL", () => {
    const provider =
      "arn:aws:iam::444455556666:oidc-provider/sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/";
    const [statement] = [
      webIdentityTrust({
        provider,
        audiences: ["api://1462b192-27f7-4cb9-8523-0f4ecb54b47e"],
        sessionNames: ["MicrosoftSentinel_0a"],
      }).Statement,
    ].flat();
    expect(statement!.Condition).to.deep.equal({
      StringEquals: {
        "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/:aud": [
          "api://1462b192-27f7-4cb9-8523-0f4ecb54b47e",
        ],
        "sts:RoleSessionName": ["MicrosoftSentinel_0a"],
      },
    });
  });
});

describe("the policies of topic and queue", () => {
  it("let S3 publish for one bucket of one account", () => {
    expect(
      topicPolicy(TOPIC, "arn:aws:s3:::acme-findings", "444455556666").Statement,
    ).to.deep.equal([
      {
        Sid: "PublishNewFindings",
        Effect: "Allow",
        Principal: { Service: "s3.amazonaws.com" },
        Action: "sns:Publish",
        Resource: TOPIC,
        Condition: {
          StringEquals: { "aws:SourceAccount": "444455556666" },
          ArnEquals: { "aws:SourceArn": "arn:aws:s3:::acme-findings" },
        },
      },
      {
        ...{ Sid: "DenyInsecureTransport", Effect: "Deny", Principal: "*" },
        ...{ Action: "sns:Publish", Resource: TOPIC },
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("let one topic send, and accept no requests without TLS", () => {
    expect(queuePolicy(QUEUE, TOPIC).Statement).to.deep.equal([
      {
        Sid: "SendNewFindings",
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: QUEUE,
        Condition: { ArnEquals: { "aws:SourceArn": TOPIC } },
      },
      {
        Sid: "DenyInsecureTransport",
        Effect: "Deny",
        Principal: "*",
        Action: "sqs:*",
        Resource: QUEUE,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });
});
