import type { AccountRole } from "../../accountRole";
import type { RegionBreach } from "../../regions";
import { listed } from "../../texts/words";
import { shown } from "../values";
import { breachText } from "./breaches";
import type { MissingDelegation } from "./imports";
import { exportsTo } from "./imports";
import type { CheckSubject } from "./subjects";
import { subjectText } from "./subjects";

/** What is wrong with what exists in AWS, found before anything is registered. */
export const CHECK_TEXTS = {
  notChecked: ({ subject, message }: { subject: CheckSubject; message: string }) =>
    `could not check ${subjectText(subject)}: ${message}`,

  notCheckedOfProvider: ({ subject }: { subject: CheckSubject }) =>
    `could not check ${subjectText(subject)}: the component does not have the credentials of the provider passed to it`,

  regionNotExportable: ({ region }: { region: string }) =>
    `is in ${shown(region)}, which GuardDuty does not export to`,
  keyNotInRegionOfBucket: ({ region, bucketRegion }: { region: string; bucketRegion: string }) =>
    `is in ${region}; the bucket is in ${bucketRegion}, and GuardDuty requires both in one Region`,
  regionsNotExportable: ({
    region,
    breaches,
  }: {
    region: string;
    breaches: readonly RegionBreach[];
  }) => `is in ${region}: ${breaches.map(breachText).join("; ")}`,
  homeRegionDiffers: ({ region, homeRegion }: { region: string; homeRegion: string }) =>
    `is in ${region}; homeRegion is ${homeRegion}`,

  awsManagedKey: () => "is an AWS managed key, whose policy cannot be changed",
  keySpec: ({ spec }: { spec: string }) => `is a ${spec} key; expected SYMMETRIC_DEFAULT`,
  keyUsage: ({ usage }: { usage: string }) => `is a key for ${usage}; expected ENCRYPT_DECRYPT`,
  keyState: ({ state }: { state: string }) => `is in state ${state}; expected Enabled`,
  multiRegionKey: ({ arn }: { arn: string }) =>
    `${arn} is a multi-Region key, and AWS does not document whether GuardDuty exports under one`,

  bucketNotRead: ({ bucket, message }: { bucket: string; message: string }) =>
    `cannot read bucket ${bucket}: ${message}`,
  keyNotRead: ({ arn, message }: { arn: string; message: string }) =>
    `cannot read key ${arn}: ${message}`,
  markerNotEmpty: ({ bucket, key, bytes }: { bucket: string; key: string; bytes: number }) =>
    `the object ${key} of bucket ${bucket} has ${bytes} bytes; GuardDuty requires an empty object`,
  detectorNotFound: ({ detectorId, region }: { detectorId: string; region: string }) =>
    `is ${detectorId}; the account has no detector in ${region}`,
  detectorDiffers: ({ detectorId, region, found }: DetectorFound) =>
    `is ${detectorId}; the account's detector in ${region} is ${found}`,
  detectorNotDeclared: ({ region, detectorId, found }: UndeclaredDetector) =>
    `is not set; the account already has detector ${detectorId} in ${region}${found === undefined ? "" : ` with destination ${found.id}${exportsTo(found)}`}, and GuardDuty allows one in a Region. guardduty-export discover lists the detectors and destinations of all Regions`,
  managementDetectorExists: ({ region, detectorId }: { region: string; detectorId: string }) =>
    `is true; the management account already has detector ${detectorId} in ${region}, and GuardDuty allows one in a Region. With false, the stack creates none: create those of other Regions with aws guardduty create-detector --enable --region <Region>`,
  detectorSuspended: ({ detectorId, region }: { detectorId: string; region: string }) =>
    `the detector ${detectorId} in ${region} is suspended and generates no findings`,
  destinationNotRedirected: ({ id, region, got, expected }: Redirection) =>
    `the destination ${id} in ${region} exports to ${got.destinationArn ?? "no bucket"} under ${got.keyArn ?? "no key"}; expected ${expected.destinationArn} under ${expected.keyArn}: an earlier update failed`,

  deployingRoleNotExcepted: ({ arn }: { arn: string }) =>
    `does not have the role that deploys, and ${arn} could not change or destroy the locked bucket and key`,
  otherAccount: ({ actual, expected }: { actual: string; expected: string }) =>
    `is ${expected}; the credentials belong to account ${actual}`,
  credentialsRejected: ({ message }: { message: string }) =>
    `cannot use the credentials of this account: ${message}`,
  otherDelegatedAdministrator: ({ administrator, delegated }: Delegation) =>
    `is ${administrator}; GuardDuty's delegated administrator is already account ${listed(delegated)}, and AWS allows one for all Regions`,
  administratorOfRegion: ({ administrator, delegations }: MissingDelegation) =>
    `is ${administrator}; GuardDuty has another delegated administrator in ${listed(delegations.map(({ region, delegated }) => `${region} (account ${delegated})`))}`,
  administratorDiffersByRegion: ({ administrator, delegated }: Delegation) =>
    `is ${administrator}; account ${listed(delegated)} is GuardDuty's delegated administrator in other Regions. AWS's pages disagree whether it may differ by Region: AWS may refuse the delegation`,
  regionsNotEnabled: ({ account, regions }: NotEnabled) =>
    `the ${account} account has not enabled the opt-in ${regions.length === 1 ? "Region" : "Regions"} ${regions.map(({ region, status }) => `${region} (${status ?? "not known to AWS"})`).join(", ")}`,
  administratorMoved: ({ from, to }: { from: string; to: string }) =>
    `the detectors of this stack are in account ${from}; the configuration or the credentials are of account ${to}. Detectors and their findings cannot move between accounts`,
  noOrganization: ({ accountId }: { accountId: string }) =>
    `is ${accountId}, which is in no organization; expected the management account of the administrator's organization`,
  volumeScansNotTrusted: ({ service }: { service: string }) =>
    `EBS_MALWARE_PROTECTION of members has no effect: ${service} has no trusted access in the organization`,
  managementMoved: ({ from, to }: { from: string; to: string }) =>
    `is ${to}; this stack registered the delegated administrator by the management account ${from}. An account is in one organization, and its delegation and members do not move to another`,

  acceptanceNotRecorded: ({ administrator, region }: { administrator: string; region: string }) =>
    `the account already is a member of administrator ${administrator} in ${region}, and this deployment would accept an invitation: the stack's state does not have the acceptance`,
  bucketNameTaken: ({ name }: { name: string }) =>
    `a bucket ${name} already exists, and this deployment would create it. A bucket that an export leaves for another account or Region keeps its name and its findings`,
  ownBucketExists: ({ name }: { name: string }) =>
    `bucket ${name} has findings of this export and exists, and this deployment would create it: the stack's state does not have it`,
  ownKeyExists: ({ arn }: { arn: string }) =>
    `${arn} encrypts findings of this export and exists, and this deployment would create another key: the stack's state does not have it`,
  ownKeyDeleting: ({ arn }: { arn: string }) =>
    `${arn} encrypts findings of this export and is in state PendingDeletion: once it is deleted, these findings cannot be decrypted. This deployment would create another key`,
  ownTopicExists: ({ arn }: { arn: string }) =>
    `the state does not have ${arn}, which gets the notifications of this export's bucket. This deployment creates another topic: readers of the stack move to it, and other subscribers get no more messages until you subscribe them to it`,
  ownAliasExists: ({ alias, arn }: { alias: string; arn: string }) =>
    `${alias} is already the alias of ${arn}, the key of this export, and this deployment would create it: the stack's state does not have the alias`,
  aliasTaken: ({ alias, arn }: { alias: string; arn?: string }) =>
    `${alias} is already the alias of ${arn ?? "a key that cannot be read"}, and this deployment would create a key`,
  aliasKeyDeleting: ({ arn }: { arn: string }) =>
    `${arn} is in state PendingDeletion: once it is deleted, the findings encrypted under it cannot be decrypted`,
} as const;

export interface UndeclaredDetector {
  region: string;
  detectorId: string;
  /** Its destination; undefined: none, or not known. */
  found?: { id: string; destinationArn?: string };
}

export interface DetectorFound {
  detectorId: string;
  region: string;
  found: string;
}

export interface Redirection {
  id: string;
  region: string;
  got: DestinationTarget;
  expected: DestinationTarget;
}

/** Where a destination exports to. */
export interface DestinationTarget {
  destinationArn?: string;
  keyArn?: string;
}

export interface Delegation {
  administrator: string;
  delegated: readonly string[];
}

export interface NotEnabled {
  account: AccountRole;
  /** With their status; undefined: AWS does not list the Region. */
  regions: readonly { region: string; status?: string }[];
}
