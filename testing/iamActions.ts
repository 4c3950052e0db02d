import type { AccessRequest } from "../rules/evaluator";
import type { Caller, Members } from "../sandbox/cloud/contract";
import { beforeColon, afterColon } from "../rules/tokens";

/** One call that the engine made, with what IAM would be asked for it. */
export interface RecordedCall {
  account: string;
  operation: string;
  requests: AccessRequest[];
}

/** Operations of S3 whose IAM action has another name. Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
const S3_ACTIONS: { [operation: string]: string } = {
  HeadBucket: "ListBucket",
  HeadObject: "GetObject",
  ListObjectVersions: "ListBucketVersions",
  DeleteBucketTagging: "PutBucketTagging",
  PutBucketEncryption: "PutEncryptionConfiguration",
  GetBucketEncryption: "GetEncryptionConfiguration",
  DeleteBucketEncryption: "PutEncryptionConfiguration",
  PutBucketLifecycleConfiguration: "PutLifecycleConfiguration",
  GetBucketLifecycleConfiguration: "GetLifecycleConfiguration",
  DeleteBucketLifecycle: "PutLifecycleConfiguration",
  PutPublicAccessBlock: "PutBucketPublicAccessBlock",
  GetPublicAccessBlock: "GetBucketPublicAccessBlock",
  DeletePublicAccessBlock: "PutBucketPublicAccessBlock",
  DeleteBucketOwnershipControls: "PutBucketOwnershipControls",
  PutObjectLockConfiguration: "PutBucketObjectLockConfiguration",
  GetObjectLockConfiguration: "GetBucketObjectLockConfiguration",
  GetBucketAccelerateConfiguration: "GetAccelerateConfiguration",
  GetBucketCors: "GetBucketCORS",
  GetBucketReplication: "GetReplicationConfiguration",
  DeleteObjects: "DeleteObjectVersion",
  GetBucketNotificationConfiguration: "GetBucketNotification",
  PutBucketNotificationConfiguration: "PutBucketNotification",
};

const S3_CONTROL_ACTIONS: { [operation: string]: string } = {
  PutPublicAccessBlock: "PutAccountPublicAccessBlock",
  GetPublicAccessBlock: "GetAccountPublicAccessBlock",
  DeletePublicAccessBlock: "PutAccountPublicAccessBlock",
};

/** What IAM asks of the caller for one call. */
export function requestsOf(caller: Caller, operation: string, input: Members): AccessRequest[] {
  const service = beforeColon(operation);
  const name = afterColon(operation);
  return requestedActions(caller, service, name, input).flatMap(({ action, resources }) =>
    resources.map((resource) => ({
      principal: { kind: "AWS" as const, arn: caller.arn },
      action: `${service === "s3control" ? "s3" : service}:${action}`,
      resource,
      context: { known: { "aws:RequestedRegion": caller.region }, otherwise: "absent" as const },
    })),
  );
}

interface ActionRequest {
  action: string;
  resources: string[];
}

function requestedActions(
  caller: Caller,
  service: string,
  name: string,
  input: Members,
): ActionRequest[] {
  switch (service) {
    case "s3":
      return s3Actions(name, input);
    case "s3control":
      return [
        { action: S3_CONTROL_ACTIONS[name] ?? name, resources: [input["ResourceArn"] ?? "*"] },
      ];
    case "kms":
      return kmsActions(caller, name, input);
    case "guardduty":
      return guardDutyActions(caller, name, input);
    case "sns":
      return snsActions(caller, name, input);
    // Needs no permission.
    case "sts":
      return [];
    default:
      return [{ action: name, resources: ["*"] }];
  }
}

function s3Actions(name: string, input: Members): ActionRequest[] {
  const { Bucket, Key, VersionId, BypassGovernanceRetention, ObjectLockEnabledForBucket } = input;
  const bucket = `arn:aws:s3:::${Bucket}`;
  const objects: string[] =
    name === "DeleteObjects"
      ? input["Delete"].Objects.map((one: Members) => `${bucket}/${one["Key"]}`)
      : [`${bucket}/${Key}`];
  const resources = /Objects?(Tagging)?$/.test(name) ? objects : [bucket];
  const version = VersionId !== undefined && name === "DeleteObject" ? "Version" : "";
  return [
    { action: S3_ACTIONS[name] ?? `${name}${version}`, resources },
    ...(BypassGovernanceRetention ? [{ action: "BypassGovernanceRetention", resources }] : []),
    ...(ObjectLockEnabledForBucket
      ? ["PutBucketObjectLockConfiguration", "PutBucketVersioning"].map((action) => ({
          action,
          resources: [bucket],
        }))
      : []),
    ...(input["CreateBucketConfiguration"]?.Tags
      ? [{ action: "TagResource", resources: [bucket] }]
      : []),
  ];
}

function kmsActions({ accountId, region }: Caller, name: string, input: Members): ActionRequest[] {
  const head = `arn:aws:kms:${region}:${accountId}`;
  const id = (input["KeyId"] ?? input["TargetKeyId"] ?? "00000000") as string;
  const key = id.startsWith("arn:") ? id : `${head}:key/${id}`;
  const alias = `${head}:${input["AliasName"]}`;
  if (/Alias$/.test(name)) return [{ action: name, resources: [key, alias] }];
  if (name === "CreateKey") {
    return [
      { action: name, resources: ["*"] },
      ...(input["Tags"]?.length ? [{ action: "TagResource", resources: [key] }] : []),
    ];
  }
  return [{ action: name, resources: [name === "ListAliases" ? "*" : key] }];
}

function snsActions({ accountId, region }: Caller, name: string, input: Members): ActionRequest[] {
  const { TopicArn, ResourceArn, Name, Tags } = input;
  const topic: string = TopicArn ?? ResourceArn ?? `arn:aws:sns:${region}:${accountId}:${Name}`;
  return [
    { action: name, resources: [topic] },
    ...(name === "CreateTopic" && Tags?.length
      ? [{ action: "TagResource", resources: [topic] }]
      : []),
  ];
}

const OF_A_DETECTOR = ["GetDetector", "UpdateDetector", "DeleteDetector"];

function guardDutyActions(
  { accountId, region }: Caller,
  name: string,
  input: Members,
): ActionRequest[] {
  const { DetectorId, ResourceArn, Tags } = input;
  const detector = `arn:aws:guardduty:${region}:${accountId}:detector/${DetectorId ?? "0"}`;
  if (ResourceArn !== undefined) return [{ action: name, resources: [ResourceArn] }];
  return [
    { action: name, resources: [OF_A_DETECTOR.includes(name) ? detector : "*"] },
    ...(Tags ? [{ action: "TagResource", resources: [detector] }] : []),
  ];
}
