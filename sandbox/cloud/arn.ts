import * as arns from "../../rules/arn";
import { partitionOf } from "../../rules/regions";

export { arnOf } from "../../rules/arn";
export { dnsSuffix, partitionOf } from "../../rules/regions";

// What a caller sends may be no ARN: it names nothing then.

export function nameOfArn(arn: string): string {
  return arns.parseArn(arn)?.resource ?? "";
}

export function regionOfArn(arn: string): string {
  return arns.parseArn(arn)?.region ?? "";
}

export function accountOfArn(arn: string): string {
  return arns.parseArn(arn)?.accountId ?? "";
}

export function rootArn(accountId: string, region: string): string {
  return arns.rootArn(partitionOf(region), accountId);
}

export function bucketArn(bucket: string, region: string): string {
  return arns.bucketArn(partitionOf(region), bucket);
}

export function detectorArn(accountId: string, region: string, detectorId: string): string {
  return arns.detectorArn({ accountId, region, detectorId });
}
