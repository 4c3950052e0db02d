import { iamArn } from "../../../rules/arn";
import type { ThreatList } from "../../world";
import { bucketArn, partitionOf } from "../arn";
import type { Aws } from "../aws";
import { AwsError, type Caller } from "../contract";
import { findBucket } from "../s3/bucket";
import { objectOperations } from "../s3/objects";
import { entriesOf } from "./listFormats";
import { KINDS } from "./listKinds";

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html */
const MAXIMUM_BYTES = 35_000_000;

/** Where an object is, by its location as GuardDuty takes it. */
const LOCATIONS: readonly RegExp[] = [
  /^s3:\/\/(?<bucket>[^/]+)\/(?<key>.+)$/,
  /^https?:\/\/s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?\/(?<bucket>[^/]+)\/(?<key>.+)$/,
  /^https?:\/\/(?<bucket>[^/]+)\.s3(?:[.-][a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?\/(?<key>.+)$/,
];

export interface Location {
  bucket: string;
  key: string;
}

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-lists-create-activate.html */
export function locationOf(uri: string): Location | undefined {
  for (const pattern of LOCATIONS) {
    const { bucket, key } = pattern.exec(uri)?.groups ?? {};
    if (bucket !== undefined && key !== undefined) return { bucket, key };
  }
  return undefined;
}

export function serviceLinkedRole({
  accountId,
  region,
}: Pick<Caller, "accountId" | "region">): string {
  const role = "role/aws-service-role/guardduty.amazonaws.com/AWSServiceRoleForAmazonGuardDuty";
  return iamArn(partitionOf(region), accountId, role);
}

/** The entries of a list's file as it is now, or why it cannot be used. */
export function readList(
  aws: Aws,
  caller: Caller,
  { kind, format, location, expectedBucketOwner }: ThreatList,
): { entries: string[] } | { error: string } {
  const { bucket: name, key } = locationOf(location) ?? { bucket: "", key: "" };
  const bucket = findBucket(aws.world, name, caller.region);
  if (bucket === undefined) return { error: `The bucket ${name} does not exist.` };
  const { entries: maximum, readBy } = KINDS[kind];
  // Whose bucket it has to be is looked at for entity sets always, for others when it is given.
  const owner = expectedBucketOwner ?? (readBy === "caller" ? caller.accountId : bucket.account);
  if (bucket.account !== owner) {
    return { error: `The bucket ${name} does not belong to ${owner}, the expected bucket owner.` };
  }
  const region = bucket.region;
  const arn = `${bucketArn(name, region)}/${key}`;
  const reader =
    readBy === "caller" ? { ...caller, region } : serviceReader({ ...caller, region }, arn);
  let text: string;
  try {
    const { Body } = objectOperations["GetObject"]!(aws, reader, { Bucket: name, Key: key }) ?? {};
    if ((Body as Uint8Array).length > MAXIMUM_BYTES) return { error: `${location} is over 35 MB.` };
    text = Buffer.from(Body as Uint8Array).toString("utf8");
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { error: `GuardDuty cannot read ${location}: ${error.code}: ${error.message}` };
  }
  const entries = entriesOf(format, text, readBy === "caller");
  if (entries.length === 0) return { error: `${location} has no entries in the format ${format}.` };
  if (entries.length > maximum) {
    return { error: `${location} has ${entries.length} entries; ${maximum} are allowed.` };
  }
  return { entries };
}

/** The service-linked role, which the activation lets read this object and no key: that is for the key's policy. */
function serviceReader(caller: Caller, object: string): Caller {
  const statement = {
    Effect: "Allow",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: object,
  } as const;
  const { accountId, region } = caller;
  const sessionPolicies = [{ Statement: [statement] }];
  return { accountId, region, arn: serviceLinkedRole(caller), sessionPolicies };
}
