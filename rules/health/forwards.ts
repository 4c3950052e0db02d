import { knownRegion } from "../regions";

/**
 * Where the events of services without Regions are, such as AWS Organizations and IAM.
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events
 */
const GLOBAL_REGION = "us-east-1";

/**
 * The Regions whose events are forwarded to the home Region: EventBridge does so in partition aws alone.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
 */
export function forwardedRegions(homeRegion: string, regions: readonly string[]): string[] {
  if (knownRegion(homeRegion).partition !== "aws") return [];
  return [...new Set([...regions, GLOBAL_REGION])].filter((region) => region !== homeRegion);
}
