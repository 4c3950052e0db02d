import { randomUUID } from "node:crypto";
import type { Aws } from "../aws";
import { accountOfArn, bucketArn, partitionOf } from "../arn";
import { AwsError, type Caller, type Members, operationParts } from "../contract";
import { findKey } from "../kms/access";
import { findBucket } from "../s3/bucket";
import { busArn } from "./bus";
import type { BusEvent } from "./event";
import { route } from "./routing";

/**
 * What EventBridge has of a call by way of CloudTrail, as if every account had a trail of management events.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export interface CallEvent {
  /** Accounts whose buses have it: the caller's, and the owner's of the bucket or key. */
  accountIds: string[];
  event: BusEvent;
}

/** Reads, and data events: a rule that is ENABLED gets neither. */
const NOT_SENT = [
  /:(Get|List|Describe|Head|Test|Lookup|Batch|Filter)/,
  /^(sts|chronicle|sentinel):/,
  /^s3:(?!PutObjectLockConfiguration)\w*(Object|Multipart|Part)/,
  /^sqs:(Send|Receive|DeleteMessage|ChangeMessage)/,
  /^(sns:Publish|lambda:Invoke|events:PutEvents|logs:PutLogEvents|cloudwatch:PutMetricData)/,
];

/** Services whose events carry another name than the sandbox has. */
const SOURCES: { [service: string]: string } = { cloudwatch: "monitoring", s3control: "s3" };

/** CloudTrail's names, where they are not the operation's. */
const NAMES: { [operation: string]: string } = {
  "s3:PutBucketLifecycleConfiguration": "PutBucketLifecycle",
  "lambda:DeleteFunction": "DeleteFunction20150331",
  "lambda:PutFunctionConcurrency": "PutFunctionConcurrency20171031",
  "lambda:UpdateFunctionCode": "UpdateFunctionCode20150331v2",
  "lambda:UpdateFunctionConfiguration": "UpdateFunctionConfiguration20150331v2",
  "s3:PutBucketNotificationConfiguration": "PutBucketNotification",
  "s3:PutObjectLockConfiguration": "PutBucketObjectLockConfiguration",
  "s3:PutPublicAccessBlock": "PutBucketPublicAccessBlock",
  "s3:DeletePublicAccessBlock": "DeleteBucketPublicAccessBlock",
};

/** Where the events of services without Regions are. */
const GLOBAL_REGIONS: { [partition: string]: string } = {
  aws: "us-east-1",
  "aws-us-gov": "us-gov-west-1",
  "aws-cn": "cn-north-1",
};
const GLOBAL_SERVICES: readonly string[] = ["iam", "organizations", "account"];

/** The event of a call, made before the call: it may delete what it is about. Undefined: there is none. */
export function callEvent(
  aws: Aws,
  caller: Caller,
  operation: string,
  input: Members,
): CallEvent | undefined {
  if (caller.accountId === "" || NOT_SENT.some((pattern) => pattern.test(operation))) return;
  const { service, name } = operationParts(operation);
  const source = SOURCES[service] ?? service;
  const about = resourceOf(aws, caller, service, input);
  const region = GLOBAL_SERVICES.includes(service)
    ? (GLOBAL_REGIONS[partitionOf(caller.region)] as string)
    : (about?.region ?? caller.region);
  const owner = about?.accountId ?? caller.accountId;
  const time = aws
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, "Z");
  const event: BusEvent = {
    version: "0",
    id: randomUUID(),
    "detail-type": "AWS API Call via CloudTrail",
    source: `aws.${source}`,
    account: caller.accountId,
    time,
    region,
    resources: [],
    detail: {
      eventVersion: "1.11",
      userIdentity: identityOf(caller),
      eventTime: time,
      eventSource: `${source}.amazonaws.com`,
      eventName: NAMES[operation] ?? name,
      awsRegion: region,
      requestParameters: parametersOf(service, input),
      ...(about && { resources: [{ accountId: owner, type: about.type, ARN: about.arn }] }),
      requestID: caller.requestId ?? randomUUID(),
      eventID: randomUUID(),
      readOnly: false,
      eventType: "AwsApiCall",
      managementEvent: true,
      recipientAccountId: caller.accountId,
      eventCategory: "Management",
    },
  };
  return { accountIds: [...new Set([caller.accountId, owner])], event };
}

/** Puts the event on the default buses of its accounts; with the error that the call ended with. */
export function sendCallEvent(aws: Aws, { accountIds, event }: CallEvent, error?: unknown): void {
  const failed = error instanceof AwsError && {
    errorCode: error.code,
    errorMessage: error.message,
  };
  for (const account of accountIds) {
    const bus = busArn({ accountId: account, region: event.region });
    const detail = { ...event.detail, ...failed, recipientAccountId: account };
    route(aws, bus, { ...event, account, detail });
  }
}

function identityOf({ accountId, arn }: Caller): Members {
  const resource = arn.slice(arn.lastIndexOf(":") + 1);
  const [kind] = resource.split("/");
  const type = { user: "IAMUser", "assumed-role": "AssumedRole", root: "Root" }[kind ?? ""];
  return { type: type ?? "Unknown", principalId: accountId, arn, accountId };
}

interface Resource {
  arn: string;
  type: string;
  accountId: string;
  region: string;
}

/** The bucket or key that a call is about, whose account has the event too. */
function resourceOf(
  aws: Aws,
  caller: Caller,
  service: string,
  { Bucket, KeyId }: Members,
): Resource | undefined {
  if (service === "s3" && Bucket !== undefined) {
    const bucket = findBucket(aws.world, Bucket, caller.region);
    if (bucket === undefined) return undefined;
    const arn = bucketArn(String(Bucket), bucket.region);
    return { arn, type: "AWS::S3::Bucket", accountId: bucket.account, region: bucket.region };
  }
  if (service !== "kms" || KeyId === undefined) return undefined;
  try {
    const { arn } = findKey(aws, caller, KeyId);
    const accountId = accountOfArn(arn);
    return { arn, type: "AWS::KMS::Key", accountId, region: caller.region };
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

/** Members as CloudTrail names them; bodies are left out. */
function parametersOf(service: string, input: Members): Members {
  const isBucket = (name: string): boolean => service === "s3" && name === "Bucket";
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== undefined && !(value instanceof Uint8Array))
      .map(([name, value]) => [isBucket(name) ? "bucketName" : lowerFirst(name), plain(value)]),
  );
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [lowerFirst(name), plain(one)]),
  );
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
