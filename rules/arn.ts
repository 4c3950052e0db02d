import { partitionOf } from "./regions";

/**
 * The parts of an ARN.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export interface Arn {
  partition: string;
  service: string;
  /** Empty where the service has none, as with IAM and S3. */
  region: string;
  /** Empty where the service has none, as with S3. */
  accountId: string;
  /** Such as `key/1234abcd`; may itself hold colons and slashes. */
  resource: string;
}

/** Where a resource of a Regional service is. */
export interface ArnLocation {
  region: string;
  accountId: string;
}

const SEGMENTS = 6;
const PARTITION = "(?:aws|aws-us-gov|aws-cn)";

/** The parts between the colons, the resource in one; fewer than six for a text that is no ARN. Also of a pattern. */
export function arnSegments(text: string): string[] {
  const parts = text.split(":");
  const fixed = SEGMENTS - 1;
  return parts.length < SEGMENTS ? parts : [...parts.slice(0, fixed), parts.slice(fixed).join(":")];
}

/** Whether a text starts as an ARN does, and may be one or a pattern of ARNs. */
export function startsAsArn(text: string): boolean {
  return text.length > "arn:".length && arnSegments(text)[0] === "arn";
}

/** Undefined for a text that is no ARN. */
export function parseArn(text: string): Arn | undefined {
  const [prefix, partition, service, region, accountId, resource] = arnSegments(text);
  if (prefix !== "arn" || !partition || !service || !resource) return undefined;
  return { partition, service, region: region as string, accountId: accountId as string, resource };
}

/** The parts of an ARN that was validated before. Throws an Error for any other text. */
export function knownArn(text: string): Arn {
  const arn = parseArn(text);
  if (arn === undefined) throw new Error(`${text} is not an ARN`);
  return arn;
}

/** The ARN with these parts; a part may be a pattern. */
export function arnText({ partition, service, region, accountId, resource }: Arn): string {
  return ["arn", partition, service, region, accountId, resource].join(":");
}

/** The ARN of a resource of a Regional service. */
export function arnOf(
  service: string,
  { region, accountId }: ArnLocation,
  resource: string,
): string {
  return arnText({ partition: partitionOf(region), service, region, accountId, resource });
}

/** What the resource is called in its account and Region: `1234abcd` of `key/1234abcd`, `name` of `function:name`. */
export function resourceId(arn: string): string {
  return knownArn(arn).resource.replace(/^.*[/:]/, "");
}

export function bucketArn(partition: string, bucket: string): string {
  return arnText({ partition, service: "s3", region: "", accountId: "", resource: bucket });
}

/** The ARN of an object, or with a pattern as `key` of several. */
export function objectArn(partition: string, bucket: string, key: string): string {
  return bucketArn(partition, `${bucket}/${key}`);
}

/** Bucket and key of the ARN of a bucket or an object, the key empty for a bucket; undefined for any other text. */
export function parseS3Arn(
  text: string,
): { partition: string; bucket: string; key: string } | undefined {
  const arn = parseArn(text);
  if (arn === undefined || arn.service !== "s3" || arn.region !== "" || arn.accountId !== "") {
    return undefined;
  }
  const [bucket = "", ...key] = arn.resource.split("/");
  return bucket === "" ? undefined : { partition: arn.partition, bucket, key: key.join("/") };
}

export function keyArn(location: ArnLocation, keyId: string): string {
  return arnOf("kms", location, `key/${keyId}`);
}

/** The parts of the ARN of a KMS key; undefined for any other text, an alias among them. */
export function parseKeyArn(
  text: string,
): (ArnLocation & { partition: string; keyId: string }) | undefined {
  if (!KEY_ARN.test(text)) return undefined;
  const { partition, region, accountId } = knownArn(text);
  return { partition, region, accountId, keyId: resourceId(text) };
}

export function detectorArn(detector: ArnLocation & { detectorId: string }): string {
  return arnOf("guardduty", detector, `detector/${detector.detectorId}`);
}

/** Matches every detector of an account, in every Region. */
export function anyDetectorArn(partition: string, accountId: string): string {
  return arnText({
    partition,
    service: "guardduty",
    region: "*",
    accountId,
    resource: "detector/*",
  });
}

/** The ARN of an identity: `resource` is `role/deploy`, `user/path/ann`, `root`. */
export function iamArn(partition: string, accountId: string, resource: string): string {
  return arnText({ partition, service: "iam", region: "", accountId, resource });
}

/** The principal that stands for every identity of an account that its own policies allow. */
export function rootArn(partition: string, accountId: string): string {
  return iamArn(partition, accountId, "root");
}

/** What identifies a role, whatever its path; undefined for any other text. */
export interface RoleParts {
  partition: string;
  accountId: string;
  /** Without the path. */
  name: string;
}

export function parseRoleArn(text: string): RoleParts | undefined {
  const arn = parseArn(text);
  const [, name] = /^role\/(?:.*\/)?([^/]+)$/.exec(arn?.resource ?? "") ?? [];
  if (arn?.service !== "iam" || name === undefined) return undefined;
  return { partition: arn.partition, accountId: arn.accountId, name };
}

/** The role of a session's ARN, `…:assumed-role/name/session`; undefined for any other text. */
export function roleOfSession(text: string): RoleParts | undefined {
  const arn = parseArn(text);
  const [, name] = /^assumed-role\/([^/]+)\/.+$/.exec(arn?.resource ?? "") ?? [];
  if (arn?.service !== "sts" || name === undefined) return undefined;
  return { partition: arn.partition, accountId: arn.accountId, name };
}

/** Services whose ARNs have no Region or no account. */
const WITHOUT: { [service: string]: { region: string; accountId: string } } = {
  iam: { region: "", accountId: "\\d{12}" },
  s3: { region: "", accountId: "" },
  sts: { region: "", accountId: "\\d{12}" },
};
const LOCATED = { region: "[a-z0-9-]+", accountId: "\\d{12}" };

/** What the whole ARN of a service has to match; `resource` is the source of a pattern. */
export function arnPattern(service: string, resource = "\\S+"): RegExp {
  const { region, accountId } = WITHOUT[service] ?? LOCATED;
  return new RegExp(`^${["arn", PARTITION, service, region, accountId, resource].join(":")}$`);
}

/** What one of several patterns matches. */
export function eitherPattern(...patterns: RegExp[]): RegExp {
  return new RegExp(patterns.map(({ source }) => source).join("|"));
}

const KEY_ARN = arnPattern("kms", "key/[\\w-]+");
