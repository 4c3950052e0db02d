import type { World } from "../world";
import { accountOfArn, arnOf, regionOfArn } from "./arn";
import { AwsError, type Caller, type Members } from "./contract";
import { busArn, ruleArn, rulesOf } from "./events/bus";

/** A quota of AWS: how many resources of a kind there may be before a call adds one. */
interface Quota {
  /** AWS's default value, which accounts may have increased. */
  most: number | ((region: string) => number);
  /** What counts already. */
  counted: (world: World, caller: Caller, input: Members) => number;
  /** Whether the call adds one, where it can also replace one. Defaults to always. */
  adds?: (world: World, caller: Caller, input: Members) => boolean;
  error: (most: number) => [code: string, message: string, statusCode?: number];
  source: string;
}

/** How many of the ARNs are of the caller's account and, unless they are of no Region, its Region. */
function countOf(arns: object, { accountId, region }: Caller): number {
  return Object.keys(arns).filter(
    (arn) => accountOfArn(arn) === accountId && ["", region].includes(regionOfArn(arn)),
  ).length;
}

const EVENTS_ERROR: ReturnType<Quota["error"]> = [
  "LimitExceededException",
  "The requested resource exceeds the maximum number allowed.",
];
const EVENTS_SOURCE = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html";
/** The Regions with a lower quota of rules. */
const FEW_RULES = ["af-south-1", "eu-south-1"];

const IAM_SOURCE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html";
const iamError =
  (quota: string): Quota["error"] =>
  (most) => ["LimitExceeded", `Cannot exceed quota for ${quota}: ${most}`, 409];

/** By operation. Texts of errors without the mark UNVERIFIED are from AWS's answers that users published. */
export const QUOTAS: { readonly [operation: string]: Quota } = {
  "s3:CreateBucket": {
    most: 10_000,
    counted: ({ buckets }, { accountId }) =>
      Object.values(buckets).filter(({ account }) => account === accountId).length,
    adds: ({ buckets }, _caller, { Bucket }) => !Object.hasOwn(buckets, String(Bucket)),
    error: () => ["TooManyBuckets", "You have attempted to create more buckets than allowed"],
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/BucketRestrictions.html",
  },
  "events:PutRule": {
    most: (region) => (FEW_RULES.includes(region) ? 100 : 300),
    counted: (world, caller, { EventBusName }) =>
      rulesOf(world, busArn(caller, EventBusName)).length,
    adds: ({ rules }, caller, { EventBusName, Name }) =>
      rules[ruleArn(caller, EventBusName, Name)] === undefined,
    error: () => EVENTS_ERROR,
    source: EVENTS_SOURCE,
  },
  "events:CreateEventBus": {
    most: 100,
    counted: ({ buses }, caller) => countOf(buses, caller),
    error: () => EVENTS_ERROR,
    source: EVENTS_SOURCE,
  },
  "sns:Subscribe": {
    most: 200,
    counted: ({ topics }, _caller, { TopicArn }) =>
      Object.values(topics[String(TopicArn)]?.subscriptions ?? {}).filter(
        ({ attributes }) => attributes["FilterPolicy"] !== undefined,
      ).length,
    adds: (_world, _caller, { Attributes = {} }) => Attributes["FilterPolicy"] !== undefined,
    // UNVERIFIED text.
    error: () => ["FilterPolicyLimitExceeded", "Filter policy limit exceeded", 403],
    source: "https://docs.aws.amazon.com/general/latest/gr/sns.html",
  },
  "cloudwatch:PutMetricAlarm": {
    most: 5_000,
    counted: ({ alarms }, caller) => countOf(alarms, caller),
    adds: ({ alarms }, caller, { AlarmName }) =>
      alarms[arnOf("cloudwatch", caller, `alarm:${AlarmName}`)] === undefined,
    // UNVERIFIED text.
    error: () => [
      "LimitExceeded",
      "The quota for alarms for this customer has already been reached.",
    ],
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html",
  },
  "glue:CreateDatabase": {
    most: 10_000,
    counted: ({ databases }, caller) => countOf(databases, caller),
    // UNVERIFIED text.
    error: () => [
      "ResourceNumberLimitExceededException",
      "Number of databases for account exceeded.",
    ],
    source: "https://docs.aws.amazon.com/general/latest/gr/glue.html",
  },
  "athena:CreateWorkGroup": {
    most: 1_000,
    counted: ({ workgroups }, caller) => countOf(workgroups, caller),
    // UNVERIFIED text.
    error: (most) => [
      "InvalidRequestException",
      `The number of workgroups of the account is at its maximum of ${most}`,
    ],
    source: "https://docs.aws.amazon.com/athena/latest/ug/service-limits.html",
  },
  "iam:CreateRole": {
    most: 1_000,
    counted: ({ roles }, caller) => countOf(roles, caller),
    error: iamError("RolesPerAccount"),
    source: IAM_SOURCE,
  },
  "iam:CreateUser": {
    most: 5_000,
    counted: ({ users }, caller) => countOf(users, caller),
    error: iamError("UsersPerAccount"),
    source: IAM_SOURCE,
  },
  "iam:CreatePolicy": {
    most: 1_500,
    counted: ({ managedPolicies }, caller) => countOf(managedPolicies, caller),
    error: iamError("PoliciesPerAccount"),
    source: IAM_SOURCE,
  },
  "iam:CreateOpenIDConnectProvider": {
    most: 100,
    counted: ({ oidcProviders }, caller) => countOf(oidcProviders, caller),
    error: iamError("OpenIdConnectProvidersPerAccount"),
    source: IAM_SOURCE,
  },
};

/** Throws AWS's refusal of a call that would add a resource beyond the account's quota. */
export function requireQuota(
  world: World,
  caller: Caller,
  operation: string,
  input: Members,
): void {
  const quota = Object.hasOwn(QUOTAS, operation) ? QUOTAS[operation] : undefined;
  if (quota === undefined || quota.adds?.(world, caller, input) === false) return;
  const most = typeof quota.most === "number" ? quota.most : quota.most(caller.region);
  if (quota.counted(world, caller, input) < most) return;
  throw new AwsError(...quota.error(most));
}
