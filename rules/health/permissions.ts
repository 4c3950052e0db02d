import { SETTINGS_ACTIONS } from "../bucketSettings";
import { accountAdministration } from "../keys";
import type { PolicyName, PolicyOwner } from "../proof";
import type { DeclaredMembers } from "./expectedMembers";
import { policyTypesMatter } from "./expectedMembers";
import type { ExpectedDelivery } from "./expectedPolicies";
import type { PolicyCondition, PolicyDocument, PolicyStatement } from "../policyDocument";

/** What the Lambda function works with. */
export interface FunctionResources {
  /** Of each Region. */
  detectorArns: string[];
  bucketArn: string;
  /** `[prefix/]AWSLogs/` */
  folder: string;
  /** Without `:*`. */
  logGroupArn: string;
  deadLetterQueueArn: string;
  /** Whether the settings of the bucket are compared. */
  readsSettings: boolean;
  members: DeclaredMembers;
  keyArn: string;
  /** Whether the key is of the function's account: its state is read. */
  ownKey: boolean;
  /** Who writes each policy that the function reads. */
  policyOwners: { [policy in PolicyName]?: PolicyOwner };
  /** What new findings reach readers by; undefined: it is not read. */
  delivery: ExpectedDelivery | undefined;
}

/** The actions that read what keeps findings from being exported. */
export const SUPPRESSION_ACTIONS = [
  "guardduty:GetFilter",
  "guardduty:GetIPSet",
  "guardduty:GetTrustedEntitySet",
  "guardduty:ListFilters",
  "guardduty:ListIPSets",
  "guardduty:ListTrustedEntitySets",
];

/** The actions that read members, their protection plans and the organization's settings. */
export const MEMBER_ACTIONS = [
  "guardduty:DescribeOrganizationConfiguration",
  "guardduty:GetMemberDetectors",
  "guardduty:ListMembers",
];

const LISTS = /:List/;

/**
 * The calls that the function makes and no others. GuardDuty has no resource for destinations.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonguardduty.html
 */
export function functionPolicy(resources: FunctionResources): PolicyDocument {
  const { members } = resources;
  const arns = [...resources.detectorArns].sort();
  return document(
    // Ids have one length, so that the pattern matches the detector and what is below it alone: two lists do not fit for all Regions.
    allow(
      "GetDetectors",
      ["guardduty:GetDetector", ...SUPPRESSION_ACTIONS.filter((action) => !LISTS.test(action))],
      arns.map((arn) => `${arn}*`),
    ),
    // IAM has no resource for findings.
    allow("CountFindings", "guardduty:GetFindingsStatistics", "*"),
    // IAM has no resource for lists.
    allow(
      "ListSuppression",
      SUPPRESSION_ACTIONS.filter((action) => LISTS.test(action)),
      "*",
    ),
    allow("ReadMembers", MEMBER_ACTIONS, "*"),
    ...(members.autoEnable === "ALL"
      ? [allow("ListAccounts", "organizations:ListAccounts", "*")]
      : []),
    ...(policyTypesMatter(members) ? [allow("ListRoots", "organizations:ListRoots", "*")] : []),
    ...(members.managedBy === "policy"
      ? [allow("GetEffectivePolicies", "organizations:DescribeEffectivePolicy", "*")]
      : []),
    allow(
      "DescribeDestinations",
      ["guardduty:DescribePublishingDestination", "guardduty:ListPublishingDestinations"],
      "*",
    ),
    allow("ListFindings", "s3:ListBucket", resources.bucketArn, {
      StringLike: { "s3:prefix": `${resources.folder}*` },
    }),
    ...(resources.readsSettings
      ? [allow("GetBucketSettings", SETTINGS_ACTIONS, resources.bucketArn)]
      : []),
    ...(resources.ownKey ? [allow("DescribeKey", "kms:DescribeKey", resources.keyArn)] : []),
    ...policyReads(resources),
    ...deliveryReads(resources),
    allow("WriteLog", ["logs:CreateLogStream", "logs:PutLogEvents"], `${resources.logGroupArn}:*`),
    allow("SendFailedRuns", "sqs:SendMessage", resources.deadLetterQueueArn),
  );
}

/** Whether S3 accepts the next write of a policy with public statements depends on BlockPublicPolicy of bucket and account. */
function policyReads({ bucketArn, keyArn, policyOwners }: FunctionResources): PolicyStatement[] {
  const { bucket, key } = policyOwners;
  const shared = bucket === "shared";
  return [
    ...(bucket ? [allow("GetBucketPolicy", "s3:GetBucketPolicy", bucketArn)] : []),
    ...(shared
      ? [
          allow("GetBlockPublicPolicy", "s3:GetBucketPublicAccessBlock", bucketArn),
          allow("GetAccountBlockPublicPolicy", "s3:GetAccountPublicAccessBlock", "*"),
        ]
      : []),
    ...(key ? [allow("GetKeyPolicy", "kms:GetKeyPolicy", keyArn)] : []),
    ...(key === "stack" ? [allow("ListGrants", "kms:ListGrants", keyArn)] : []),
  ];
}

function deliveryReads({ bucketArn, delivery }: FunctionResources): PolicyStatement[] {
  if (delivery === undefined) return [];
  const { topicArn, topicKeyArn, queueArns, ownQueueArns } = delivery;
  const queues = [...new Set([...queueArns, ...ownQueueArns])];
  return [
    allow("GetNotifications", "s3:GetBucketNotification", bucketArn),
    allow(
      "ReadTopic",
      ["sns:GetSubscriptionAttributes", "sns:GetTopicAttributes", "sns:ListSubscriptionsByTopic"],
      topicArn,
    ),
    ...(topicKeyArn === undefined
      ? []
      : [allow("ReadTopicKey", ["kms:DescribeKey", "kms:GetKeyPolicy"], topicKeyArn)]),
    ...(queues.length === 0
      ? []
      : [allow("GetQueues", ["sqs:GetQueueAttributes", "sqs:GetQueueUrl"], queues)]),
  ];
}

/** What EventBridge Scheduler does: it calls the function, or sets the call aside. */
export function schedulePolicy(functionArn: string, deadLetterQueueArn: string): PolicyDocument {
  return document(
    allow("RunHealthCheck", "lambda:InvokeFunction", functionArn),
    allow("SendFailedRuns", "sqs:SendMessage", deadLetterQueueArn),
  );
}

/** What EventBridge does in the other Regions: it hands events to the bus of the home Region. */
export function forwardPolicy(busArn: string): PolicyDocument {
  return document(allow("ForwardEvents", "events:PutEvents", busArn));
}

/** The trust of a role that a service takes, for what is in this account alone. */
export function serviceTrust(service: string, accountId: string): PolicyDocument {
  return document({
    Effect: "Allow",
    Principal: { Service: service },
    Action: "sts:AssumeRole",
    // Lambda takes the execution role for no resource that it could name.
    ...(service !== "lambda.amazonaws.com" && {
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    }),
  });
}

/**
 * Who may publish to the topic: this account's alarms, and EventBridge, which supports no condition there: requests without TLS are not refused.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
 */
export function alarmTopicPolicy(topicArn: string, accountId: string): PolicyDocument {
  const publish = (Sid: string, Service: string, Condition?: PolicyCondition): PolicyStatement => ({
    Sid,
    Effect: "Allow",
    Principal: { Service },
    Action: "sns:Publish",
    Resource: topicArn,
    ...(Condition && { Condition }),
  });
  return document(
    publish("PublishAlarms", "cloudwatch.amazonaws.com", {
      StringEquals: { "aws:SourceAccount": accountId },
    }),
    publish("PublishChanges", "events.amazonaws.com"),
  );
}

/**
 * The policy of the topic's key: who publishes may use it. SNS uses it with the rights of the publisher, and EventBridge supports no condition here either.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
export function alarmKeyPolicy(partition: string, accountId: string): PolicyDocument {
  const use = (Sid: string, Service: string, Condition?: PolicyCondition): PolicyStatement => ({
    Sid,
    Effect: "Allow",
    Principal: { Service },
    Action: ["kms:GenerateDataKey", "kms:Decrypt"],
    Resource: "*",
    ...(Condition && { Condition }),
  });
  return document(
    accountAdministration(partition, accountId),
    use("PublishAlarms", "cloudwatch.amazonaws.com", {
      StringEquals: { "aws:SourceAccount": accountId },
    }),
    use("PublishChanges", "events.amazonaws.com"),
  );
}

function document(...Statement: PolicyStatement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement };
}

function allow(
  Sid: string,
  Action: PolicyStatement["Action"],
  Resource: PolicyStatement["Resource"],
  Condition?: PolicyCondition,
): PolicyStatement {
  return { Sid, Effect: "Allow", Action, Resource, ...(Condition && { Condition }) };
}
