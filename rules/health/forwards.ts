import { knownRegion } from "../regions";

/**
 * The Regions whose events are forwarded to the home Region: EventBridge does so in partition aws alone.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
 */
export function forwardedRegions(homeRegion: string, regions: readonly string[]): string[] {
  if (knownRegion(homeRegion).partition !== "aws") return [];
  return regions.filter((region) => region !== homeRegion);
}
