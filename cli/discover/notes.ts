import type { Finding, Holder } from "../findings";

/** A property of the export that Regions have values of. */
export type SharedProperty = "findingPublishingFrequency" | "autoEnable";

/** Regions of a number of Regions. */
export interface RegionGroup {
  regions: string[];
  all: number;
}

/** A value, and the Regions that have it. */
export interface RegionValue extends RegionGroup {
  value: string;
}

/** How a bucket or a key was found. */
export type FoundBy =
  { id: "namedByDestinations"; regions: string[] } | { id: "policyNamesGuardDuty" | "setInConfig" };

/** Where an entry of the config comes from. */
export type Comment =
  | FoundBy
  | { id: "detectorsExist" | "detectorsCreated"; accountId: string }
  | {
      id: "regionsLeftOut";
      why: "notEnabled" | "notChecked" | "noDetector" | "notMember" | "notDelegated";
      regions: string[];
    }
  | { id: "homeRegionOf"; holder: Holder }
  | ({ id: "sameValue"; property: SharedProperty } & RegionValue)
  | { id: "valueToChoose"; property: SharedProperty }
  | { id: "existingKept" }
  | { id: "detectorsSuspended"; regions: string[] }
  | { id: "holderCreated"; holder: Holder }
  | { id: "holderToChoose"; count: number }
  | { id: "credentialsOf"; accountId: string }
  /** `administratorId`: to another account than that of the credentials. */
  | { id: "delegated"; managementId: string; administratorId?: string; regions: string[] }
  | { id: "managementOf" | "notDelegatedByItself"; accountId: string }
  | { id: "delegationNotChecked" | "notDelegated"; managementId: string }
  | { id: "memberOf"; accountId: string; administratorId: string; regions: string[] }
  | { id: "membersEnabled"; count: number };

/** What is left to decide before the config can be used. */
export type Decision =
  | { id: "noRegionChecked" }
  | { id: "destinationToChoose"; regions: string[] }
  | { id: "valueDiffers"; property: SharedProperty; values: RegionValue[] }
  | { id: "holderDiffers"; holder: Holder; candidates: string[] }
  | { id: "bucketAccountUnknown"; bucketName: string }
  | {
      id: "delegatedInPart";
      managementId: string;
      regions: string[];
      others: string[];
      notChecked: string[];
    }
  /** The credentials are those of the management account. */
  | { id: "administratorNotSearched"; managementId: string; administratorId: string }
  /** `of`: what the account of the credentials is to them. */
  | { id: "administratorDiffers"; of: "member" | "management"; values: RegionValue[] }
  /** The config's own rules refuse it. */
  | { id: "configInvalid"; written: boolean; finding: Finding };
