import { parseArn } from "../arn";
import type { Partition } from "../regions";
import { knownRegion } from "../regions";
import { forwardedRegions } from "./forwards";

/** What an export's health check does not report, or reports late. */
export type HealthWarning =
  | { id: "destinationsNotCreated"; severity: "warning"; regions: string[] }
  | { id: "ownerEventsNotSent"; severity: "warning"; keyAccountId: string; accountId: string }
  | {
      id: "regionEventsNotSent";
      severity: "warning";
      partition: Partition;
      homeRegion: string;
      regions: string[];
    };

/** Regions without a destination are watched too, and are not healthy. */
export function destinationWarnings(
  regions: readonly string[],
  destinationIds: { [region: string]: string | undefined },
): HealthWarning[] {
  const missing = regions.filter((region) => destinationIds[region] === undefined);
  if (missing.length === 0) return [];
  return [{ id: "destinationsNotCreated", severity: "warning", regions: missing }];
}

/** CloudTrail's events of bucket and key are in their own account. */
export function ownerEventWarnings(keyArn: string, accountId: string): HealthWarning[] {
  const keyAccountId = parseArn(keyArn)?.accountId;
  if (keyAccountId === undefined || keyAccountId === accountId) return [];
  return [{ id: "ownerEventsNotSent", severity: "warning", keyAccountId, accountId }];
}

/** The Regions whose events reach the home Region by no rule. */
export function regionEventWarnings(
  homeRegion: string,
  regions: readonly string[],
): HealthWarning[] {
  const { partition } = knownRegion(homeRegion);
  const others = regions.filter((region) => region !== homeRegion);
  const forwards = forwardedRegions(homeRegion, regions);
  if (others.every((region) => forwards.includes(region))) return [];
  return [
    { id: "regionEventsNotSent", severity: "warning", partition, homeRegion, regions: others },
  ];
}
