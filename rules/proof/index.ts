export { assessControlPolicies, assessExport } from "./ofExport";
export type { KnownPolicies } from "./ofExport";
export { assessPolicies } from "./assess";
export { applyEdits } from "./edits";
export type { ControlPolicy, ControlPolicyDenial } from "./controlPolicies";
export { proveExport, proveObject } from "./prove";
export type { Written } from "./calls";
export type * from "./types";
