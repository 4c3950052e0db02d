import type { PolicyChange } from "../adoption";
import type { KeyGrant } from "../keys";
import type { PolicySize } from "../policies";
import type { Problem } from "../problems";
import type { Finding as ProofFinding, PolicyName, Severity } from "../proof";
import type { FindingMakers, FindingOf } from "./findings";
import { findingsOf } from "./findings";
import type { StatementDrift } from "./policyDrift";

/** How a statement differs from the one that the stack writes: in a policy that others write too, and in the stack's own. */
export type PolicyDifference = PolicyChange | StatementDrift;

/** What is found of bucket and key and of the two policies as they are, and the values of each. */
export interface PolicyValues {
  holderMissing: { holder: PolicyName; name: string; adopted: boolean };
  /** Its Region, kind or state does not allow exports. */
  holderUnsuitable: { holder: PolicyName; problem: Problem };
  /** A principal uses the key by a grant. */
  keyGrant: KeyGrant & { keyArn: string };
  policyUnreadable: { holder: PolicyName; problem: Problem };
  /** What the policies mean, as assessed. */
  policyFinding: { finding: ProofFinding };
  /** `results` are the findings that the next deployment ends. */
  policyDrift: { holder: PolicyName; changes: PolicyDifference[]; results: ProofFinding[] };
  policyTooLarge: { size: PolicySize };
}

export type PolicyFinding = FindingOf<PolicyValues>;
export const { error, warning, unchecked }: FindingMakers<PolicyValues> = findingsOf();

const MAKERS: { [severity in Severity]: (finding: ProofFinding) => PolicyFinding } = {
  error: (finding) => error("policyFinding", { finding }),
  undetermined: (finding) => unchecked("policyFinding", { finding }),
  warning: (finding) => warning("policyFinding", { finding }),
};

/** A finding of the policies: what is undetermined is not checked. */
export function policyFinding(finding: ProofFinding): PolicyFinding {
  return MAKERS[finding.severity](finding);
}
