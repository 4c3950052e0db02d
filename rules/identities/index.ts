export { assessIdentity } from "./assess";
export type { IdentityAssessment, ResourcePolicies } from "./assess";
export { callFaults, forAnyCaller, forAnyResource } from "./calls";
export type { CallDecider, CallDocuments, CallFault, IdentityCall } from "./calls";
export { identityDrift } from "./drift";
export type { IdentityDrift } from "./drift";
export { inOwnPolicies, mergedRights } from "./rights";
export type { DeclaredIdentity, IdentityKind, LiveIdentity, NamedPolicy } from "./types";
