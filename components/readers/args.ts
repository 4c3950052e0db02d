import type * as pulumi from "@pulumi/pulumi";

import type { QueuePolicyMode, ReaderPreset } from "../../rules/readers/choices";

export { QueuePolicyMode, ReaderPreset } from "../../rules/readers/choices";

/** A role that the reader takes with credentials of AWS. */
export interface ReaderRole {
  /** ARNs of the accounts, roles or users that may take it. Defaults to the preset's, where the vendor publishes them; required elsewhere. */
  principalArns?: pulumi.Input<pulumi.Input<string>[]>;
  /** External id that the reader sends. Defaults to a generated UUID; required where the vendor chooses it, and not allowed where it sends none. */
  externalId?: pulumi.Input<string>;
  /** The role's name. Defaults to one generated from the component's. */
  name?: string;
}

/** A role that the reader takes with a token of its identity provider: no secret is shared. */
export interface ReaderWebIdentity {
  /** accounts.google.com, or the ARN of an OIDC provider of the account. Defaults to the preset's; required where that has none. */
  provider?: pulumi.Input<string>;
  /** Audiences of the tokens. Defaults to the preset's; required where that has none. */
  audiences?: pulumi.Input<pulumi.Input<string>[]>;
  /** Subjects of the tokens. Required, except for the preset sentinel. */
  subjects?: pulumi.Input<pulumi.Input<string>[]>;
  /** Names that the reader gives its sessions: MicrosoftSentinel_ and the workspace's id. Required for the preset sentinel, and not allowed elsewhere. */
  sessionNames?: pulumi.Input<pulumi.Input<string>[]>;
  /** The role's name. Defaults to one generated from the component's, with what the preset wants in front. */
  name?: string;
}

/** An IAM user's key, for readers that know nothing better. It does not expire. */
export interface ReaderAccessKey {
  /** Confirms that a key that does not expire is meant: true. Required. */
  acknowledgeLongLivedKey?: boolean;
  /** Version of the key: raising it makes a new key before the old one goes. Defaults to 1. */
  keyVersion?: number;
}

/** A role that a service of AWS takes, for the presets datadog and opensearch. */
export interface ReaderService {
  /** ARNs of what the service takes the role for, such as a pipeline of OpenSearch Ingestion. Required for opensearch. */
  sourceArns?: pulumi.Input<pulumi.Input<string>[]>;
  /** The role's name. Defaults to one generated from the component's. */
  name?: string;
}

/** A queue that exists. */
export interface ExistingQueue {
  /** Its URL. */
  url: pulumi.Input<string>;
  /** What becomes of its policy. Defaults to merge. */
  policy?: QueuePolicyMode;
}

/** The reader's queue. */
export interface ReaderQueueConfig {
  /** One that exists already, in the account and Region of the bucket. Defaults to none: the reader gets one of its own. */
  existing?: ExistingQueue;
}

/** The arguments of FindingsReader. What decides which resources exist is plain; leaves may be Inputs. */
export interface FindingsReaderArgs {
  /** The vendor: what it fixes is filled in, and what its form asks for is the output form. Defaults to generic. */
  preset?: ReaderPreset;
  /** Where findings are: s3://bucket/[prefix/]AWSLogs/, as GuardDutyExport's findingsUri. */
  findingsUri: pulumi.Input<string>;
  /** ARN of the key that findings are encrypted under. */
  keyArn: pulumi.Input<string>;
  /** ARN of the topic that gets a message for each new findings object, as GuardDutyExport's notificationTopicArn. Defaults to none: the reader lists the bucket, and has no queue. */
  topicArn?: pulumi.Input<string>;
  /** Region of bucket, key and topic, where the queue is made. Defaults to the provider's. */
  homeRegion?: string;
  /** The reader's queue. Defaults to one of its own where there is a topic and the vendor reads one. */
  queue?: ReaderQueueConfig;
  /** A role taken with credentials of AWS. Defaults to none; exactly one of role, webIdentity, accessKey and service is required. */
  role?: ReaderRole;
  /** A role taken with a token. Defaults to none. */
  webIdentity?: ReaderWebIdentity;
  /** An IAM user's key. Defaults to none. */
  accessKey?: ReaderAccessKey;
  /** A role taken by a service of AWS. Defaults to none. */
  service?: ReaderService;
  /** Whether the reader may delete what it has read. Defaults to false. */
  deletesAfterTransfer?: boolean;
  /** Seconds that a message stays hidden from the queue once it is received: 0 to 43200. Defaults to 300. */
  visibilityTimeoutSeconds?: number;
  /** Tags of queues, role and user. Defaults to none. */
  tags?: pulumi.Input<{ [name: string]: pulumi.Input<string> }>;
}
