import { expect } from "chai";
import { clientOf, exportWorld, refusal } from "../../testing/worlds";
import type { Members } from "../../sandbox/cloud";

describe("the sandbox's check of inputs", () => {
  const POLICY = '{"Version":"2012-10-17","Statement":[]}';
  const refused: [operation: string, input: Members, answer: string][] = [
    [
      "kms:EnableKeyRotation",
      { KeyId: "a", RotationPeriodInDays: 89 },
      "ValidationException: 1 validation error detected: Value '89' at 'rotationPeriodInDays' failed to satisfy constraint: Member must have value greater than or equal to 90",
    ],
    [
      "kms:CreateKey",
      { KeyUsage: "DRINK", Tags: [{ TagKey: "", TagValue: "v" }] },
      "ValidationException: 2 validation errors detected: Value 'DRINK' at 'keyUsage' failed to satisfy constraint: Member must satisfy enum value set: [SIGN_VERIFY, ENCRYPT_DECRYPT, GENERATE_VERIFY_MAC, KEY_AGREEMENT, ENCAPSULATE_DECAPSULATE]; Value '' at 'tags.1.member.tagKey' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      "kms:DescribeKey",
      { KeyId: 1 },
      "SerializationException: NUMBER_VALUE can not be converted to a String",
    ],
    [
      "iam:CreateRole",
      { RoleName: "a b", AssumeRolePolicyDocument: POLICY },
      "ValidationError: 1 validation error detected: Value 'a b' at 'roleName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]+",
    ],
    [
      "iam:PutRolePolicy",
      { RoleName: "a", PolicyName: "p" },
      "ValidationError: 1 validation error detected: Value null at 'policyDocument' failed to satisfy constraint: Member must not be null",
    ],
    [
      "events:PutTargets",
      { Rule: "r", Targets: [] },
      "ValidationException: 1 validation error detected: Value '[]' at 'targets' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      "guardduty:CreateDetector",
      { Enable: true, FindingPublishingFrequency: "DAILY" },
      "BadRequestException: The request is rejected because the JSON could not be processed.",
    ],
    [
      "guardduty:CreateDetector",
      { Enable: true, Tags: { "aws:x": "y" } },
      "BadRequestException: The request is rejected because an invalid or out-of-range value is specified as an input parameter.",
    ],
    [
      "s3:PutBucketVersioning",
      { Bucket: "b", VersioningConfiguration: { Status: "On" } },
      "MalformedXML: The XML you provided was not well-formed or did not validate against our published schema",
    ],
    [
      "s3:PutObject",
      { Bucket: "b", Key: "k", StorageClass: "WARM" },
      "InvalidStorageClass: The storage class you specified is not valid",
    ],
    [
      "sqs:SetQueueAttributes",
      { QueueUrl: "u", Attributes: { Colour: "red" } },
      "InvalidAttributeName: Unknown Attribute Colour.",
    ],
    ["sqs:DeleteQueue", {}, "MissingParameter: The request must contain the parameter QueueUrl."],
  ];
  for (const [operation, input, answer] of refused) {
    it(`refuses ${operation} with ${JSON.stringify(input)}`, async () => {
      const client = await clientOf(exportWorld());
      expect(await refusal(client.call(operation, input))).to.equal(answer);
    });
  }

  it("fails on a member that the operation does not have: no client of AWS can send one", async () => {
    const client = await clientOf(exportWorld());
    const call = client.call("kms:DescribeKey", { KeyId: "a", Colour: "red" });
    const failure = await call.catch((error: Error) => String(error));
    expect(failure).to.equal("TypeError: kms:DescribeKey has no member Colour");
  });
});
