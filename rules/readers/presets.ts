import type { ReaderPreset } from "./choices";

export type IdentityKind = "role" | "webIdentity" | "accessKey";

/** What a reader is, once it is made: what vendors' forms ask for. */
export interface ReaderFacts {
  accountId: string;
  bucketName: string;
  findingsUri: string;
  region: string;
  keyArn: string;
  roleArn?: string;
  externalId?: string;
  accessKeyId?: string;
  queueArn?: string;
  queueUrl?: string;
  topicArn?: string;
}

/** What a vendor fixes, and what its form asks for in its own words. */
export interface VendorPreset {
  identities: readonly IdentityKind[];
  /** Actions at the queue; none: the vendor has a queue of its own. */
  queueActions: readonly string[];
  /** What the role's name has to start with. */
  roleNamePrefix?: string;
  /** Audiences of the vendor's tokens. */
  audiences?: readonly string[];
  /** Identity provider of the vendor's tokens, where IAM knows it by itself. */
  provider?: string;
  /** Labels of the form and where their values come from; what a reader does not have is left out. */
  form: { readonly [label: string]: keyof ReaderFacts | { readonly says: string } };
}

const RECEIVE = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"];
const says = (text: string) => ({ says: text });
const SECRET = says("the output secretAccessKey");

/** Sources: the vendors' pages named beside each. */
export const PRESETS: { [name in ReaderPreset]: VendorPreset } = {
  generic: {
    identities: ["role", "webIdentity", "accessKey"],
    queueActions: [...RECEIVE, "sqs:GetQueueAttributes", "sqs:GetQueueUrl"],
    form: {
      "Account id": "accountId",
      Region: "region",
      Bucket: "bucketName",
      "S3 URI": "findingsUri",
      "KMS key ARN": "keyArn",
      "Role ARN": "roleArn",
      "External id": "externalId",
      "Access key id": "accessKeyId",
      "Queue ARN": "queueArn",
      "Queue URL": "queueUrl",
    },
  },
  // https://cloud.google.com/chronicle/docs/administration/feed-management
  chronicle: {
    identities: ["webIdentity", "accessKey"],
    queueActions: RECEIVE,
    provider: "accounts.google.com",
    form: {
      "Source type": says("Amazon SQS V2"),
      "Log type": says("AWS GuardDuty"),
      "S3 URI": "findingsUri",
      "Source deletion option": says("Never delete files"),
      "SQS queue ARN": "queueArn",
      "AWS IAM role ARN": "roleArn",
      "Access key id": "accessKeyId",
      "Secret access key": SECRET,
    },
  },
  // https://learn.microsoft.com/azure/sentinel/connect-aws
  sentinel: {
    identities: ["webIdentity"],
    queueActions: [...RECEIVE, "sqs:GetQueueUrl"],
    roleNamePrefix: "OIDC_",
    audiences: ["api://1462b192-27f7-4cb9-8523-0f4ecb54b47e"],
    form: {
      "Role ARN": "roleArn",
      "SQS URL": "queueUrl",
      "Destination table": says("AWSGuardDuty"),
    },
  },
  // https://splunk.github.io/splunk-add-on-for-amazon-web-services/SQS-basedS3/
  splunk: {
    identities: ["role", "accessKey"],
    queueActions: [...RECEIVE, "sqs:GetQueueAttributes", "sqs:GetQueueUrl"],
    form: {
      "Input type": says("SQS-Based S3"),
      "AWS Region": "region",
      "SQS Queue Name": "queueUrl",
      "S3 File Decoder": says("CustomLogs"),
      "Assume Role": "roleArn",
      "External ID": "externalId",
      "Key ID": "accessKeyId",
      "Secret Key": SECRET,
    },
  },
  // https://www.elastic.co/docs/reference/integrations/aws/guardduty
  elastic: {
    identities: ["role", "accessKey"],
    queueActions: RECEIVE,
    form: {
      "Collect logs via": says("S3 Bucket, with SQS notification"),
      "Queue URL": "queueUrl",
      "Role ARN": "roleArn",
      "External ID": "externalId",
      "Access Key ID": "accessKeyId",
      "Secret Access Key": SECRET,
    },
  },
  // https://docs.panther.com/data-onboarding/data-transports/aws/s3
  panther: {
    identities: ["role"],
    queueActions: [],
    form: {
      "AWS Account ID": "accountId",
      "Bucket Name": "bucketName",
      "KMS Key": "keyArn",
      "Stream Type": says("Lines"),
      "S3 Prefix Filter": "findingsUri",
      "IAM Role ARN": "roleArn",
      "External ID": "externalId",
      "SNS topic to subscribe": "topicArn",
    },
  },
};

/** The form filled in: label -> value. */
export function filledForm(preset: ReaderPreset, facts: ReaderFacts): { [label: string]: string } {
  const withKey = facts.accessKeyId !== undefined;
  return Object.fromEntries(
    Object.entries(PRESETS[preset].form).flatMap(([label, source]) => {
      if (source === SECRET && !withKey) return [];
      const value = typeof source === "string" ? facts[source] : source.says;
      return value === undefined ? [] : [[label, value]];
    }),
  );
}
