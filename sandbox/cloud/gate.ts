import type { World } from "../world";
import { identityRefusal } from "./access";
import { detectorArn } from "./arn";
import { AwsError, type Caller, type Members } from "./contract";

/** Operations that look at the policy of the resource they work on, or need no right at all. */
const ASK_THEMSELVES =
  /^(s3:(?!CreateBucket|ListBuckets)|s3control:|kms:(?!CreateKey|ListKeys|\w*Alias)|sns:(?!CreateTopic|ListTopics)|sqs:(?!CreateQueue|ListQueues)|sts:|events:PutEvents$)/;

/** Where IAM's name of the action is not the operation's. */
const ACTIONS: { [operation: string]: string } = { "s3:ListBuckets": "s3:ListAllMyBuckets" };

/** Operations that policies may allow on single resources. GuardDuty decides most of its others on malformed ARNs. */
const RESOURCES: { [operation: string]: (caller: Caller, input: Members) => string } = {
  "guardduty:GetDetector": ({ accountId, region }, { DetectorId }) =>
    detectorArn(accountId, region, String(DetectorId)),
  "guardduty:GetFilter": ({ accountId, region }, { DetectorId, FilterName }) =>
    `${detectorArn(accountId, region, String(DetectorId))}/filter/${FilterName}`,
  "guardduty:GetIPSet": ({ accountId, region }, { DetectorId, IpSetId }) =>
    `${detectorArn(accountId, region, String(DetectorId))}/ipset/${IpSetId}`,
  "guardduty:GetTrustedEntitySet": ({ accountId, region }, { DetectorId, TrustedEntitySetId }) =>
    `${detectorArn(accountId, region, String(DetectorId))}/trustedentityset/${TrustedEntitySetId}`,
};

/** Refuses an identity with policies of its own what these do not allow, of most operations on every resource. */
export function requireAccountRight(
  world: World,
  caller: Caller,
  operation: string,
  input: Members,
): void {
  if (ASK_THEMSELVES.test(operation)) return;
  const action = ACTIONS[operation] ?? operation;
  const resource = RESOURCES[operation]?.(caller, input) ?? "*";
  const refusal = identityRefusal(world, caller, { action, resource });
  if (refusal === undefined) return;
  const code = /^(s3|iam|sns|sqs):/.test(operation) ? "AccessDenied" : "AccessDeniedException";
  throw new AwsError(code, refusal, 403);
}
