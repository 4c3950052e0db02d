export { adoptionProblems, adoptionWarnings } from "./checks";
export type { AdoptedBucket, AdoptedKey, Adoption } from "./checks";
export { readLivePolicy } from "./livePolicy";
export type { LivePolicy } from "./livePolicy";
export { mergePolicy, statementsToHandOver, withoutOwn } from "./merge";
export type { OwnPart } from "./merge";
export { ReservedSidError } from "./ownership";
export { policyDiff } from "./policyDiff";
export { KEPT_PURPOSES, REPLACED_PURPOSES } from "./purposes";
