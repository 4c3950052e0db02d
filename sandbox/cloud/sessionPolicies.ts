import type { PolicyDocument } from "../../rules/policyDocument";
import type { World } from "../world";
import { AwsError, type Members } from "./contract";
import { notGiven } from "./iam/notGiven";
import { parseIdentityPolicy } from "./iam/policies";
import { identityDocument } from "./iam/policiesOf";

/** What the policies of a session may have together in characters of plain text. */
const MAXIMUM = 2048;
const MAXIMUM_ARNS = 10;

export interface SessionPolicies {
  /** None limit nothing. */
  documents: PolicyDocument[];
  /** Share of the size allowed, in per cent. How AWS packs policies is not documented: plain text is counted. */
  packedSize?: number;
}

/**
 * The policies that limit the session of a role: those of `Policy` and `PolicyArns` of the request.
 * Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export function sessionPoliciesOf(
  world: World,
  { Policy: inline, PolicyArns = [] }: Members,
): SessionPolicies {
  const arns = (PolicyArns as Members[]).map(({ arn }) => String(arn));
  if (inline === undefined && arns.length === 0) return { documents: [] };
  if (arns.length > MAXIMUM_ARNS) {
    throw new AwsError(
      "ValidationError",
      `1 validation error detected: Value '${JSON.stringify(arns)}' at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to ${MAXIMUM_ARNS}`,
    );
  }
  const given = inline === undefined ? [] : [parseIdentityPolicy(inline)];
  const packedSize = Math.ceil((100 * [inline ?? "", ...arns].join("").length) / MAXIMUM);
  if (packedSize > 100) {
    throw new AwsError(
      "PackedPolicyTooLarge",
      `Packed policy consumes ${packedSize}% of allotted space, please use smaller policy.`,
    );
  }
  const managed = arns.map((arn) => managedPolicy(world, arn));
  return { documents: [...given, ...managed].map(identityDocument), packedSize };
}

function managedPolicy({ managedPolicies }: World, arn: string): Members {
  if (Object.hasOwn(managedPolicies, arn)) return managedPolicies[arn]!;
  throw notGiven(arn);
}
