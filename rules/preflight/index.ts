export { lostPartProblem, takenEntryProblem } from "./lostParts";
export type { LostPart } from "./lostParts";
export {
  credentialsProblem,
  delegationProblems,
  GUARDDUTY_SERVICE,
  movedAdministratorProblems,
  movedManagementProblems,
  noOrganizationProblem,
  otherAccountProblems,
  regionProblems,
  trustedAccessProblems,
} from "./accounts";
export type { RegionStatus } from "./accounts";
export {
  detectorProblems,
  markerProblems,
  redirectionProblems,
  undeclaredDetectorProblem,
  unreadBucketProblem,
  unreadKeyProblem,
} from "./existing";
export type { FoundDetector } from "./existing";
export {
  bucketEntries,
  busEntries,
  filterEntries,
  healthEntries,
  listEntries,
  malwareEntries,
  publishedTopicEntries,
  queueEntries,
  readerEntries,
  routingEntries,
  scannedBucketEntries,
  topicEntries,
} from "./addOnEntries";
export { entryCalls, entryProblem, otherOwnerProblems } from "./entries";
export type { NamedEntry } from "./entries";
export {
  acceptanceProblem,
  delegatedProblems,
  destinationProblems,
  detectorOfEntryProblems,
  existingMemberProblems,
  undeclaredDestinationProblem,
} from "./imports";
export type { FoundDestination, ListedDestination } from "./imports";
export { deployingRoleProblems } from "./lock";
export {
  administratorPolicyProblems,
  policyTypeProblems,
  unmanagedRegionProblems,
} from "./organizationPolicies";
export {
  aliasProblems,
  bucketNameProblems,
  deletingKeyProblems,
  lostAliasProblem,
  lostKeyProblem,
  lostTopicWarning,
} from "./names";
export { ownCallProblems } from "./ownCalls";
export { unchecked, uncheckedOfProvider } from "./unchecked";
