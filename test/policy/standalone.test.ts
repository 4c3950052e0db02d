import { expect } from "chai";

import { POLICIES } from "../../policy/policies";
import type { PolicyStatement } from "../../rules/policyDocument";
import type { Stack } from "./stack";
import { violations } from "./stack";

const BUCKET = "arn:aws:s3:::acme-findings";
const KEY_ARN = "arn:aws:kms:us-east-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const DETECTOR = `arn:aws:guardduty:us-east-1:111122223333:detector/${"a".repeat(32)}`;

const TLS: PolicyStatement = {
  ...{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [BUCKET, `${BUCKET}/*`] },
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const ENCRYPTED: PolicyStatement = {
  ...{ Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: `${BUCKET}/*` },
  Condition: { StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" } },
};
const ADMINISTRATION: PolicyStatement = {
  ...{ Effect: "Allow", Principal: { AWS: "arn:aws:iam::444455556666:root" } },
  ...{ Action: "kms:*", Resource: "*" },
};
const BOUND = { StringEquals: { "aws:SourceAccount": "111122223333" } };
const write = (more: Partial<PolicyStatement> = {}): PolicyStatement => ({
  ...{ Effect: "Allow", Principal: { Service: "guardduty.amazonaws.com" } },
  ...{ Action: "s3:PutObject", Resource: `${BUCKET}/guardduty/AWSLogs/*`, ...more },
});
const use = (more: Partial<PolicyStatement> = {}): PolicyStatement => ({
  ...write(),
  ...{ Action: "kms:GenerateDataKey", Resource: "*", ...more },
});

/** Resources by type and properties, with no destination among them. */
function stackOf(resources: { [name: string]: [type: string, props: object] }): Stack {
  return new Map(
    Object.entries(resources).map(([name, [type, props]]) => [
      name,
      { name, type, props, urn: `urn:pulumi:s::p::${name}`, propertyDependencies: {} },
    ]),
  ) as unknown as Stack;
}

const text = (...Statement: PolicyStatement[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement });
const bucketPolicy = (...statements: PolicyStatement[]) =>
  stackOf({
    policy: [
      "aws:s3/bucketPolicy:BucketPolicy",
      { bucket: "acme-findings", policy: text(TLS, ENCRYPTED, ...statements) },
    ],
  });
const keyPolicy = (...statements: PolicyStatement[]) =>
  stackOf({
    key: ["aws:kms/key:Key", { arn: KEY_ARN, policy: text(ADMINISTRATION, ...statements) }],
  });

/** The policies of the pack that find something. */
async function finding(stack: Stack): Promise<string[]> {
  const found = await Promise.all(
    POLICIES.map(async (one) => ((await violations(one, stack)).length > 0 ? [one.name] : [])),
  );
  return found.flat();
}

describe("The policy pack, of a stack without a destination", () => {
  const SOURCE = ["guardduty-source-bound"];
  const cases: [what: string, stack: Stack, expected: string[]][] = [
    [
      "a bucket policy that binds GuardDuty to an account",
      bucketPolicy(write({ Condition: BOUND })),
      [],
    ],
    ["a bucket policy without a source", bucketPolicy(write()), SOURCE],
    [
      "a bucket policy that binds GuardDuty to a detector",
      bucketPolicy(write({ Condition: { ArnLike: { "aws:SourceArn": DETECTOR } } })),
      [],
    ],
    [
      "a bucket policy that excepts an account",
      bucketPolicy(
        write({ Condition: { StringNotEquals: { "aws:SourceAccount": "111122223333" } } }),
      ),
      SOURCE,
    ],
    [
      "a bucket policy of the principal of an opt-in Region",
      bucketPolicy(write({ Principal: { Service: ["guardduty.me-south-1.amazonaws.com"] } })),
      SOURCE,
    ],
    ["a key policy without a source", keyPolicy(use()), SOURCE],
    ["a key policy that binds GuardDuty to an account", keyPolicy(use({ Condition: BOUND })), []],
    [
      "a key policy without a source that AWS gave a resource of its own",
      stackOf({
        policy: [
          "aws:kms/keyPolicy:KeyPolicy",
          { keyId: KEY_ARN, policy: text(ADMINISTRATION, use()) },
        ],
      }),
      SOURCE,
    ],
    [
      "a bucket with its policy in itself",
      stackOf({
        bucket: [
          "aws:s3/bucketV2:BucketV2",
          {
            arn: BUCKET,
            bucket: "acme-findings",
            forceDestroy: true,
            policy: text(TLS, ENCRYPTED, write()),
          },
        ],
      }),
      [
        "guardduty-bucket-public-access-blocked",
        "guardduty-bucket-versioned",
        "guardduty-bucket-retained",
        ...SOURCE,
      ],
    ],
    [
      "a bucket policy that does not deny requests without TLS",
      stackOf({
        policy: [
          "aws:s3/bucketPolicy:BucketPolicy",
          { bucket: "acme-findings", policy: text(ENCRYPTED, write({ Condition: BOUND })) },
        ],
      }),
      ["guardduty-bucket-tls-only"],
    ],
    [
      "a bucket policy that lets every principal read findings",
      bucketPolicy(write({ Condition: BOUND }), {
        ...{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `${BUCKET}/*` },
      }),
      ["guardduty-no-wildcard-principal"],
    ],
    [
      "a policy that has nothing to do with GuardDuty",
      stackOf({
        site: [
          "aws:s3/bucketPolicy:BucketPolicy",
          {
            bucket: "acme-site",
            policy: text({
              ...{ Effect: "Allow", Principal: "*", Action: "s3:GetObject" },
              Resource: "arn:aws:s3:::acme-site/*",
            }),
          },
        ],
      }),
      [],
    ],
  ];
  for (const [what, stack, expected] of cases) {
    it(`assesses ${what}: ${expected.join(", ") || "nothing is found"}`, async () => {
      expect(await finding(stack)).to.deep.equal(expected);
    });
  }
});
