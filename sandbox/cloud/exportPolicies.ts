import type { StatementReason } from "../../rules/evaluator";
import { listOf, type PolicyDocument } from "../../rules/policyDocument";
import { type CallProof, proveObject, type Written } from "../../rules/proof";
import { reasonText } from "../../rules/texts/reasons";
import type { Bucket } from "../world";
import { accountOfArn, bucketArn } from "./arn";
import type { Aws } from "./aws";
import { type ControlPolicy, resourceControlPolicies } from "./organizations/controlPolicies";
import { guardDutyPrincipal } from "./regions";

/** What policies keep GuardDuty from writing an object. */

/** A detector's way to a bucket, as a publishing destination describes it. */
export interface Export {
  accountId: string;
  region: string;
  detectorId: string;
  destinationArn: string;
  kmsKeyArn: string;
  /** Account that has to own the bucket; not looked at when not given. */
  expectedBucketOwner?: string;
}

/** Why GuardDuty may not write, and the statements that decided when a policy did. */
export interface Refusal {
  reason: string;
  policy?: "bucket" | "key" | "resource control";
  action?: string;
  statements?: (StatementReason & { text: string })[];
}

/** An object that GuardDuty is about to write. */
export interface Attempted {
  /** Of the bucket. */
  name: string;
  bucket: Bucket;
  objectKey: string;
  what: Written;
}

/**
 * The two policies decide on the requests that the proof of the export knows. What AWS does not document of them the world
 * assumes: that GuardDuty is refused, unless it says otherwise.
 */
export function policyRefusal(aws: Aws, from: Export, attempted: Attempted): Refusal | undefined {
  const { bucket } = attempted;
  const key = aws.world.keys[from.kmsKeyArn];
  const failed = failedCall(aws, from, attempted, {
    bucketPolicy: documentOf(aws.propagation.effective(bucket)),
    keyPolicy: documentOf(key ? aws.propagation.effective(key) : null),
  });
  return failed && refusalBy(`The ${failed.policy} policy`, failed.policy, from, failed);
}

/** What keeps GuardDuty out whatever the two policies say: RCPs of the account of the bucket, and of that of the key. */
export function controlPolicyRefusal(
  aws: Aws,
  from: Export,
  attempted: Attempted,
): Refusal | undefined {
  const ofBucket = resourceControlPolicies(aws.world, attempted.bucket.account);
  const ofKey = resourceControlPolicies(aws.world, accountOfArn(from.kmsKeyArn));
  for (const control of uniqueById([...ofBucket, ...ofKey])) {
    const on = (policies: ControlPolicy[]) =>
      policies.some(({ id }) => id === control.id) ? withFullAccess(control.document) : FULL_ACCESS;
    const policies = { bucketPolicy: on(ofBucket), keyPolicy: on(ofKey) };
    const failed = failedCall(aws, from, attempted, policies);
    if (failed === undefined) continue;
    return refusalBy(
      `The resource control policy ${control.arn}`,
      "resource control",
      from,
      failed,
    );
  }
  return undefined;
}

/** The first call of GuardDuty for an object that policies refuse. */
function failedCall(
  aws: Aws,
  { accountId, region, detectorId, kmsKeyArn }: Export,
  { name, bucket, objectKey, what }: Attempted,
  policies: { bucketPolicy: PolicyDocument; keyPolicy: PolicyDocument },
): CallProof | undefined {
  const arn = bucketArn(name, bucket.region);
  const target = {
    ...{ bucketArn: arn, prefix: "", keyArn: kmsKeyArn },
    accounts: { bucket: bucket.account },
    now: aws.now().toISOString(),
  };
  const source = { accountId, region, detectorId };
  const assumed = aws.world.assumptions.undocumented;
  return proveObject({ ...policies, ...target }, source, what, `${arn}/${objectKey}`).find(
    ({ result }) => result === "denied" || (result === "undetermined" && assumed === "refused"),
  );
}

function refusalBy(
  subject: string,
  policy: NonNullable<Refusal["policy"]>,
  { region }: Export,
  { action, resource, result, reasons }: CallProof,
): Refusal {
  const assumption =
    result === "undetermined" ? " The world assumes so: assumptions.undocumented is refused." : "";
  return {
    reason: `${subject} does not let ${guardDutyPrincipal(region)} do ${action} on ${resource}: ${result}.${assumption}`,
    ...{ policy, action },
    statements: reasons.map((one) => ({ ...one, text: reasonText(one) })),
  };
}

/** What RCPFullAWSAccess allows. */
const FULL_ACCESS: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
};

function withFullAccess({ Statement, ...rest }: PolicyDocument): PolicyDocument {
  return { ...rest, Statement: [...listOf(Statement), ...listOf(FULL_ACCESS.Statement)] };
}

function uniqueById(policies: ControlPolicy[]): ControlPolicy[] {
  return [...new Map(policies.map((policy) => [policy.id, policy])).values()];
}

function documentOf(policy: Bucket["policy"]): PolicyDocument {
  return { Statement: [], ...policy };
}
