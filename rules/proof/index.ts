export {
  assessControlPolicies,
  assessExport,
  dependsOnBlockPublicPolicy,
  policyOwner,
} from "./ofExport";
export type { KnownPolicies } from "./ofExport";
export { assessPolicies } from "./assess";
export { sharedAccess, SHARED_ACTIONS } from "./sharedPolicies";
export type { SharedAccess, SharedClass, SharedKind } from "./sharedPolicies";
export { offeredStatement } from "./otherWriters";
export { applyEdits } from "./edits";
export { UNCHECKED_POLICIES } from "./uncheckedPolicies";
export type { UncheckedPolicies } from "./uncheckedPolicies";
export type { ControlPolicy, ControlPolicyDenial } from "./controlPolicies";
export { proveExport, proveObject } from "./prove";
export type { Written } from "./calls";
export type * from "./types";
