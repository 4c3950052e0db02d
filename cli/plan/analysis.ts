import { policyProblems } from "../../rules/adoption";
import type { ExportSettings } from "../../rules/args";
import type { ExportPlan, LivePolicies, ResolvedPolicies } from "../../rules/plan";
import { planExport } from "../../rules/plan";
import { holderOf } from "../../rules/health/policies";
import { policyFinding } from "../../rules/health/policyValues";
import type { StatementOwner } from "../../rules/policies";
import { PolicyTooLargeError } from "../../rules/policies";
import type { Assessment, ControlPolicy, ProofResult, RegionProof } from "../../rules/proof";
import { assessControlPolicies, assessExport, UNCHECKED_POLICIES } from "../../rules/proof";
import type { Finding } from "../findings";
import { controlPolicyFinding, error, unchecked, warning } from "../findings";

/** The result of a Region's proof: `notChecked` when a policy it needs is not known, `detached` when nothing is exported. */
export type Verdict = ProofResult | "notChecked" | "detached";

/** What is known of an export before it is deployed. */
export interface Analysis {
  plan: ExportPlan;
  /** Undefined when the policies cannot be made. */
  policies?: ResolvedPolicies;
  /** Undefined when the policies cannot be made. */
  assessment?: Assessment;
  /** By Region; empty when the policies cannot be made or are not assessed. */
  proofs: RegionProof[];
  verdict: Verdict;
  findings: Finding[];
}

/** Plans an export, and assesses the policies as they will be. Throws nothing. */
export function analyse(
  owner: StatementOwner,
  settings: ExportSettings,
  live: LivePolicies,
  members: readonly string[] = [],
  controls?: readonly ControlPolicy[],
): Analysis {
  try {
    const plan = planExport({ owner, settings });
    const findings = livePolicyFindings(plan, live);
    if (findings.length > 0) return unproved(plan, findings, controls);
    return proved(planExport({ owner, settings, live }), live, members, controls);
  } catch (thrown) {
    if (!(thrown instanceof PolicyTooLargeError)) throw thrown;
    const tooLarge = [error("policyTooLarge", { size: thrown.size })];
    return unproved(planExport({ owner, settings }), tooLarge, controls);
  }
}

/** Why a policy as it is cannot be merged with the export's statements. */
function livePolicyFindings({ sidPrefix }: ExportPlan, live: LivePolicies): Finding[] {
  const texts = Object.fromEntries(
    Object.entries(live)
      .filter(([, policy]) => policy !== undefined)
      .map(([name, policy]) => [name, JSON.stringify(policy)]),
  );
  return policyProblems(texts, sidPrefix).map((problem) =>
    error("policyUnreadable", { holder: holderOf(problem), problem }),
  );
}

function unproved(
  plan: ExportPlan,
  errors: Finding[],
  controls: readonly ControlPolicy[] | undefined,
): Analysis {
  const findings = [...errors, ...planWarnings(plan), ...controlsNotGiven(plan, controls)];
  return { plan, proofs: [], verdict: "notChecked", findings };
}

function planWarnings({ warnings }: ExportPlan): Finding[] {
  return warnings.map((one) => warning("planWarning", { warning: one }));
}

function proved(
  plan: ExportPlan,
  live: LivePolicies,
  members: readonly string[],
  controls: readonly ControlPolicy[] | undefined,
): Analysis {
  const { policies } = plan;
  const documents = { bucket: policies.bucket.document, key: policies.key.document, members };
  const now = new Date();
  const { assessment, denials } = assessControlPolicies(
    plan,
    plan.shown,
    documents,
    assessExport(plan, plan.shown, documents, now),
    controls ?? [],
    now,
  );
  return {
    plan,
    policies,
    assessment,
    proofs: assessment.proofs,
    verdict: plan.detaching ? "detached" : verdictOf(assessment.result),
    findings: [
      ...planWarnings(plan),
      ...assessment.findings.map(policyFinding),
      ...denials.map((denial) => controlPolicyFinding(denial, plan.shown.sources)),
      ...unread(plan, live),
      ...controlsNotGiven(plan, controls),
      ...(plan.settings.proof === "off" ? [unchecked("proofOff", {})] : []),
    ],
  };
}

function verdictOf(result: Assessment["result"]): Verdict {
  return result === "off" ? "notChecked" : result;
}

/** What of an adopted bucket or key is known only from AWS. */
function unread({ settings }: ExportPlan, live: LivePolicies): Finding[] {
  const adopted = HOLDERS.filter((holder) => settings[holder].existing !== undefined);
  return [
    ...adopted
      .filter((holder) => !live[holder])
      .map((holder) => unchecked("policyNotGiven", { holder })),
    ...adopted.map((holder) => unchecked("holderNotRead", { holder })),
  ];
}

/** What of AWS Organizations and IAM can deny the export, and no file has. */
function controlsNotGiven(
  { detaching }: ExportPlan,
  controls: readonly ControlPolicy[] | undefined,
): Finding[] {
  if (detaching || controls !== undefined) return [];
  return [unchecked("controlPoliciesNotRead", { policies: UNCHECKED_POLICIES })];
}

const HOLDERS = ["bucket", "key"] as const;
