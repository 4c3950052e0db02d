export { asWarning, movedFix, problem, remove, setLike, setTo, toDo, within } from "./problem";
export type {
  DoFix,
  Fix,
  FixValue,
  Problem,
  RemoveFix,
  RenameFix,
  ReplaceFix,
  RunFix,
  SetFix,
} from "./problem";
export { capped } from "./cap";
export {
  fixText,
  identifiedProblem,
  moreLines,
  problemLine,
  problemsText,
  problemText,
  reported,
} from "./render";
export type { ReportedProblem } from "./render";
export { isTypoOf, nearest, RENAMED } from "./suggest";
export { ACTIONS, TEXTS } from "./texts";
export type {
  ActionId,
  CheckSubject,
  ExistingEntry,
  PolicyHolder,
  ProblemId,
  ValuesOf,
} from "./texts";
export { unknownPropertyProblem } from "./unknown";
export { found, HIDDEN, pathWithin, propertyPath, shown } from "./values";
