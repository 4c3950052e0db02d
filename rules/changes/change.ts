import type { ExportSettings } from "../args";
import type { DocumentKind } from "../addOns";
import type { KindOfList } from "../lists";
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

type None = Record<never, never>;

/** The values of each change. */
interface Values {
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
  resourceAdopted: { region: string; resource: Adoptable; to: string; from?: string };
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
  objectLockChanged: { from: ObjectLock; to: ObjectLock };

  administratorChanged: { from?: string; to?: string };
  managementChanged: { from: string; to: string };
  delegationAdded: None;
  delegationRemoved: None;
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
  settingChanged: LeafChange;

  /** The config key of an add-on; that of a reader with its name. `principals`: whom the role that reads findings trusts. */
  addOnAdded: { addOn: string; principals: string[]; list?: KindOfList };
  /** `stays`: whether AWS keeps a list. */
  addOnRemoved: { addOn: string; list?: KindOfList; stays?: boolean };
  /** A policy that an add-on writes; `wider`: what it allows that it did not. */
  addOnPolicyChanged: {
    addOn: string;
    policy: DocumentKind;
    of: string;
    change: "added" | "removed" | "changed";
    wider?: WiderAccess;
  };

  /** `addOn`: the config key of a list, with its name. */
  listEntriesChanged: { addOn: string; kind?: KindOfList; added: string[]; removed: string[] };
  /** A bucket that is scanned for malware; without a name: that of the findings. */
  scannedBucketAdded: ScannedBucket;
  scannedBucketRemoved: ScannedBucket;
  /** A protection plan that is no longer listed; `regions`: where it was. */
  featureRemoved: { path: string; setting: string; regions?: string[]; excludeRegions?: string[] };

  /** By type and name; `of` is the config key of an add-on, `export`, or `stack`. */
  resourcesAdded: { of: string; resources: ResourceIdentity[] };
  resourcesRemoved: { of: string; resources: ResourceIdentity[] };
  /** What decides what is deployed and no plan sees, such as an environment of Pulumi ESC. */
  surroundingsChanged: LeafChange;
  /** Files of the program, which no plan runs. */
  programChanged: { files: string[] };
  /** The base does not have the file of the policy. */
  adoptedPolicyNotCompared: { policy: "bucket" | "key"; file: string };
  filterAdded: { filter: string };
  /** `stays`: whether GuardDuty keeps it; `archived`: whether it archived what it matched. */
  filterRemoved: { filter: string; stays: boolean; archived: boolean };
  /** A filter that archives findings which it did not archive before, as far as its criterion shows. */
  suppressionWidened: { filter: string };
}

/** Of malwareProtection; `stays`: whether AWS keeps the plan that scans it. */
interface ScannedBucket {
  path: string;
  bucketName?: string;
  prefixes: string[];
  stays: boolean;
}

type ObjectLock = NonNullable<ExportSettings["bucket"]["objectLock"]>;

type Adoptable = "detector" | "destination";

export type ChangeId = keyof Values;

type ChangeOf<Id extends ChangeId> = { id: Id } & Values[Id];

/** What a change of the configuration does. */
export type Change = {
  /** Whether findings, or what is needed to get or to read them, may be lost. */
  [Id in ChangeId]: ChangeOf<Id> & { risk: boolean };
}[ChangeId];

/** Every change, once: `always` and `never` say whether it puts evidence at risk. */
export const CHANGES: { [Id in ChangeId]: "always" | "sometimes" | "never" } = {
  stackAdded: "never",
  projectRenamed: "always",
  componentRenamed: "always",
  roleChanged: "always",

  regionAdded: "never",
  regionRemoved: "always",
  memberRegionAdded: "never",
  memberRegionRemoved: "always",
  memberAccountChanged: "always",
  principalAdded: "never",
  principalRemoved: "never",
  resourceAdopted: "never",
  resourceNoLongerAdopted: "sometimes",

  exportDetached: "always",
  exportAttached: "never",
  destinationsRedirected: "never",
  bucketReplaced: "always",
  keyReplaced: "always",
  adoptedBucketLeft: "always",
  adoptedKeyLeft: "always",
  onDestroyDeletes: "always",
  onDestroyRetains: "never",
  expirationChanged: "sometimes",
  objectLockChanged: "sometimes",

  administratorChanged: "sometimes",
  managementChanged: "always",
  delegationAdded: "never",
  delegationRemoved: "always",
  memberAdded: "never",
  memberRemoved: "always",
  autoEnableChanged: "sometimes",

  statementsChanged: "never",
  adoptedPolicyChanged: "always",
  settingChanged: "sometimes",

  addOnAdded: "sometimes",
  addOnRemoved: "always",
  addOnPolicyChanged: "sometimes",
  listEntriesChanged: "sometimes",
  scannedBucketAdded: "sometimes",
  scannedBucketRemoved: "always",
  featureRemoved: "never",

  resourcesAdded: "never",
  resourcesRemoved: "sometimes",
  surroundingsChanged: "always",
  programChanged: "never",
  adoptedPolicyNotCompared: "never",
  filterAdded: "sometimes",
  filterRemoved: "never",
  suppressionWidened: "always",
};

/** A change with its values; `risk` of those that are at risk only sometimes. */
export function change<Id extends ChangeId>(id: Id, values: Values[Id], risk = false): Change {
  const atRisk = CHANGES[id] === "sometimes" ? risk : CHANGES[id] === "always";
  return { id, risk: atRisk, ...values } as Change;
}

/** What only one of two lists has. */
export function split(base: readonly string[], head: readonly string[]) {
  return {
    added: head.filter((one) => !base.includes(one)),
    removed: base.filter((one) => !head.includes(one)),
  };
}
