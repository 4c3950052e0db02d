import type { ExportSettings } from "../args";
import type { DocumentKind } from "../addOns";
import type { KindOfList } from "../lists";
import type { SharedKind } from "../proof";
import type { ReaderSettings } from "../readers";
import type { ResourceIdentity } from "../resources";
import type { WiderAccess } from "./access";
import type { LeafChange, StatementReference } from "./values";

/** Why a bucket or a key is replaced. */
export type ReplacementReason =
  | { id: "homeRegion"; from: string; to: string }
  | { id: "name"; from: string; to: string }
  | { id: "objectLock"; added: boolean }
  /** Another bucket or key is adopted: an ARN of a key. */
  | { id: "adopted"; arn?: string }
  /** Account ids; undefined: the account of the credentials. */
  | { id: "account"; from?: string; to?: string };

/** Whose detectors a protection plan is of: the administrator's, those of all members, the account of a member stack, or one member by its id. */
export type FeatureHolder = "administrator" | "members" | "account" | { member: string };

export type IdentityKind = ReaderSettings["identity"];

export type None = Record<never, never>;

/** The values of each change. */
export interface ChangeValues {
  /** `at` is where the configuration would be. */
  stackAdded: { at: string };
  projectRenamed: { from: string; to: string };
  componentRenamed: { from: string; to: string };
  roleChanged: { from: string; to: string };

  regionAdded: { region: string; detectorId?: string; destinationId?: string };
  regionRemoved: { region: string; keepsDetector: boolean; keepsDestination: boolean };
  memberRegionAdded: { region: string; detectorId?: string };
  memberRegionRemoved: { region: string };
  memberAccountChanged: { from: string; to: string };
  principalAdded: { principal: string };
  principalRemoved: { principal: string };
  /** `enables`: whether a detector is enabled should it be suspended. */
  resourceAdopted: {
    region: string;
    resource: Adoptable;
    to: string;
    from?: string;
    enables?: boolean;
  };
  /** `keeps`: whether pulumi destroy keeps it. */
  resourceNoLongerAdopted: { region: string; resource: Adoptable; from: string; keeps: boolean };

  exportDetached: None;
  exportAttached: None;
  destinationsRedirected: { from: string; to: string };
  bucketReplaced: { reasons: ReplacementReason[]; deletes: boolean };
  keyReplaced: { reasons: ReplacementReason[]; deletes: boolean; deletionWindowInDays: number };
  /** `to` is the one that is adopted instead, if any. */
  adoptedBucketLeft: { bucket: string; to?: string };
  adoptedKeyLeft: { key: string; to?: string };
  onDestroyDeletes: None;
  onDestroyRetains: None;
  /** Days; undefined: never. */
  expirationChanged: { of: "findings" | "noncurrentVersions"; from?: number; to?: number };
  /** The lifecycle of an adopted bucket is its owner's. */
  expirationLeft: { bucket: string };
  /** Of a bucket that is created in place of an adopted one. */
  expirationAdded: { of: "findings" | "noncurrentVersions"; days: number };
  objectLockChanged: { from: ObjectLock; to: ObjectLock };

  administratorChanged: { from?: string; to?: string };
  managementChanged: { from: string; to: string };
  /** `accountId`: that of the management account. */
  delegationAdded: { existed: boolean; accountId?: string };
  /** `stays`: whether AWS keeps it. */
  delegationRemoved: { stays: boolean };
  memberAdded: { accountId: string };
  memberRemoved: { accountId: string };
  autoEnableChanged: { from?: string; to?: string };

  statementsChanged: {
    policy: "bucket" | "key";
    change: "added" | "removed" | "changed";
    purposes: string[];
  };
  /** Of the policy of an adopted bucket or key, as its file has it. */
  adoptedPolicyChanged: {
    policy: "bucket" | "key";
    change: "added" | "removed";
    statements: StatementReference[];
  };
  /** Who writes the policy of an adopted bucket or key from now on; `name`: the ARN of a key. */
  policyWriterChanged: {
    holder: "bucket" | "key";
    name: string;
    writer: "stack" | "owner";
    adoptedBefore: boolean;
  };
  settingChanged: LeafChange;

  /** The config key of an add-on; that of a reader with its name. `principals`: whom the role that reads findings trusts. */
  /** `target`: the bus or topic that finding events are sent to. */
  addOnAdded: {
    addOn: string;
    principals: string[];
    list?: KindOfList;
    reader?: AddedReader;
    target?: string;
  };
  /** `stays`: whether AWS keeps a list; `adopted`: the Regions in which alone it does; `byHand`: whether a feed or connector was created so. */
  addOnRemoved: {
    addOn: string;
    byHand?: true;
    list?: KindOfList;
    stays?: boolean;
    adopted?: readonly string[];
  };
  /** Account ids; undefined: the account of the credentials. */
  addOnMoved: { addOn: string; from?: string; to?: string };
  /** A policy that an add-on writes; `wider`: what it allows that it did not. */
  addOnPolicyChanged: {
    addOn: string;
    policy: DocumentKind;
    of: string;
    change: "added" | "removed" | "changed";
    wider?: WiderAccess;
    /** What it no longer allows. */
    narrower?: WiderAccess;
  };
  readerIdentityChanged: { addOn: string; from: IdentityKind; to: IdentityKind };
  /** Who writes the policy of a queue that exists from now on. */
  queuePolicyWriterChanged: { addOn: string; queue: string; writer: "stack" | "owner" };
  /** An add-on, or all of one key, whose configuration is encrypted as a whole on one side; `names`: those of the side that can be read. */
  addOnEncryptionChanged: { addOn: string; encrypted: boolean; names: string[] };

  /** `addOn`: the config key of a list, with its name. */
  listEntriesChanged: { addOn: string; kind?: KindOfList; added: string[]; removed: string[] };
  /** A bucket that is scanned for malware; without a name: that of the findings. */
  scannedBucketAdded: ScannedBucket;
  scannedBucketRemoved: ScannedBucket;
  /** A protection plan, or an additional configuration of it, that is listed from now on, or no longer; `regions`: where it is set. */
  featureAdded: ListedFeature;
  featureRemoved: ListedFeature;
  featureChanged: ListedFeature & { from: string };

  /** By type and name; `of` is the config key of an add-on, `export`, or `stack`. */
  resourcesAdded: { of: string; resources: ResourceIdentity[] };
  resourcesRemoved: { of: string; resources: ResourceIdentity[] };
  /** What decides what is deployed and no plan sees, such as an environment of Pulumi ESC. */
  surroundingsChanged: LeafChange;
  /** Files of the program, which no plan runs. */
  programChanged: { files: string[] };
  /** The base does not have the file of the policy. */
  adoptedPolicyNotCompared: { policy: "bucket" | "key"; file: string };
  /** Of a policy that others write, as a file of `--shared-policy` or `--role-details` has it. */
  givenPolicyChanged: {
    holder: GivenHolder;
    document: GivenDocument;
    change: "added" | "removed";
    statements: StatementReference[];
  };
  /** The base has no file with it, or not the whole of it. */
  givenPolicyNotCompared: { holder: GivenHolder };
  filterAdded: { filter: string };
  /** `stays`: whether GuardDuty keeps it; `archived`: whether it archived what it matched. */
  filterRemoved: { filter: string; stays: boolean; archived: boolean };
  /** A filter that archives findings which it did not archive before, as far as its criterion shows. */
  suppressionWidened: { filter: string };
}

/** What has a policy that others write. */
export interface GivenHolder {
  kind: SharedKind | "role";
  arn: string;
}

/** Which of its policies: the one of a queue, topic or bus, or one of a role. */
export type GivenDocument =
  { kind: "policy" } | { kind: "trust" } | { kind: "boundary" } | { kind: "named"; name: string };

/** What reads the findings as a new reader; `identity`: the logical name of the role or user. */
export interface AddedReader {
  kind: IdentityKind;
  identity: string;
  rights: WiderAccess;
}

export interface ListedFeature {
  path: string;
  feature: string;
  of: FeatureHolder;
  setting: string;
  configuration?: string;
  regions?: string[];
  excludeRegions?: string[];
}

/** Of malwareProtection; `stays`: whether AWS keeps the plan that scans it. */
export interface ScannedBucket {
  path: string;
  bucketName?: string;
  prefixes: string[];
  stays: boolean;
}

export type ObjectLock = NonNullable<ExportSettings["bucket"]["objectLock"]>;

export type Adoptable = "detector" | "destination";
