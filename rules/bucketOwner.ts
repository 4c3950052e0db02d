import type { HealthFinding } from "./health/types";
import type { KindOfList } from "./lists/choices";

/** A destination whose bucket may change hands: GuardDuty was not given the account that has to own it. */
export interface BucketOwnerNotVerified {
  id: "bucketOwnerNotVerified";
  /** A warning where the program has to set it; an error where the component tried. */
  severity: "warning" | "error";
  region: string;
  detectorId: string;
  destinationId: string;
  /** Undefined: not known. */
  bucketOwnerId?: string;
  /** Why it was not set; undefined: the component does not have the credentials of the program's provider. */
  cause?: HealthFinding;
}

/** What an earlier deployment created: whether GuardDuty verifies the owner of its bucket could not be read. */
export interface OwnerNotChecked {
  id: "ownerNotChecked";
  severity: "warning";
  of: { kind: "destination" | KindOfList; id: string; region: string };
  cause: HealthFinding;
}

/** A destination that was deployed. */
export interface DeployedDestination {
  region: string;
  detectorId: string;
  destinationId: string;
  /** Bucket and prefix that it was to export to. */
  destinationArn: string;
}

/** Undefined while its outputs are not complete. */
export function deployedDestination(
  outputs: { [name: string]: unknown } = {},
): DeployedDestination | undefined {
  const { region, detectorId, destinationId, destinationArn } = outputs;
  const all = { region, detectorId, destinationId, destinationArn };
  const complete = Object.values(all).every((value) => typeof value === "string");
  return complete ? (all as DeployedDestination) : undefined;
}
