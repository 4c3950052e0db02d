import { arnText, knownArn } from "../rules/arn";
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

/** The keys as they are when the call is made, by ARN. */
interface Keys {
  [arn: string]: { tags: { [name: string]: string }; aliases: string[] };
}

/** What IAM asks of the caller for one call. */
export function requestsOf(
  caller: Caller,
  operation: string,
  input: Members,
  keys: Keys = {},
): AccessRequest[] {
  const service = beforeColon(operation);
  const name = afterColon(operation);
  return requestedActions(caller, service, name, input, keys).flatMap(({ action, resources }) =>
    resources.map((resource) => ({
      principal: { kind: "AWS" as const, arn: caller.arn },
      action: action.includes(":")
        ? action
        : `${service === "s3control" ? "s3" : service}:${action}`,
      resource,
      context: {
        known: {
          "aws:RequestedRegion": caller.region,
          ...(service === "kms" && tagKeys("RequestTag", requestTags(input))),
          ...(service === "kms" && tagKeys("ResourceTag", keys[resource]?.tags ?? {})),
        },
        otherwise: "absent" as const,
      },
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
  keys: Keys,
): ActionRequest[] {
  switch (service) {
    case "s3":
      return s3Actions(name, input);
    case "s3control":
      return [
        { action: S3_CONTROL_ACTIONS[name] ?? name, resources: [input["ResourceArn"] ?? "*"] },
      ];
    case "kms":
      return kmsActions(caller, name, input, keys);
    case "guardduty":
      return guardDutyActions(caller, name, input);
    case "sns":
      return snsActions(caller, name, input);
    case "athena":
      return [{ action: name, resources: [athenaResource(caller, input)] }];
    case "cloudwatch":
      return cloudWatchActions(caller, name, input);
    case "events":
      return eventActions(caller, name, input);
    case "glue":
      return [{ action: name, resources: glueResources(caller, input) }];
    case "iam":
      return iamActions(caller, name, input);
    case "lambda":
      return lambdaActions(caller, name, input);
    case "logs":
      return logActions(caller, name, input);
    case "scheduler":
      return [
        {
          action: name,
          resources: [arn(caller, service, `schedule/${input["GroupName"]}/${input["Name"]}`)],
        },
        ...passedRoles(input["Target"]?.RoleArn),
      ];
    case "sqs":
      return queueActions(caller, name, input);
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

function requestTags({ Tags = [] }: Members): { [name: string]: string } {
  const all = Tags as { TagKey: string; TagValue: string }[];
  return Object.fromEntries(all.map(({ TagKey, TagValue }) => [TagKey, TagValue]));
}

function tagKeys(of: "RequestTag" | "ResourceTag", tags: { [name: string]: string }) {
  return Object.fromEntries(
    Object.entries(tags).map(([key, value]) => [`aws:${of}/${key}`, value]),
  );
}

function kmsActions(
  { accountId, region }: Caller,
  name: string,
  input: Members,
  keys: Keys,
): ActionRequest[] {
  const head = `arn:aws:kms:${region}:${accountId}`;
  const holder = Object.entries(keys).find(
    ([of, { aliases }]) => of.startsWith(`${head}:`) && aliases.includes(input["AliasName"]),
  );
  const id = (input["KeyId"] ?? input["TargetKeyId"] ?? holder?.[0] ?? "00000000") as string;
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

function topicOf(subscriptionArn: string): string {
  const subscription = knownArn(subscriptionArn);
  return arnText({ ...subscription, resource: beforeColon(subscription.resource) });
}

function snsActions({ accountId, region }: Caller, name: string, input: Members): ActionRequest[] {
  const { TopicArn, ResourceArn, SubscriptionArn, Name, Tags } = input;
  // A subscription is authorized on its topic.
  const ofSubscription = SubscriptionArn && topicOf(SubscriptionArn as string);
  const topic: string =
    TopicArn ?? ResourceArn ?? ofSubscription ?? `arn:aws:sns:${region}:${accountId}:${Name}`;
  return [
    { action: name, resources: [topic] },
    ...(name === "CreateTopic" && Tags?.length
      ? [{ action: "TagResource", resources: [topic] }]
      : []),
  ];
}

function arn({ region, accountId }: Caller, service: string, resource: string): string {
  return `arn:aws:${service}:${region}:${accountId}:${resource}`;
}

function passedRoles(...roles: (string | undefined)[]): ActionRequest[] {
  const resources = roles.filter((role) => role !== undefined);
  // IAM asks for it as an action of its own service, whichever service is called.
  return resources.length === 0 ? [] : [{ action: "iam:PassRole", resources }];
}

function athenaResource(caller: Caller, input: Members): string {
  const { ResourceARN, Name, WorkGroup } = input;
  // A named query is authorized on its workgroup, which its id does not show.
  return ResourceARN ?? arn(caller, "athena", `workgroup/${WorkGroup ?? workgroupName(Name)}`);
}

const workgroupName = (name: string | undefined) => name ?? "findings-athena-workgroup-0000000";

function cloudWatchActions(caller: Caller, name: string, input: Members): ActionRequest[] {
  const { ResourceARN, AlarmName, AlarmNames, DashboardName, DashboardNames } = input;
  const alarms = [AlarmName ?? AlarmNames ?? []].flat();
  const dashboards = [DashboardName ?? DashboardNames ?? []].flat();
  return [
    {
      action: name,
      resources: [
        ...(ResourceARN === undefined ? [] : [ResourceARN as string]),
        ...alarms.map((alarm) => arn(caller, "cloudwatch", `alarm:${alarm}`)),
        ...dashboards.map(
          (dashboard) => `arn:aws:cloudwatch::${caller.accountId}:dashboard/${dashboard}`,
        ),
      ],
    },
    ...tagging(
      input["Tags"],
      alarms.map((alarm) => arn(caller, "cloudwatch", `alarm:${alarm}`)),
    ),
  ];
}

/** Tags of a resource that is created need a permission of their own. */
function tagging(tags: unknown, resources: string[], action = "TagResource"): ActionRequest[] {
  const some = typeof tags === "object" && tags !== null && Object.keys(tags).length > 0;
  return some && resources.length > 0 ? [{ action, resources }] : [];
}

function eventActions(caller: Caller, name: string, input: Members): ActionRequest[] {
  const { ResourceARN, Name, Rule, EventBusName, Targets, Tags } = input;
  if (ResourceARN !== undefined) return [{ action: name, resources: [ResourceARN] }];
  const onBus = !EventBusName || EventBusName === "default" ? "" : `${EventBusName}/`;
  const resource = /EventBus$/.test(name)
    ? arn(caller, "events", `event-bus/${Name}`)
    : arn(caller, "events", `rule/${onBus}${Name ?? Rule}`);
  const roles = (Targets ?? []).map((target: Members) => target["RoleArn"] as string | undefined);
  return [
    { action: name, resources: [resource] },
    ...(name === "TagResource" ? [] : tagging(Tags, [resource])),
    ...passedRoles(...roles),
  ];
}

function glueResources(caller: Caller, input: Members): string[] {
  const { ResourceArn, DatabaseInput, DatabaseName, TableInput, Name } = input;
  if (ResourceArn !== undefined) return [ResourceArn];
  const database: string = DatabaseName ?? DatabaseInput?.Name ?? Name;
  const table = DatabaseName === undefined ? undefined : (TableInput?.Name ?? Name);
  return [
    arn(caller, "glue", "catalog"),
    arn(caller, "glue", `database/${database}`),
    ...(table === undefined ? [] : [arn(caller, "glue", `table/${database}/${table}`)]),
  ];
}

function iamActions({ accountId }: Caller, name: string, input: Members): ActionRequest[] {
  const { RoleName, UserName, Tags } = input;
  const resource = RoleName === undefined ? `user/${UserName}` : `role/${RoleName}`;
  const resources = [`arn:aws:iam::${accountId}:${resource}`];
  const created = name === "CreateRole" ? "TagRole" : name === "CreateUser" ? "TagUser" : undefined;
  return [{ action: name, resources }, ...(created ? tagging(Tags, resources, created) : [])];
}

function lambdaActions(caller: Caller, name: string, input: Members): ActionRequest[] {
  const { Resource, FunctionName, Role, Tags } = input;
  const resources = [Resource ?? arn(caller, "lambda", `function:${FunctionName}`)];
  return [
    { action: name, resources },
    ...(name === "CreateFunction" ? tagging(Tags, resources) : []),
    ...passedRoles(Role),
  ];
}

function logActions(caller: Caller, name: string, input: Members): ActionRequest[] {
  const { resourceArn, logGroupName, tags } = input;
  if (name === "DescribeLogGroups") {
    return [{ action: name, resources: [arn(caller, "logs", "log-group:")] }];
  }
  const resources = [resourceArn ?? arn(caller, "logs", `log-group:${logGroupName}`)];
  return [
    { action: name, resources },
    ...(name === "CreateLogGroup" ? tagging(tags, resources) : []),
  ];
}

function queueActions(caller: Caller, name: string, input: Members): ActionRequest[] {
  const { QueueUrl, QueueName, tags } = input;
  const queue: string = QueueName ?? QueueUrl.split("/").pop();
  const resources = [arn(caller, "sqs", queue)];
  return [
    { action: name, resources },
    ...(name === "CreateQueue" ? tagging(tags, resources, "TagQueue") : []),
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
  if (name.endsWith("MalwareProtectionPlan")) {
    const { MalwareProtectionPlanId: id } = input;
    const plan = `arn:aws:guardduty:${region}:${accountId}:malware-protection-plan/${id ?? "new"}`;
    return [
      { action: name, resources: [id === undefined ? "*" : plan] },
      ...(Tags ? [{ action: "TagResource", resources: [plan] }] : []),
    ];
  }
  return [
    { action: name, resources: [OF_A_DETECTOR.includes(name) ? detector : "*"] },
    ...(Tags ? [{ action: "TagResource", resources: [detector] }] : []),
  ];
}
