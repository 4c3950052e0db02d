import type { ChangeValues } from "./changeValues";

export type ChangeId = keyof ChangeValues;

type ChangeOf<Id extends ChangeId> = { id: Id } & ChangeValues[Id];

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
  expirationLeft: "always",
  expirationAdded: "sometimes",
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
  policyWriterChanged: "sometimes",
  settingChanged: "sometimes",

  addOnAdded: "sometimes",
  addOnRemoved: "sometimes",
  addOnMoved: "always",
  addOnPolicyChanged: "sometimes",
  readerIdentityChanged: "always",
  queuePolicyWriterChanged: "always",
  addOnEncryptionChanged: "always",
  listEntriesChanged: "sometimes",
  scannedBucketAdded: "sometimes",
  scannedBucketRemoved: "always",
  featureAdded: "sometimes",
  featureRemoved: "never",
  featureChanged: "sometimes",

  resourcesAdded: "never",
  resourcesRemoved: "sometimes",
  surroundingsChanged: "always",
  programChanged: "never",
  adoptedPolicyNotCompared: "never",
  givenPolicyChanged: "always",
  givenPolicyNotCompared: "never",
  filterAdded: "sometimes",
  filterRemoved: "never",
  suppressionWidened: "always",
};

/** A change with its values; `risk` of those that are at risk only sometimes. */
export function change<Id extends ChangeId>(
  id: Id,
  values: ChangeValues[Id],
  risk = false,
): Change {
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
