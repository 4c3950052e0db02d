import type * as pulumi from "@pulumi/pulumi";

import type { ChronicleSourceType } from "../../rules/chronicle/choices";

export { ChronicleSourceType } from "../../rules/chronicle/choices";

/** A role that Google takes by web identity: no secret is shared. */
export interface ChronicleRole {
  /** ARN of the role, as a FindingsReader's roleArn. */
  arn: pulumi.Input<string>;
  /** Subject id of the instance's service account: the answer of feedServiceAccounts:fetchServiceAccountForCustomer. */
  subjectId: pulumi.Input<string>;
}

/** An IAM user's key. */
export interface ChronicleAccessKey {
  /** The key's id, as a FindingsReader's accessKeyId. */
  id: pulumi.Input<string>;
  /** The key's secret; kept as a Pulumi secret. */
  secret: pulumi.Input<string>;
}

/** The arguments of ChronicleFeed. What decides which resources exist is plain; leaves may be Inputs. */
export interface ChronicleFeedArgs {
  /** How Google is notified of findings. Defaults to AMAZON_SQS_V2. */
  sourceType?: ChronicleSourceType;
  /** Where findings are: s3://bucket/[prefix/]AWSLogs/, as GuardDutyExport's findingsUri. */
  findingsUri: pulumi.Input<string>;
  /** ARN of the feed's own queue, as a FindingsReader's queueArn. Required for AMAZON_SQS_V2. */
  queueArn?: pulumi.Input<string>;
  /** A role that Google takes. Defaults to none; exactly one of role and accessKey is required. */
  role?: ChronicleRole;
  /** An IAM user's key. Defaults to none. */
  accessKey?: ChronicleAccessKey;
  /** Name of the feed in Google SecOps. Defaults to the component's name. */
  displayName?: string;
  /** Asset namespace of all findings. Defaults to none. */
  assetNamespace?: pulumi.Input<string>;
  /** Ingestion labels of all findings. Defaults to none. */
  labels?: pulumi.Input<{ [name: string]: pulumi.Input<string> }>;
  /** Age in days of the oldest objects that are read: 1 to 180. Defaults to 180. */
  maxLookbackDays?: number;
  /** UUID of the Google SecOps instance. Defaults to none: the feed is made by hand, from the output form. With project and location the feed is registered, which needs the package @pulumi/gcp 9.29 or newer. */
  instance?: string;
  /** Id of the instance's Google Cloud project. Defaults to none. */
  project?: string;
  /** Location of the instance, such as us. Defaults to none. */
  location?: string;
}
