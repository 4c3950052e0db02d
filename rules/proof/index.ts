export { assessExport } from "./ofExport";
export type { KnownPolicies } from "./ofExport";
export { assessPolicies } from "./assess";
export { applyEdits } from "./edits";
export { proveExport } from "./prove";
export type * from "./types";
