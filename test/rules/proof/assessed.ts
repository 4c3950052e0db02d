import type { Assessment, AssessmentInput, ExportPolicies, Finding } from "../../../rules/proof";
import { assessPolicies } from "../../../rules/proof";
import { ACCOUNT, SIDS } from "./shapes";

export const NOW = "2026-11-28T12:00:00.000Z";

/** The policies as the stack's alone, in one account, unless said otherwise. */
export function inputOf(
  policies: ExportPolicies,
  more: Partial<AssessmentInput> = {},
): AssessmentInput {
  return {
    ...policies,
    owners: { bucket: "stack", key: "stack" },
    accounts: { bucket: ACCOUNT, key: ACCOUNT },
    sidPrefix: SIDS,
    mode: "require",
    now: NOW,
    ...more,
  };
}

export function assessed(
  policies: ExportPolicies,
  more: Partial<AssessmentInput> = {},
): Assessment {
  return assessPolicies(inputOf(policies, more));
}

/** The findings as `id` and what they are about, for short. */
export function ids(policies: ExportPolicies, more: Partial<AssessmentInput> = {}): string[] {
  return assessed(policies, more).findings.map(idOf);
}

export function idOf(finding: Finding): string {
  return [
    finding.severity,
    finding.id,
    ...("sid" in finding && finding.sid ? [finding.sid] : []),
  ].join(" ");
}
