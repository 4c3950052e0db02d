import type * as pulumi from "@pulumi/pulumi";

import type { BucketProtection, ExistingPolicy, ObjectLockMode } from "../../../rules/args/choices";
import type { Account } from "./organization";

/** Retention that S3 enforces on every finding. It can only be set when the bucket is created. */
export interface ObjectLock {
  /** GOVERNANCE or COMPLIANCE. */
  mode: ObjectLockMode;
  /** Days that a finding cannot be deleted or overwritten: 1 to 36500. */
  days: number;
}

/** Server access logs of the findings bucket. */
export interface AccessLogs {
  /** Name of a bucket in the home Region that S3 log delivery may write to. */
  bucketName: pulumi.Input<string>;
  /** Prefix of the log objects. Defaults to the findings bucket's name and a slash. */
  prefix?: pulumi.Input<string>;
}

/** A bucket that exists already. Nothing but its policy and the prefix marker is touched, and it stays when the stack goes. */
export interface ExistingBucket {
  /** The bucket's name. It is in the home Region. */
  name: string;
  /** Who writes its policy. Defaults to merge. */
  policy?: ExistingPolicy;
  /** Whether to take the export's statements out of its policy again, and to register no destinations: before the stack is destroyed. Defaults to false. */
  detach?: boolean;
}

/** The bucket that findings are exported to. */
export interface ExportBucket {
  /** A bucket that exists already, instead of a new one: of the other properties only account and prefix apply. Defaults to none: one is made. */
  existing?: ExistingBucket;
  /** The account that owns the bucket, such as a log archive. Defaults to the administrator account. */
  account?: Account;
  /** The bucket's name. Defaults to namePrefix, a hyphen and eight random hex digits. */
  name?: string;
  /** What a generated name starts with: 3 to 54 characters. Defaults to the component's name followed by -guardduty. */
  namePrefix?: string;
  /** Folder of the bucket that GuardDuty writes under, such as security/guardduty. Defaults to the root of the bucket. */
  prefix?: string;
  /** Days after which findings expire: 1 to 36500. Defaults to never. */
  retentionDays?: number;
  /** Days after which noncurrent versions expire: 1 to 36500. Defaults to 30. */
  noncurrentVersionDays?: number;
  /** Object Lock of the findings. Defaults to none. */
  objectLock?: ObjectLock;
  /** How a new bucket and key are protected from whoever administers their accounts. Defaults to standard. */
  protection?: BucketProtection;
  /** ARNs of IAM roles that may change and delete a locked bucket and key, the deploying role apart. Required if protection is locked. */
  breakGlassRoleArns?: string[];
  /** Server access logs. Defaults to none. */
  accessLogs?: AccessLogs;
  /** Tags of the bucket, besides the component's. Defaults to none. */
  tags?: pulumi.Input<{ [name: string]: pulumi.Input<string> }>;
}
