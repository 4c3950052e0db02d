export { earlierPrefixes } from "./earlierNames";
export { adoptionProblems, adoptionWarnings, HOLDER_PATHS, keyProblems } from "./holders";
export type { AdoptedBucket, AdoptedKey, Adoption } from "./holders";
export { hasPropertyTwice, propertyTwiceProblem, readLivePolicy } from "./livePolicy";
export type { LivePolicy, PolicyLocation } from "./livePolicy";
export { mergePolicy, statementsToHandOver, withoutOwn, withoutWriting } from "./merge";
export type { OwnPart } from "./merge";
export { policyOutcome, unreadOutcome } from "./outcome";
export type { PolicyOutcome } from "./outcome";
export { changeSinceRead, lostStatements, restoredPolicy } from "./otherWriters";
export type { OtherWriter, WrittenPolicy } from "./otherWriters";
export { bucketPart, keyPart } from "./parts";
export { hasStatementsOf, ReservedSidError } from "./ownership";
export { policyChanges } from "./policyChanges";
export type { PolicyChange, StatementValue } from "./policyChanges";
export { policyProblems } from "./policyProblems";
export { detectorsOfSameName, sameNameProblems } from "./sameName";
export type { NamedDetector } from "./sameName";
export type { PolicyTexts } from "./policyProblems";
export {
  KEPT_PURPOSES,
  READING_PURPOSES,
  RELEASED_PURPOSES,
  REPLACED_PURPOSES,
  WRITTEN_PURPOSES,
} from "./purposes";
