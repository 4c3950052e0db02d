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

  policyTypeMissing: () =>
    "is policy; the organization has not enabled the policy type GUARDDUTY_POLICY, and nothing enables accounts that join",
  autoEnableWithoutEffect: ({ settings }: { settings: readonly string[] }) =>
    `the organization manages GuardDuty by policies (GUARDDUTY_POLICY): ${listed(settings)} ${settings.length === 1 ? "has" : "have"} no effect in any Region`,
  regionsWithoutPolicy: ({ regions, accountIds }: UnmanagedRegions) =>
    `is policy; no GuardDuty policy of the organization enables GuardDuty in ${listed(regions)} (read: account ${listed(accountIds)}), and accounts that join export no findings from there`,
  disabledByPolicy: ({ regions, accountId }: DisabledByPolicy) =>
    `a GuardDuty policy of the organization disables GuardDuty of account ${accountId} in ${listed(regions)}, and GuardDuty refuses to enable it`,
  planSetByPolicy: ({ plan, status, by }: PlanByPolicy) =>
    `is ${plan} ${status}; a GuardDuty policy of the organization sets it to ${listed(by.map((one) => `${one.status} in ${one.region}`))}, and GuardDuty refuses other changes of it`,
} as const;

export interface UnmanagedRegions {
  regions: readonly string[];
  /** Those whose policies were read. */
  accountIds: readonly string[];
}

export interface DisabledByPolicy {
  accountId: string;
  regions: readonly string[];
}

export interface PlanByPolicy {
  plan: string;
  status: string;
  by: readonly { region: string; status: string }[];
}

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
