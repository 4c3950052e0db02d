import type { ExportSource } from "../policies";
import type { PolicyDocument } from "../policyDocument";

/** Where findings go, and the two policies that guard it as they will be, statements of others included. */
export interface ExportPolicies {
  /** Undefined: the bucket has none. */
  bucketPolicy: PolicyDocument | undefined;
  keyPolicy: PolicyDocument | undefined;
  bucketArn: string;
  /** Without slashes at its ends; empty for the root of the bucket. */
  prefix: string;
  keyArn: string;
  sources: ExportSource[];
}

export type PolicyName = "bucket" | "key";

/**
 * - `allowed`: whatever GuardDuty's requests hold beside what is documented.
 * - `denied`: likewise.
 * - `undetermined`: it depends on something of the request that is not documented; the reasons name it.
 */
export type ProofResult = "allowed" | "denied" | "undetermined";

export interface ProofReason {
  /** The statement at fault, or the one that allows: its position from 0, and its Sid. None when a statement is missing. */
  index?: number;
  sid?: string;
  /** The condition key it turns on. */
  key?: string;
  /** One sentence: the statement, what it wants and what the request has. */
  text: string;
  /** What to add or change; none when the call is allowed. */
  mend?: string;
}

/** Whether GuardDuty may make one of its calls. */
export interface CallProof {
  /** Such as `s3:PutObject of the test object`. */
  call: string;
  action: string;
  resource: string;
  policy: PolicyName;
  result: ProofResult;
  reasons: ProofReason[];
}

/** Whether GuardDuty will be able to export from one detector. */
export interface RegionProof {
  region: string;
  accountId: string;
  detectorId: string;
  result: ProofResult;
  calls: CallProof[];
}

/** Somebody whom the policies let do what only GuardDuty, for the export's detectors, should do. */
export interface Intruder {
  who: string;
  /** Such as `write findings`. */
  call: string;
  policy: PolicyName;
  /** False: only if a key that is not known has the right value; the text names it. */
  certain: boolean;
  /** The statement that lets them: its position from 0, and its Sid. */
  index: number;
  sid?: string;
  text: string;
}

/** A protection that the policies should give and do not. */
export interface Lapse {
  rule: string;
  policy: PolicyName;
  /** The Regions whose detectors escape it; none when it is not about detectors. */
  regions: string[];
  text: string;
}
