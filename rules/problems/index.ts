export { problem, remove, setLike, setTo, within } from "./problem";
export type { Fix, Problem } from "./problem";
export { fixText, problemsText, reported } from "./render";
export type { ReportedProblem } from "./render";
export { nearest, RENAMED } from "./suggest";
export { breachText, TEXTS } from "./texts";
export type { ProblemId, ValuesOf } from "./texts";
export { unknownPropertyProblem } from "./unknown";
export { found, HIDDEN, propertyPath, shown } from "./values";
