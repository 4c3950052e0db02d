import type { World } from "../world";
import { identityRefusal } from "./access";
import { AwsError, type Caller, type Members } from "./contract";
import { requestedActions } from "./requests";

/** Operations that look at the policy of the resource they work on, or need no right at all. */
const ASK_THEMSELVES =
  /^(s3:(?!CreateBucket|ListBuckets)|s3control:|kms:(?!CreateKey|ListKeys|\w*Alias)|sns:(?!CreateTopic|ListTopics)|sqs:(?!CreateQueue|ListQueues)|sts:|events:PutEvents$)/;

/** Refuses an identity with policies of its own what these do not allow, action by action and resource by resource. */
export function requireAccountRight(
  world: World,
  caller: Caller,
  operation: string,
  input: Members,
): void {
  if (ASK_THEMSELVES.test(operation)) return;
  for (const request of requestedActions(world, caller, operation, input)) {
    const refusal = identityRefusal(world, caller, request);
    if (refusal === undefined) continue;
    const code = /^(s3|iam|sns|sqs):/.test(operation) ? "AccessDenied" : "AccessDeniedException";
    throw new AwsError(code, refusal, 403);
  }
}
