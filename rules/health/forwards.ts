import { forwardsEvents, knownRegion } from "../regions";

/**
 * Where the events of services without Regions are, such as AWS Organizations and IAM.
 * Source: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events
 */
const GLOBAL_REGION = "us-east-1";

/** The Regions whose events are forwarded to the home Region. */
export function forwardedRegions(homeRegion: string, regions: readonly string[]): string[] {
  if (!forwardsEvents(knownRegion(homeRegion).partition)) return [];
  return [...new Set([...regions, GLOBAL_REGION])].filter((region) => region !== homeRegion);
}
