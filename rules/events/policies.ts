import type { PolicyDocument } from "../policyDocument";
import { denyInsecureTransport } from "../tls";

/**
 * The trust of the role that EventBridge sends events to a bus with: for rules of this account.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html
 */
export function eventBridgeTrust(accountId: string): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
    ],
  };
}

/** All that the role may do. */
export function putEventsPolicy(busArn: string): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      { Sid: "PutFindings", Effect: "Allow", Action: "events:PutEvents", Resource: busArn },
    ],
  };
}

/**
 * The policy of a queue for events that could not be delivered: those of one rule, or of several.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export function deadLetterPolicy(queueArn: string, ruleArns: string[]): PolicyDocument {
  const [first, ...others] = ruleArns;
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "SendUndelivered",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: queueArn,
        Condition: {
          ArnEquals: { "aws:SourceArn": others.length === 0 ? (first as string) : ruleArns },
        },
      },
      denyInsecureTransport("sqs:*", queueArn),
    ],
  };
}

/**
 * What the policy of a topic has to hold, so that EventBridge may publish to it: without a condition, which it does not support there.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
 */
export function topicStatement(topicArn: string) {
  return {
    Sid: "PublishGuardDutyFindings",
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: "sns:Publish",
    Resource: topicArn,
  } as const;
}
