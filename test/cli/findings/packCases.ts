import type { PolicyResource } from "@pulumi/policy";

import { policyFindings } from "../../../policy/assessments";
import { POLICIES } from "../../../policy/policies";
import type { AnyFindingId, IdOfKind } from "../../../rules/findings";
import type { PolicyDocument, PolicyStatement } from "../../../rules/policyDocument";
import type { PolicyName } from "../../../rules/proof";
import { applyEdits } from "../../../rules/proof";
import { stackWith } from "../../policy/finding";
import type { Stack } from "../../policy/stack";
import { exampleStack, statements, violations } from "../../policy/stack";
import type { FixCase } from "./fixCase";

type PackId = IdOfKind<"pack">;

const BUCKET_POLICY = "findings-bucket-policy";
const KEY_POLICY = "findings-key-policy";
const DESTINATIONS = ["findings-destination-me-south-1", "findings-destination-us-east-1"];
const bucketOf = (stack: Stack) => String(stack.get("findings-bucket")!.props["arn"]);

const withoutStatement = (policy: string, end: string) =>
  exampleStack({ [policy]: statements((all) => all.filter(({ Sid }) => !Sid?.endsWith(end))) });

const allowing = (statement: Partial<PolicyStatement>) =>
  stackWith("bucket", {
    ...{ Effect: "Allow", Principal: "*", Action: "s3:GetObject" },
    Resource: `${bucketOf(exampleStack())}/*`,
    ...statement,
  });

/** Where the policies of the stack are, as the message's fix changes them. */
const edited = (stack: Stack): Stack => {
  const resources: [PolicyName, string][] = [
    ["bucket", BUCKET_POLICY],
    ["key", KEY_POLICY],
  ];
  const { findings: found } = policyFindings([...stack.values()] as unknown as PolicyResource[]);
  const edits = found.flatMap(({ finding }) => finding.fix);
  const documents = Object.fromEntries(
    resources.map(([name, resource]) => [
      `${name}Policy`,
      JSON.parse(stack.get(resource)!.props["policy"] as string) as PolicyDocument,
    ]),
  ) as { bucketPolicy: PolicyDocument; keyPolicy: PolicyDocument };
  const after = applyEdits(documents, edits);
  stack.get(BUCKET_POLICY)!.props["policy"] = JSON.stringify(after.bucketPolicy);
  stack.get(KEY_POLICY)!.props["policy"] = JSON.stringify(after.keyPolicy);
  return stack;
};

/** Bucket and key in other Regions. */
function moved(stack: Stack, { bucket, key }: { bucket: string; key: string }): Stack {
  const { props } = stack.get("findings-key")!;
  const arn = String(props["arn"]).replace(/:kms:[^:]*:/, `:kms:${key}:`);
  props["arn"] = arn;
  for (const name of DESTINATIONS) stack.get(name)!.props["kmsKeyArn"] = arn;
  stack.get("findings-bucket")!.props["region"] = bucket;
  const policy = stack.get(BUCKET_POLICY)!;
  policy.props["policy"] = String(policy.props["policy"]).replace(
    /:kms:[^:]*:(\d{12}:key)/g,
    `:kms:${key}:$1`,
  );
  return stack;
}

const withSecondDestination = (): Stack => {
  const stack = exampleStack();
  const first = stack.get(DESTINATIONS[1] as string)!;
  return stack.set("second", { ...first, name: "second", urn: `${first.urn}-second` });
};

const having = (name: string, props: object) => (stack: Stack) => {
  Object.assign(stack.get(name)!.props, props);
  return stack;
};

const BLOCK = "findings-bucket-public-access-block";
const VERSIONING = "findings-bucket-versioning";
const open = { blockPublicAcls: false, blockPublicPolicy: false };
const closed = { blockPublicAcls: true, blockPublicPolicy: true };
const guardDuty = { Service: "guardduty.amazonaws.com" };

/** A stack that breaks one policy, and the stack after its fix. */
const CASES: [id: PackId, what: string, stack: () => Stack, fix: (stack: Stack) => Stack][] = [
  [
    "guardduty-destination-provable",
    "a statement is missing",
    () => withoutStatement(BUCKET_POLICY, "PutObject"),
    edited,
  ],
  [
    "guardduty-destination-policies-in-stack",
    "the bucket policy is not in the stack",
    () => exampleStack({ [BUCKET_POLICY]: "remove" }),
    (stack) => stack.set(BUCKET_POLICY, exampleStack().get(BUCKET_POLICY)!),
  ],
  [
    "guardduty-destination-one-per-detector",
    "a second destination",
    withSecondDestination,
    (stack) => new Map([...stack].filter(([name]) => name !== "second")),
  ],
  [
    "guardduty-destination-home-region",
    "an opt-in home Region",
    () => moved(exampleStack(), { bucket: "me-south-1", key: "me-south-1" }),
    (stack) => moved(stack, { bucket: "us-east-1", key: "us-east-1" }),
  ],
  [
    "guardduty-destination-home-region",
    "bucket and key apart",
    () => moved(exampleStack(), { bucket: "us-east-1", key: "eu-west-1" }),
    (stack) => moved(stack, { bucket: "eu-west-1", key: "eu-west-1" }),
  ],
  [
    "guardduty-bucket-tls-only",
    "the Deny is missing",
    () => withoutStatement(BUCKET_POLICY, "DenyInsecureTransport"),
    edited,
  ],
  [
    "guardduty-bucket-public-access-blocked",
    "two blocks are off",
    () => having(BLOCK, open)(exampleStack()),
    having(BLOCK, closed),
  ],
  [
    "guardduty-bucket-versioned",
    "versioning is suspended",
    () => having(VERSIONING, { versioningConfiguration: { status: "Suspended" } })(exampleStack()),
    having(VERSIONING, { versioningConfiguration: { status: "Enabled" } }),
  ],
  [
    "guardduty-bucket-retained",
    "forceDestroy",
    () => having("findings-bucket", { forceDestroy: true })(exampleStack()),
    having("findings-bucket", { forceDestroy: undefined }),
  ],
  ["guardduty-no-wildcard-principal", "a statement for all", () => allowing({}), edited],
  [
    "guardduty-no-external-access",
    "another account",
    () => allowing({ Principal: { AWS: "arn:aws:iam::444455556666:root" } }),
    edited,
  ],
  [
    "guardduty-no-wildcard-action",
    "s3:* for the exported detectors",
    () =>
      exampleStack({
        [BUCKET_POLICY]: statements((all) =>
          all.map((one) => (one.Sid?.endsWith("PutObject") ? { ...one, Action: "s3:*" } : one)),
        ),
      }),
    edited,
  ],
  [
    "guardduty-source-bound",
    "no source",
    () =>
      allowing({
        Principal: guardDuty,
        Action: "s3:PutObject",
        Resource: `${bucketOf(exampleStack())}/AWSLogs/*`,
      }),
    edited,
  ],
  [
    "guardduty-service-source-bound",
    "CloudTrail without a source",
    () => allowing({ Principal: { Service: "cloudtrail.amazonaws.com" }, Action: "s3:PutObject" }),
    edited,
  ],
  [
    "guardduty-writes-encrypted",
    "both Denies are missing",
    () => withoutStatement(BUCKET_POLICY, "DenyOtherKeys"),
    edited,
  ],
  [
    "guardduty-key-administered",
    "no Allow",
    () => withoutStatement(KEY_POLICY, "AccountAdministration"),
    edited,
  ],
  [
    "guardduty-key-administered",
    "a Deny",
    () =>
      stackWith("key", {
        ...{ Effect: "Deny", Principal: "*", Action: "kms:PutKeyPolicy", Resource: "*" },
      }),
    edited,
  ],
];

async function broken(stack: Stack): Promise<AnyFindingId[]> {
  const found = await Promise.all(
    POLICIES.map(async (policy) => [policy.name, await violations(policy, stack)] as const),
  );
  return found.filter(([, messages]) => messages.length > 0).map(([name]) => name as PackId);
}

export const packCases: FixCase[] = CASES.map(([id, what, stackOf, fix]) => ({
  ...{ id, what },
  run: async () => {
    const stack = stackOf();
    const before = await broken(stack);
    const { remediationSteps = "" } = POLICIES.find(({ name }) => name === id) ?? {};
    return { before, fix: remediationSteps, after: await broken(fix(stack)) };
  },
}));
