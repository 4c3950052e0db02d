import { matchesAction } from "../../../rules/documents/unknownActions";
import { malformedElements, type MalformedElement } from "../../../rules/documents/malformed";
import { isPublicPolicy } from "../../../rules/documents/publicStatement";
import { listOf, type PolicyStatement } from "../../../rules/policyDocument";
import { controlRefusal } from "../access";
import { bucketArn, partitionOf } from "../arn";
import type { Aws, Operations } from "../aws";
import { AwsError, type Caller } from "../contract";
import { policyText } from "../policyText";
import { asKept, type PolicyScope, principalsOf, refusedPrincipal } from "../validation/principals";
import type { Bucket } from "../../world";
import { findBucket, requireBucket, s3Error } from "./bucket";
import { isBlocked } from "./publicAccess";

const MAXIMUM_BYTES = 20_480;

export const policyOperations: Operations = {
  PutBucketPolicy: (aws, caller, { Bucket: name, Policy: text }) => {
    const bucket = requireOwnBucket(aws, caller, name, "s3:PutBucketPolicy");
    const scope = {
      service: "s3",
      world: aws.world,
      partition: partitionOf(bucket.region),
    } as const;
    const policy = parseBucketPolicy(scope, String(text), bucketArn(name, bucket.region));
    if (isBlocked(aws.world, bucket, "BlockPublicPolicy") && isPublicPolicy(policy)) {
      throw s3Error(
        "AccessDenied",
        `User: ${caller.arn} is not authorized to perform: s3:PutBucketPolicy on resource: "${bucketArn(name, bucket.region)}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
      );
    }
    aws.propagation.put(bucket, { ...asKept(scope, policy) });
  },

  GetBucketPolicy: (aws, caller, { Bucket: name }) => {
    const { policy } = requireOwnBucket(aws, caller, name, "s3:GetBucketPolicy");
    if (policy === null) throw s3Error("NoSuchBucketPolicy");
    return { Policy: JSON.stringify(policy) };
  },

  GetBucketPolicyStatus: (aws, caller, { Bucket: name }) => {
    const { policy } = requireOwnBucket(aws, caller, name, "s3:GetBucketPolicyStatus");
    if (policy === null) throw s3Error("NoSuchBucketPolicy");
    return { PolicyStatus: { IsPublic: isPublicPolicy(policy) } };
  },

  DeleteBucketPolicy: (aws, caller, { Bucket: name }) => {
    const bucket = requireOwnBucket(aws, caller, name, "s3:DeleteBucketPolicy");
    aws.propagation.put(bucket, null);
  },
};

/** Only the owner's account may touch the policy, whatever it says; the owner's root is locked out of it by no bucket policy. */
function requireOwnBucket(aws: Aws, caller: Caller, name: unknown, action: string): Bucket {
  const bucket = findBucket(aws.world, name, caller.region);
  if (bucket === undefined) throw s3Error("NoSuchBucket");
  if (bucket.account !== caller.accountId) throw s3Error("MethodNotAllowed");
  if (!caller.arn.endsWith(":root")) return requireBucket(aws, caller, name, { action });
  const access = {
    action,
    resource: bucketArn(String(name), bucket.region),
    quoted: true,
  } as const;
  const refusal = controlRefusal(aws.world, caller, bucket.account, access);
  if (refusal !== undefined) throw s3Error("AccessDenied", refusal);
  if (bucket.region !== caller.region) throw s3Error("PermanentRedirect");
  return bucket;
}

/** The policy, held to the rules that S3 has for one. Throws MalformedPolicy as S3 does. */
function parseBucketPolicy(
  scope: PolicyScope,
  text: string,
  arn: string,
): { Statement: PolicyStatement[] } {
  // UNVERIFIED code and text: the limit is documented, its refusal is not.
  if (Buffer.byteLength(text) > MAXIMUM_BYTES) {
    throw new AwsError("PolicyTooLarge", "Policy exceeds the maximum allowed document size.");
  }
  if (!text.startsWith("{")) {
    throw malformed("Policies must be valid JSON and the first byte must be '{'");
  }
  const policy = policyText(text);
  if (typeof policy === "string") throw malformed(policy);
  for (const statement of policy.Statement) {
    const wrong = malformedElements({ ...statement }, { service: "s3" }).filter(isUnanswered);
    // UNVERIFIED text: S3 documents the grammar, and not each answer.
    if (wrong.length > 0) throw malformed("Invalid policy syntax.");
    const principals = principalsOf(statement);
    if (principals === undefined) throw malformed("Missing required field Principal");
    if (refusedPrincipal(scope, principals) !== undefined) {
      throw malformed("Invalid principal in policy");
    }
    const actions = listOf(statement.Action ?? statement.NotAction);
    // UNVERIFIED: that S3 refuses patterns that match no action.
    if (!actions.every((action) => action === "*" || isS3Action(action))) {
      throw malformed("Policy has invalid action");
    }
    const resources = listOf(statement.Resource ?? statement.NotResource);
    if (resources.length === 0 || !resources.every((resource) => belongsTo(resource, arn))) {
      throw malformed("Policy has invalid resource");
    }
    if (statement.Action && statement.Resource && !actions.every(appliesTo(resources))) {
      throw malformed("Action does not apply to any resource(s) in statement");
    }
  }
  return policy;
}

/** Kinds of malformed elements for which S3 has an answer of its own. */
const ANSWERED = [
  ...["missing", "principal", "principalKind", "resource"],
  ...["action", "unknownAction"],
];

function isS3Action(action: string): boolean {
  return /^s3:[a-z*?]+$/i.test(action) && matchesAction(action);
}

function isUnanswered({ kind }: MalformedElement): boolean {
  return !ANSWERED.includes(kind);
}

function malformed(message: string): AwsError {
  return new AwsError("MalformedPolicy", message);
}

/** The part before the first slash names the bucket, perhaps with wildcards. */
function belongsTo(resource: string, arn: string): boolean {
  const pattern = resource
    .split("/", 1)[0]!
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return resource === "*" || new RegExp(`^${pattern}$`).test(arn);
}

const BUCKET_ACTION =
  /^s3:(Create|Delete|Get|Head|List|Put)(Bucket|Lifecycle|Encryption|Replication|Inventory|Metrics|Analytics|Accelerate|Intelligent|Ownership)/i;
const OBJECT_ACTION =
  /^s3:((Get|Put|Delete|Restore|Replicate|Bypass)(Object|Governance|Delete|Tags)|Abort|ListMultipart)/i;

/** Whether one of the resources is of the kind that the action works on; wildcards in actions suit any. */
function appliesTo(resources: string[]): (action: string) => boolean {
  return (action) => {
    if (/[*?]/.test(action)) return true;
    if (OBJECT_ACTION.test(action)) return resources.some((one) => /[/*]/.test(one));
    if (BUCKET_ACTION.test(action)) return resources.some((one) => !one.includes("/"));
    return true;
  };
}
