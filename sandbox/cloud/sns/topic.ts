import { arnPattern } from "../../../rules/arn";
import type { Topic, World } from "../../world";
import { type Access, refusalOf } from "../access";
import { accountOfArn, partitionOf, regionOfArn } from "../arn";
import type { Aws } from "../aws";
import { AwsError, type Caller } from "../contract";
import { resourcePolicy } from "../policyText";

export interface FoundTopic {
  arn: string;
  topic: Topic;
}

/** The topic of a request, with the caller's right to do `action` checked. */
export function requireTopic(
  { world }: Aws,
  caller: Caller,
  arn: unknown,
  action: string,
  context: Access["context"] = {},
): FoundTopic {
  const topicArn = String(arn);
  if (!arnPattern("sns", "[\\w.-]+").test(topicArn)) {
    throw invalid("TopicArn Reason: An ARN must have at least 6 elements");
  }
  const topic = regionOfArn(topicArn) === caller.region ? world.topics[topicArn] : undefined;
  // Whoever has no right learns nothing of what exists.
  const guard = { owner: accountOfArn(topicArn), policy: topic?.policy ?? null };
  const refusal = refusalOf(world, caller, guard, {
    action: `SNS:${action}`,
    resource: topicArn,
    context: { "aws:SourceOwner": caller.accountId, ...context },
  });
  if (refusal !== undefined) throw new AwsError("AuthorizationError", refusal, 403);
  if (topic === undefined) throw new AwsError("NotFound", "Topic does not exist", 404);
  return { arn: topicArn, topic };
}

/**
 * What SNS writes for a new topic.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 */
export function defaultTopicPolicy(arn: string): { [member: string]: unknown } {
  const actions =
    "GetTopicAttributes SetTopicAttributes AddPermission RemovePermission DeleteTopic Subscribe ListSubscriptionsByTopic Publish";
  return {
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: actions.split(" ").map((action) => `SNS:${action}`),
        Resource: arn,
        Condition: { StringEquals: { "AWS:SourceOwner": accountOfArn(arn) } },
      },
    ],
  };
}

const ACTION =
  /^sns:(\*|AddPermission|DeleteTopic|GetDataProtectionPolicy|GetTopicAttributes|List(SubscriptionsByTopic|TagsForResource)|Publish|PutDataProtectionPolicy|RemovePermission|SetTopicAttributes|Subscribe|Receive)$/i;

/** Source: https://docs.aws.amazon.com/general/latest/gr/sns.html */
const MAXIMUM_BYTES = 30_720;

/** The policy of a topic: SNS takes actions on topics only, and resources that are this topic. */
export function parseTopicPolicy(
  world: World,
  text: string,
  arn: string,
): { [member: string]: unknown } {
  if (Buffer.byteLength(text) > MAXIMUM_BYTES) {
    throw invalid(`Policy length exceeds maximum ${MAXIMUM_BYTES} bytes`);
  }
  const policy = resourcePolicy(
    { service: "sns", world, partition: partitionOf(regionOfArn(arn)) },
    text,
  );
  if ("refused" in policy) {
    throw invalid(`Policy Error: ${policy.refused === "principal" ? "PrincipalNotFound" : "null"}`);
  }
  for (const { Action, Resource } of policy.statements) {
    if (![Action ?? []].flat().every((action) => action === "*" || ACTION.test(action))) {
      throw invalid("Policy statement action out of service scope!");
    }
    const resources = [Resource ?? []].flat();
    if (!resources.every((one) => one === "*" || one === arn || /[*?]/.test(one))) {
      throw invalid("Policy Error: null");
    }
  }
  return policy.written;
}

export function invalid(reason: string): AwsError {
  return new AwsError("InvalidParameter", `Invalid parameter: ${reason}`);
}
