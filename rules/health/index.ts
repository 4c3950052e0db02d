export { archivedFindings } from "./archived";
export { alarmsOf, failedRunsAlarm, undeliveredAlarm } from "./alarms";
export type { Alarm } from "./alarms";
export { healthShape, missingIds, readHealthArgs, statementsProblems } from "./args";
export type { HealthArgsSettings } from "./args";
export { bucketSettingFindings, comparedSettings } from "./bucketSettings";
export { CHANGES, forwarded } from "./changes";
export type { Change, EventPattern, Watched } from "./changes";
export { dashboardBody } from "./dashboard";
export { fromEnvironment, toEnvironment } from "./environment";
export type { HealthSettings } from "./environment";
export {
  comparesOrganization,
  expectedMembers,
  expectedOrganization,
  expectedPlans,
  policyTypesMatter,
} from "./expectedMembers";
export type { DeclaredMembers } from "./expectedMembers";
export {
  exportStatements,
  isOwn,
  POLICIES_FILE,
  readDelivery,
  readOwners,
  toPoliciesFile,
} from "./expectedPolicies";
export type { GivenDelivery } from "./expectedPolicies";
export { verdictOf } from "./findings";
export type { Severity, Verdict } from "./findings";
export { isDeclared, judge, listOwnerFindings } from "./judge";
export { grantFindings, holderUnsuitable } from "./judgeKey";
export type { RegionHealth } from "./judge";
export {
  memberFindings,
  memberPlanFindings,
  missingMembers,
  needsTrustedAccess,
  organizationFindings,
  hasManagedPlan,
  isManagedByPolicies,
  managementFindings,
  policyTypeFindings,
  sampledAccounts,
  EBS_SCAN_SERVICE,
  trustedAccessFindings,
} from "./members";
export type { ExpectedMembers, ExpectedOrganization } from "./members";
export { MEMBERS_FILE, toMembersFile } from "./membersFile";
export { accountFolders, ACCOUNTS, DAYS_BACK, exportedFindings, isNotExported } from "./newest";
export type { DueFinding, ExportedFindings, List, Page } from "./newest";
export { dueCriterion, exportedFindingsFindings, newestDue, silenceOf } from "./rhythm";
export { alarmKeyPolicy, alarmTopicPolicy, forwardPolicy, functionPolicy } from "./permissions";
export { topicsOfHealth } from "./names";
export { planHealth } from "./plan";
export type { HealthPlan } from "./plan";
export { schedulePolicy, serviceTrust } from "./permissions";
export type { FunctionResources } from "./permissions";
export { error, unchecked, warning } from "./types";
export { destinationWarnings, ownerEventWarnings, regionEventWarnings } from "./warnings";
export type { HealthWarning } from "./warnings";
export type {
  CallError,
  DeclaredList,
  DetectionRule,
  ExpectedRegion,
  HealthFinding,
  HealthValues,
  ObservedDestination,
  MissingMember,
  ObservedDetector,
  ObservedMember,
  ObservedMemberPlans,
  ObservedOrganization,
  ObservedList,
  ObservedRegion,
  Result,
} from "./types";
