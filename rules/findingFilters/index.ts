export { contradictions } from "./contradictions";
export {
  ARCHIVED_DAYS,
  archivedByNoFilter,
  archivedCriterion,
  type ArchivedFindings,
  countableCriterion,
} from "./archived";
export {
  type Condition,
  type Criterion,
  DEPRECATED,
  FIELD_LIMIT,
  LONGEST_WILDCARD,
  type Operator,
  VALUE_LIMITS,
} from "./conditions";
export { FIELDS, LISTED_FIELDS, TIME_FIELDS } from "./fields";
export { meetsCriterion } from "./matching";
export { type CriterionProblem, criterionProblems, type CriterionUse } from "./problems";
export {
  type ArchivingFilter,
  archivesEverything,
  type FindingsOrigin,
  LATER,
  sameCriterion,
  type SeverityLevel,
  severityLevels,
} from "./suppression";
export { SAMPLE_FINDINGS, type SampleFinding } from "./samples";
