import { accountAdministration } from "../keys";
import type { PolicyDocument } from "../policyDocument";
import { denyInsecureTransport } from "../tls";

/**
 * The policy of a topic that S3 publishes new findings to: from this bucket of this account alone, and never without TLS.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
 */
export function topicPolicy(
  topicArn: string,
  bucketArn: string,
  accountId: string,
): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "PublishNewFindings",
        Effect: "Allow",
        Principal: { Service: "s3.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: {
          StringEquals: { "aws:SourceAccount": accountId },
          ArnEquals: { "aws:SourceArn": bucketArn },
        },
      },
      // SNS takes no `sns:*` in the policy of a topic.
      denyInsecureTransport("sns:Publish", topicArn),
    ],
  };
}

/**
 * The policy of the key of that topic: S3 may use it to publish for this bucket, its account administers it.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function notificationsKeyPolicy(
  partition: string,
  bucketArn: string,
  accountId: string,
): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      accountAdministration(partition, accountId),
      {
        Sid: "PublishNewFindings",
        Effect: "Allow",
        Principal: { Service: "s3.amazonaws.com" },
        Action: ["kms:GenerateDataKey", "kms:Decrypt"],
        Resource: "*",
        Condition: {
          StringEquals: { "aws:SourceAccount": accountId },
          ArnEquals: { "aws:SourceArn": bucketArn },
        },
      },
    ],
  };
}

/**
 * The policy of a reader's queue: messages of this topic alone.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html
 */
export function queuePolicy(queueArn: string, topicArn: string): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "SendNewFindings",
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: queueArn,
        Condition: { ArnEquals: { "aws:SourceArn": topicArn } },
      },
      denyInsecureTransport("sqs:*", queueArn),
    ],
  };
}

/** What S3 notifies of: findings, and not the empty objects next to them. */
export function findingsFilter(folder: string) {
  return {
    events: ["s3:ObjectCreated:*"],
    filterPrefix: folder,
    filterSuffix: ".jsonl.gz",
  };
}

/** The same as a document of S3's API, for the owner of an existing bucket to add to what is there. */
export function notificationConfiguration(topicArn: string, folder: string) {
  const { events, filterPrefix, filterSuffix } = findingsFilter(folder);
  return {
    TopicConfigurations: [
      {
        Id: "GuardDutyFindings",
        TopicArn: topicArn,
        Events: events,
        Filter: {
          Key: {
            FilterRules: [
              { Name: "prefix", Value: filterPrefix },
              { Name: "suffix", Value: filterSuffix },
            ],
          },
        },
      },
    ],
  };
}

/** Times that a message is received before it is set aside as one that cannot be read. */
export const RECEIVES_BEFORE_DEAD_LETTER = 5;
