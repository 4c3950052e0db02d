import { listed } from "../../texts/words";

/** What is said to exist in AWS and is not there, or is there and not said, beyond detectors, buckets and keys. */
export const IMPORT_TEXTS = {
  destinationNotFound: ({ destinationId, detectorId, region, found }: DestinationInstead) =>
    `is ${destinationId}; the detector ${detectorId} in ${region} has ${found === undefined ? "no destination" : `destination ${found}`}`,
  destinationNotS3: ({ destinationId, region, type }: DestinationOfType) =>
    `is ${destinationId}, which is a destination of type ${type} in ${region}; expected S3`,
  destinationNotDeclared: ({ region, detectorId, found }: UndeclaredDestination) =>
    `is not set; the detector ${detectorId} in ${region} already has destination ${found.id}${exportsTo(found)}, and GuardDuty allows one. An existing destination is redirected to the bucket of this export. guardduty-export discover lists the detectors and destinations of all Regions`,
  delegationNotFound: ({ administrator, delegations }: MissingDelegation) =>
    `is true; account ${administrator} is not GuardDuty's delegated administrator in ${listed(delegations.map(delegationText))}`,
  memberNotFound: ({ accountId, regions }: MissingMember) =>
    `is true; account ${accountId} is not a member in ${listed(regions)}`,
} as const;

/** Where a destination that was found exports to, after its id. */
export function exportsTo({ destinationArn }: { destinationArn?: string }): string {
  return destinationArn === undefined ? "" : `, which exports to ${destinationArn}`;
}

/** Undefined: no account is delegated there. */
export interface DelegationIn {
  region: string;
  delegated?: string;
}

const delegationText = ({ region, delegated }: DelegationIn) =>
  delegated === undefined ? region : `${region} (account ${delegated} is)`;

export interface MissingDelegation {
  administrator: string;
  delegations: readonly DelegationIn[];
}

export interface MissingMember {
  accountId: string;
  regions: readonly string[];
}

export interface DestinationInstead {
  destinationId: string;
  detectorId: string;
  region: string;
  /** The destination that the detector has instead; undefined: none. */
  found?: string;
}

export interface DestinationOfType {
  destinationId: string;
  region: string;
  type: string;
}

export interface UndeclaredDestination {
  region: string;
  detectorId: string;
  found: { id: string; destinationArn?: string };
}
