import type { HealthFinding } from "./health/types";

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

/** The destination that the provider's outputs describe; undefined while they are not complete. */
export function destinationIds(
  outputs: { [name: string]: unknown } = {},
): Pick<BucketOwnerNotVerified, "region" | "detectorId" | "destinationId"> | undefined {
  const { region, detectorId, destinationId } = outputs;
  if (typeof region !== "string" || typeof detectorId !== "string") return undefined;
  return typeof destinationId === "string" ? { region, detectorId, destinationId } : undefined;
}
