import type { PolicyResource } from "@pulumi/policy";

import { knownArn } from "../rules/arn";
import type { ExportSource } from "../rules/policies";
import type { PolicyDocument } from "../rules/policyDocument";

type Resources = PolicyResource[];

const DESTINATION = "aws:guardduty/publishingDestination:PublishingDestination";
const BUCKETS = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"];
const KEY = "aws:kms/key:Key";

/** The GuardDuty publishing destinations of a stack. */
export function destinationsIn(resources: Resources): Resources {
  return resources.filter(({ type }) => type === DESTINATION);
}

/** The buckets of a stack that its destinations export to. */
export function findingsBucketsIn(resources: Resources): Resources {
  const buckets = destinationsIn(resources).map((one) => bucketOf(one, resources));
  return [...new Set(buckets)].filter((bucket) => bucket !== undefined);
}

export function bucketOf(destination: PolicyResource, resources: Resources) {
  const { bucketArn } = targetOf(destination);
  return resources.find(({ type, props }) => BUCKETS.includes(type) && props["arn"] === bucketArn);
}

export function keyOf({ props }: PolicyResource, resources: Resources) {
  return resources.find((other) => other.type === KEY && other.props["arn"] === props["kmsKeyArn"]);
}

/** The setting of a bucket that is a resource of its own, such as its versioning. */
export function settingOf(bucket: PolicyResource, types: string[], resources: Resources) {
  return resources.find(
    ({ type, props }) => types.includes(type) && props["bucket"] === bucket.props["bucket"],
  );
}

/** A policy and the resource that sets it. */
export interface SetPolicy {
  resource: PolicyResource;
  document: PolicyDocument;
}

/** The policy of a bucket, by a resource of its own or in the bucket itself; undefined when the stack sets none. */
export function bucketPolicyOf(bucket: PolicyResource, resources: Resources) {
  return setPolicy(settingOf(bucket, ["aws:s3/bucketPolicy:BucketPolicy"], resources) ?? bucket);
}

/** The policy of a key, by a resource of its own or in the key itself; undefined when the stack sets none. */
export function keyPolicyOf(key: PolicyResource, resources: Resources) {
  const own = resources.find(
    ({ type, props }) =>
      type === "aws:kms/keyPolicy:KeyPolicy" &&
      [key.props["keyId"], key.props["arn"]].includes(props["keyId"]),
  );
  return setPolicy(own ?? key);
}

function setPolicy(resource: PolicyResource): SetPolicy | undefined {
  const policy = resource.props["policy"] as string | PolicyDocument | undefined;
  if (policy === undefined || policy === "") return undefined;
  const document = typeof policy === "string" ? (JSON.parse(policy) as PolicyDocument) : policy;
  return { resource, document };
}

/** The detector that a destination exports the findings of. */
export function sourceOf({ props }: PolicyResource): ExportSource {
  const { region, accountId, resource } = knownArn(String(props["arn"]));
  return { region, accountId, detectorId: resource.split("/")[1] ?? "" };
}

export function targetOf({ props }: PolicyResource): { bucketArn: string; prefix: string } {
  const [bucketArn = "", ...prefix] = String(props["destinationArn"]).split("/");
  return { bucketArn, prefix: prefix.filter((part) => part !== "").join("/") };
}

/** Whether the stack has the bucket and the key of a destination, with their policies. */
export function hasPolicies(destination: PolicyResource, resources: Resources): boolean {
  const bucket = bucketOf(destination, resources);
  const key = keyOf(destination, resources);
  return (
    bucket !== undefined &&
    key !== undefined &&
    bucketPolicyOf(bucket, resources) !== undefined &&
    keyPolicyOf(key, resources) !== undefined
  );
}
