export function partitionOf(region: string): string {
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return region.startsWith("cn-") ? "aws-cn" : "aws";
}

export function dnsSuffix(region: string): string {
  return partitionOf(region) === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}

/** The ARN of a resource in the account and Region of a call. */
export function arnOf(
  service: string,
  { region, accountId }: { region: string; accountId: string },
  resource: string,
): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${accountId}:${resource}`;
}

export function nameOfArn(arn: string): string {
  return arn.split(":").slice(5).join(":");
}

export function regionOfArn(arn: string): string {
  return arn.split(":")[3] ?? "";
}

export function accountOfArn(arn: string): string {
  return arn.split(":")[4] ?? "";
}

export function rootArn(accountId: string, region: string): string {
  return `arn:${partitionOf(region)}:iam::${accountId}:root`;
}

export function bucketArn(bucket: string, region: string): string {
  return `arn:${partitionOf(region)}:s3:::${bucket}`;
}

export function detectorArn(accountId: string, region: string, detectorId: string): string {
  return `arn:${partitionOf(region)}:guardduty:${region}:${accountId}:detector/${detectorId}`;
}
