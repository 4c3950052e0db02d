/** What a finding is about. */
export type FindingKind =
  /** Whether GuardDuty can export under the policies. */
  | "export"
  /** Whom the policies let in in addition to the export. */
  | "access"
  /** What the policies should protect. */
  | "protection"
  /** What keeps AWS from accepting the policies. */
  | "document"
  /** What to know of a config before it is deployed. */
  | "plan"
  /** What previews and updates warn of in addition to that. */
  | "deployment"
  /** Detector and destination of a Region, and the access to AWS. */
  | "region"
  /** What the commands find in addition to that. */
  | "command"
  /** What keeps a command from running. */
  | "input"
  /** What a policy of the policy pack reports. */
  | "pack";

/**
 * - `error`: wrong for certain.
 * - `undetermined`: may be wrong; it depends on what AWS does not document.
 * - `warning`: works, and should be known.
 * - `notChecked`: could not be checked.
 */
export type FindingLevel = "error" | "undetermined" | "warning" | "notChecked";

interface FindingEntry {
  kind: FindingKind;
  levels: readonly FindingLevel[];
}

/** Every finding, once: code takes its ids from here. */
export const FINDINGS = {
  exportDenied: { kind: "export", levels: ["error"] },
  exportUndetermined: { kind: "export", levels: ["undetermined"] },

  publicAccess: { kind: "access", levels: ["error", "warning"] },
  externalAccess: { kind: "access", levels: ["error", "warning"] },
  serviceAccess: { kind: "access", levels: ["error", "warning"] },
  guardDutyAccess: { kind: "access", levels: ["error", "warning"] },

  unencryptedWrites: { kind: "protection", levels: ["error"] },
  otherKeyWrites: { kind: "protection", levels: ["error"] },
  otherWriters: { kind: "protection", levels: ["error"] },
  insecureTransport: { kind: "protection", levels: ["error", "warning"] },
  keyAdministrationMissing: { kind: "protection", levels: ["error"] },

  deletedIdentity: { kind: "document", levels: ["error", "warning"] },
  malformedStatement: { kind: "document", levels: ["error", "undetermined", "warning"] },
  publicStatement: { kind: "document", levels: ["error", "undetermined", "warning"] },

  regionNotListed: { kind: "plan", levels: ["warning"] },
  crossRegionNotDocumented: { kind: "plan", levels: ["warning"] },
  managementIsAdministrator: { kind: "plan", levels: ["warning"] },
  lookupNotGranted: { kind: "plan", levels: ["warning"] },
  detectorsNotNamed: { kind: "plan", levels: ["warning"] },
  detached: { kind: "plan", levels: ["warning"] },
  destinationsCannotWrite: { kind: "plan", levels: ["warning"] },

  destinationsNotCreated: { kind: "deployment", levels: ["warning"] },
  ownerEventsNotSent: { kind: "deployment", levels: ["warning"] },
  regionEventsNotSent: { kind: "deployment", levels: ["warning"] },
  formerStatementsKept: { kind: "deployment", levels: ["warning"] },
  bucketOwnerNotVerified: { kind: "deployment", levels: ["error", "warning"] },
  listOwnerNotVerified: { kind: "deployment", levels: ["error", "warning"] },
  ownerNotChecked: { kind: "deployment", levels: ["warning"] },
  creationNotCompleted: { kind: "deployment", levels: ["error"] },
  policyChangedSinceRead: { kind: "deployment", levels: ["error"] },
  ownStatementsRestored: { kind: "deployment", levels: ["warning"] },
  statementsLost: { kind: "deployment", levels: ["error"] },
  writersNotChecked: { kind: "deployment", levels: ["error", "warning"] },

  detectorMissing: { kind: "region", levels: ["error"] },
  destinationMissing: { kind: "region", levels: ["error"] },
  detectorDeleted: { kind: "region", levels: ["error"] },
  destinationDeleted: { kind: "region", levels: ["error"] },
  destinationReplaced: { kind: "region", levels: ["warning"] },
  detectorStatus: { kind: "region", levels: ["error"] },
  destinationStatus: { kind: "region", levels: ["error"] },
  findingsNotExported: { kind: "region", levels: ["error", "warning"] },
  regionSilent: { kind: "region", levels: ["warning"] },
  notificationsDiffer: { kind: "region", levels: ["error"] },
  statusUnknown: { kind: "region", levels: ["notChecked"] },
  statusMissing: { kind: "region", levels: ["notChecked"] },
  valueDiffers: { kind: "region", levels: ["error"] },
  valueMissing: { kind: "region", levels: ["notChecked"] },
  allFindingsSuppressed: { kind: "region", levels: ["error"] },
  suppressionFilter: { kind: "region", levels: ["warning"] },
  findingsArchived: { kind: "region", levels: ["warning"] },
  declaredFilterMissing: { kind: "region", levels: ["warning"] },
  declaredListMissing: { kind: "region", levels: ["warning"] },
  listBucketOwnerMissing: { kind: "region", levels: ["warning"] },
  listBucketOwnerDiffers: { kind: "region", levels: ["warning"] },
  trustedListActive: { kind: "region", levels: ["warning"] },
  expectedBucketOwnerMissing: { kind: "region", levels: ["error"] },
  expectedBucketOwnerDiffers: { kind: "region", levels: ["error"] },
  autoEnableDiffers: { kind: "region", levels: ["error"] },
  policyTypeNotEnabled: { kind: "region", levels: ["error"] },
  regionNotManaged: { kind: "region", levels: ["error"] },
  autoEnableOverridden: { kind: "region", levels: ["warning"] },
  trustedAccessMissing: { kind: "region", levels: ["warning"] },
  memberLimitReached: { kind: "region", levels: ["error"] },
  membersNotEnabled: { kind: "region", levels: ["error"] },
  membersNotMonitored: { kind: "region", levels: ["warning"] },
  excludedMembersEnabled: { kind: "region", levels: ["error"] },
  memberPlanDisabled: { kind: "region", levels: ["error", "warning"] },
  memberPlanDiffers: { kind: "region", levels: ["error"] },
  planDiffers: { kind: "region", levels: ["error"] },
  callFailed: { kind: "region", levels: ["notChecked"] },
  roleNotAssumed: { kind: "region", levels: ["notChecked"] },
  wrongAccount: { kind: "region", levels: ["notChecked"] },
  externalIdSecret: { kind: "region", levels: ["notChecked"] },
  accountNotConfigured: { kind: "region", levels: ["notChecked"] },

  notChecked: { kind: "command", levels: ["notChecked"] },
  accountNotAccessible: { kind: "command", levels: ["notChecked"] },
  delegationNotRead: { kind: "command", levels: ["notChecked"] },
  configNotRead: { kind: "command", levels: ["notChecked"] },
  addOnEncrypted: { kind: "command", levels: ["notChecked"] },
  trustNotBound: { kind: "command", levels: ["error"] },
  subjectWildcard: { kind: "command", levels: ["error"] },
  externalIdMissing: { kind: "command", levels: ["warning"] },
  identityMissing: { kind: "command", levels: ["error", "notChecked"] },
  identityNotRead: { kind: "command", levels: ["notChecked"] },
  identityDenied: { kind: "command", levels: ["error", "notChecked"] },
  identityDrift: { kind: "command", levels: ["error"] },
  filterArchivesSevere: { kind: "command", levels: ["warning"] },
  filtersArchiveEverything: { kind: "command", levels: ["error"] },
  filterMatchesNothing: { kind: "command", levels: ["warning"] },
  scanEventsNotSent: { kind: "command", levels: ["warning"] },
  scanDenied: { kind: "command", levels: ["error"] },
  scanUndetermined: { kind: "command", levels: ["notChecked"] },
  scanPolicyNotRead: { kind: "command", levels: ["notChecked"] },
  scanRoleOpen: { kind: "command", levels: ["warning"] },
  malwarePlanMissing: { kind: "command", levels: ["error"] },
  malwarePlanStatus: { kind: "command", levels: ["error", "warning"] },
  sharedPolicyNotRead: { kind: "command", levels: ["notChecked"] },
  sharedPolicyAccess: { kind: "command", levels: ["error", "warning"] },
  baseConfigInvalid: { kind: "command", levels: ["notChecked"] },
  targetUnknown: { kind: "command", levels: ["error", "notChecked"] },
  bucketUnknown: { kind: "command", levels: ["notChecked"] },
  holderMissing: { kind: "command", levels: ["error"] },
  bucketSettingWeaker: { kind: "command", levels: ["error", "warning"] },
  readerCannotDecrypt: { kind: "command", levels: ["error", "notChecked"] },
  keyGrant: { kind: "command", levels: ["warning"] },
  holderUnsuitable: { kind: "command", levels: ["error"] },
  policyUnreadable: { kind: "command", levels: ["error"] },
  policyFinding: { kind: "command", levels: ["error", "warning", "notChecked"] },
  policyDrift: { kind: "command", levels: ["error"] },
  identityDiffers: { kind: "command", levels: ["error"] },
  policyTooLarge: { kind: "command", levels: ["error"] },
  controlPolicyDenies: { kind: "command", levels: ["error", "notChecked"] },
  controlPoliciesNotRead: { kind: "command", levels: ["notChecked"] },
  policyNotGiven: { kind: "command", levels: ["notChecked"] },
  holderNotRead: { kind: "command", levels: ["notChecked"] },
  regionsNotKnown: { kind: "command", levels: ["notChecked"] },
  planWarning: { kind: "command", levels: ["warning"] },
  proofOff: { kind: "command", levels: ["warning", "notChecked"] },
  healthPartDiffers: { kind: "command", levels: ["warning"] },
  newestFindingTooOld: { kind: "command", levels: ["error", "notChecked"] },
  delegationDiffers: { kind: "command", levels: ["error"] },
  policiesNotRead: { kind: "command", levels: ["notChecked"] },
  candidatesNotRead: { kind: "command", levels: ["notChecked"] },
  destinationInUse: { kind: "command", levels: ["error"] },
  messageTopicUnknown: { kind: "command", levels: ["notChecked"] },
  messageNotArrived: { kind: "command", levels: ["notChecked"] },
  testLeftBehind: { kind: "command", levels: ["notChecked"] },
  sampleNotArrived: { kind: "command", levels: ["notChecked"] },

  optionsConflict: { kind: "input", levels: ["error"] },
  stackNotGiven: { kind: "input", levels: ["error"] },
  stackNameInvalid: { kind: "input", levels: ["error"] },
  stackOfOtherProject: { kind: "input", levels: ["error"] },
  stackFileMissing: { kind: "input", levels: ["error"] },
  argumentsNotInFile: { kind: "input", levels: ["error"] },
  commitNotFound: { kind: "input", levels: ["error"] },
  durationInvalid: { kind: "input", levels: ["error"] },
  regionNamesInvalid: { kind: "input", levels: ["error"] },
  fileExists: { kind: "input", levels: ["error"] },
  policyFileUnused: { kind: "input", levels: ["error"] },
  policyFileOfOther: { kind: "input", levels: ["error"] },
  awsOutputInvalid: { kind: "input", levels: ["error"] },
  noOrganizationPolicy: { kind: "input", levels: ["error"] },
  managementNotConfigured: { kind: "input", levels: ["error"] },
  detachedExport: { kind: "input", levels: ["error"] },
  accountNotDeployed: { kind: "input", levels: ["error"] },
  memberStack: { kind: "input", levels: ["error"] },
  formerKeyInvalid: { kind: "input", levels: ["error"] },
  formerInUse: { kind: "input", levels: ["error"] },
  stateNotRead: { kind: "input", levels: ["error"] },
  stateOfOtherStack: { kind: "input", levels: ["error"] },
  componentNotInState: { kind: "input", levels: ["error"] },
  settingsNotInState: { kind: "input", levels: ["error"] },
  fileNotRead: { kind: "input", levels: ["error"] },
  fileNotText: { kind: "input", levels: ["error"] },
  yamlTab: { kind: "input", levels: ["error"] },
  yamlInvalid: { kind: "input", levels: ["error"] },
  nestingTooDeep: { kind: "input", levels: ["error"] },
  notMap: { kind: "input", levels: ["error"] },
  projectFileOther: { kind: "input", levels: ["error"] },
  projectNameMissing: { kind: "input", levels: ["error"] },
  stackFolderInvalid: { kind: "input", levels: ["error"] },
  configKeysInvalid: { kind: "input", levels: ["error"] },
  namespaceMistyped: { kind: "input", levels: ["error"] },
  configInvalid: { kind: "input", levels: ["error"] },
  policyFileEmpty: { kind: "input", levels: ["error"] },
  policyFileInvalid: { kind: "input", levels: ["error"] },
  controlPolicyInvalid: { kind: "input", levels: ["error"] },
  policyElementsInvalid: { kind: "input", levels: ["error"] },

  "guardduty-destination-provable": { kind: "pack", levels: ["error"] },
  "guardduty-destination-policies-in-stack": { kind: "pack", levels: ["notChecked"] },
  "guardduty-destination-one-per-detector": { kind: "pack", levels: ["error"] },
  "guardduty-destination-home-region": { kind: "pack", levels: ["error"] },
  "guardduty-bucket-tls-only": { kind: "pack", levels: ["error"] },
  "guardduty-bucket-public-access-blocked": { kind: "pack", levels: ["error"] },
  "guardduty-bucket-versioned": { kind: "pack", levels: ["error"] },
  "guardduty-bucket-retained": { kind: "pack", levels: ["warning"] },
  "guardduty-no-wildcard-principal": { kind: "pack", levels: ["error"] },
  "guardduty-no-external-access": { kind: "pack", levels: ["warning"] },
  "guardduty-no-wildcard-action": { kind: "pack", levels: ["error"] },
  "guardduty-source-bound": { kind: "pack", levels: ["error"] },
  "guardduty-service-source-bound": { kind: "pack", levels: ["warning"] },
  "guardduty-writes-encrypted": { kind: "pack", levels: ["warning"] },
  "guardduty-key-administered": { kind: "pack", levels: ["error"] },
} as const satisfies { [id: string]: FindingEntry };

type Findings = typeof FINDINGS;

/** The id of any finding. */
export type AnyFindingId = keyof Findings;

/** The ids of the findings of one kind. */
export type IdOfKind<Kind extends FindingKind> = {
  [Id in AnyFindingId]: Findings[Id]["kind"] extends Kind ? Id : never;
}[AnyFindingId];

/** The ids of the findings that a level may be of. */
export type IdAtLevel<Level extends FindingLevel> = {
  [Id in AnyFindingId]: Level extends Findings[Id]["levels"][number] ? Id : never;
}[AnyFindingId];
