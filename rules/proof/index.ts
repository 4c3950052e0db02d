export { explainProof, explainProofs } from "./explain";
export { proveExport } from "./prove";
export { restraints } from "./restraints";
export type * from "./types";
export { verdictOf } from "./verdict";
export type { Verdict } from "./verdict";
export { whoElse } from "./whoElse";
