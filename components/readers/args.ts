import type * as pulumi from "@pulumi/pulumi";

import type { ReaderPreset } from "../../rules/readers/choices";

export { ReaderPreset } from "../../rules/readers/choices";

/** A role that the reader takes with credentials of AWS. */
export interface ReaderRole {
  /** ARNs of the accounts, roles or users that may take it. */
  principalArns: pulumi.Input<pulumi.Input<string>[]>;
  /** External id that the reader sends. Defaults to a generated UUID. */
  externalId?: pulumi.Input<string>;
  /** The role's name. Defaults to one generated from the component's. */
  name?: string;
}

/** A role that the reader takes with a token of its identity provider: no secret is shared. */
export interface ReaderWebIdentity {
  /** accounts.google.com, or the ARN of an OIDC provider of the account. Defaults to the preset's; required where that has none. */
  provider?: pulumi.Input<string>;
  /** Audiences of the tokens. Defaults to the preset's, or any. */
  audiences?: pulumi.Input<pulumi.Input<string>[]>;
  /** Subjects of the tokens. Defaults to any; these or sessionNames are required. */
  subjects?: pulumi.Input<pulumi.Input<string>[]>;
  /** Names that the reader gives its sessions. Defaults to any. */
  sessionNames?: pulumi.Input<pulumi.Input<string>[]>;
  /** The role's name. Defaults to one generated from the component's, with what the preset wants in front. */
  name?: string;
}

/** An IAM user's key, for readers that know nothing better. */
export interface ReaderAccessKey {
  /** Version of the key: raising it makes a new key before the old one goes. Defaults to 1. */
  keyVersion?: number;
}

/** The arguments of FindingsReader. What decides which resources exist is plain; leaves may be Inputs. */
export interface FindingsReaderArgs {
  /** The vendor: what it fixes is filled in, and what its form asks for is the output form. Defaults to generic. */
  preset?: ReaderPreset;
  /** Where findings are: s3://bucket/[prefix/]AWSLogs/, as GuardDutyExport's findingsUri. */
  findingsUri: pulumi.Input<string>;
  /** ARN of the key that findings are encrypted under. */
  keyArn: pulumi.Input<string>;
  /** ARN of the topic that tells of new findings, as GuardDutyExport's notificationTopicArn. Defaults to none: the reader lists the bucket, and has no queue. */
  topicArn?: pulumi.Input<string>;
  /** Region of bucket, key and topic, where the queue is made. Defaults to the provider's. */
  homeRegion?: string;
  /** A role taken with credentials of AWS. Defaults to none; exactly one of role, webIdentity and accessKey is required. */
  role?: ReaderRole;
  /** A role taken with a token. Defaults to none. */
  webIdentity?: ReaderWebIdentity;
  /** An IAM user's key. Defaults to none. */
  accessKey?: ReaderAccessKey;
  /** Whether the reader may delete what it has read. Defaults to false. */
  deletesAfterTransfer?: boolean;
  /** Seconds that a message stays hidden from the queue once it is received: 0 to 43200. Defaults to 300. */
  visibilityTimeoutSeconds?: number;
  /** Tags of queues, role and user. Defaults to none. */
  tags?: pulumi.Input<{ [name: string]: pulumi.Input<string> }>;
}
