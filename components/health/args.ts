import type * as pulumi from "@pulumi/pulumi";

import type { ExistingPolicy, FindingPublishingFrequency, Members } from "../export/args";
import type { ObjectLock } from "../export/args/bucket";

/** What a bucket that GuardDutyExport created has to have at least. */
export interface WatchedBucketSettings {
  /** Days after which findings expire: 1 to 36500. Defaults to never. */
  retentionDays?: number;
  /** Days after which noncurrent versions expire: 1 to 36500. Defaults to 30. */
  noncurrentVersionDays?: number;
  /** Object Lock of the findings. Defaults to none. */
  objectLock?: ObjectLock;
}

/** The arguments of ExportHealth. What decides which resources exist is plain; leaves may be Inputs. */
export interface ExportHealthArgs {
  /** The Regions whose export is watched, such as us-east-1: the export's. */
  regions: string[];
  /** Region of bucket and key, where the health check runs and the alarms are. Defaults to the first of regions. */
  homeRegion?: string;
  /** Id of the account whose detectors export their findings, 12 digits, as GuardDutyExport's administratorAccountId: the account of the provider. */
  administratorAccountId: pulumi.Input<string>;
  /** Id of the account that owns the bucket, 12 digits, as GuardDutyExport's bucketAccountId. Defaults to administratorAccountId. */
  bucketAccountId?: pulumi.Input<string>;
  /** Detector ids by Region, as GuardDutyExport's detectorIds. */
  detectorIds: pulumi.Input<{ [region: string]: pulumi.Input<string> }>;
  /** Ids of the publishing destinations by Region, as GuardDutyExport's destinationIds. */
  destinationIds: pulumi.Input<{ [region: string]: pulumi.Input<string> }>;
  /** Where findings are: s3://bucket/[prefix/]AWSLogs/, as GuardDutyExport's findingsUri. */
  findingsUri: pulumi.Input<string>;
  /** ARN of the key that findings are encrypted under. */
  keyArn: pulumi.Input<string>;
  /** How long the bucket has to keep findings at least, as GuardDutyExport's bucket; its versioning, public access block, default encryption, object ownership and replication are read with it. Defaults to none: they are not read. Nor are those of a bucket of another account. */
  bucketSettings?: WatchedBucketSettings;
  /** The statements that the bucket policy has to have, as GuardDutyExport's bucketPolicyStatements: the policy is compared with them and assessed. Defaults to none: it is not checked. Nor is the policy of a bucket of another account. */
  bucketPolicyStatements?: pulumi.Input<string>;
  /** The statements that the key policy has to have, as GuardDutyExport's keyPolicyStatements. Defaults to none: the policy is not checked. Nor is that of a key of another account. */
  keyPolicyStatements?: pulumi.Input<string>;
  /** What the bucket has as GuardDutyExport's bucket.existing.policy. Defaults to none: the stack created the bucket and alone writes its policy. */
  existingBucketPolicy?: ExistingPolicy;
  /** What the key has as GuardDutyExport's key.existing.policy. Defaults to none: the stack created the key and alone writes its policy. */
  existingKeyPolicy?: ExistingPolicy;
  /** The frequency that the detectors have to have. Defaults to any. */
  findingPublishingFrequency?: FindingPublishingFrequency;
  /** The members, as GuardDutyExport's organization.members: the function judges them, their protection plans and GuardDuty's settings of the organization as the status command does. Defaults to none: suspended members are reported, and plans that members have not and the administrator has. */
  members?: Members;
  /** Minutes from one check to the next: 5 to 360. Defaults to 15. */
  intervalMinutes?: number;
  /** URLs of the queues that findings are read from, as FindingsReader's queueUrl: changes of them send a message. Defaults to none. */
  queueUrls?: pulumi.Input<pulumi.Input<string>[]>;
  /** ARNs of the queues that a FindingsReader made, as its queueArn and deadLetterQueueArn: the check compares their settings too. Defaults to none. */
  ownQueueArns?: pulumi.Input<pulumi.Input<string>[]>;
  /** ARN of the topic of new findings, as GuardDutyExport's notificationTopicArn: changes of it send a message. Defaults to none. */
  notificationTopicArn?: pulumi.Input<string>;
  /** ARN of the key of that topic, as GuardDutyExport's notificationKeyArn: the check compares it too, and changes of it send a message. Defaults to none: the key is not checked. Nor is a key of another account. */
  notificationKeyArn?: pulumi.Input<string>;
  /** ARN of an SNS topic in the home Region that alarms and messages are sent to; its policy must allow cloudwatch.amazonaws.com and events.amazonaws.com to publish. Defaults to a new one. */
  topicArn?: pulumi.Input<string>;
  /** E-mail address that the new topic sends to, once its owner has confirmed. Defaults to none. */
  email?: pulumi.Input<string>;
  /** Days that the health check's log is kept: one of CloudWatch Logs' retentions. Defaults to 90. */
  logRetentionDays?: number;
  /** Whether one concurrent execution is reserved for the health check; AWS refuses it in accounts whose Lambda quota is too low. Defaults to true. */
  reserveConcurrency?: boolean;
  /** Tags of everything that takes tags. Defaults to none. */
  tags?: pulumi.Input<{ [name: string]: pulumi.Input<string> }>;
}
