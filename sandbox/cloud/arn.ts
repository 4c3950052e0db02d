export function partitionOf(region: string): string {
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return region.startsWith("cn-") ? "aws-cn" : "aws";
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
