import { policyProblems } from "../../rules/adoption";
import { problemLine } from "../../rules/problems";
import { planWarningText } from "../../rules/texts/planWarnings";
import type { ExportSettings } from "../../rules/args";
import type { ExportPlan, LivePolicies, ResolvedPolicies } from "../../rules/plan";
import { planExport } from "../../rules/plan";
import type { StatementOwner } from "../../rules/policies";
import { PolicyTooLargeError } from "../../rules/policies";
import type { Assessment, ProofResult, RegionProof } from "../../rules/proof";
import { assessExport } from "../../rules/proof";
import { findingText } from "../../rules/texts/findings";

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
  /** What has to be fixed first, a text each. */
  findings: string[];
  warnings: string[];
  /** What is not checked, and how to check it. */
  notChecked: string[];
}

/** Plans an export, and assesses the policies as they will be. Throws nothing. */
export function analyse(
  owner: StatementOwner,
  settings: ExportSettings,
  live: LivePolicies,
): Analysis {
  try {
    const plan = planExport({ owner, settings });
    const findings = livePolicyFindings(plan, live);
    if (findings.length > 0) return unproved(plan, findings);
    return proved(planExport({ owner, settings, live }), live);
  } catch (error) {
    if (!(error instanceof PolicyTooLargeError)) throw error;
    return unproved(planExport({ owner, settings }), [error.message]);
  }
}

/** Why a policy as it is cannot be merged with the export's statements. */
function livePolicyFindings({ sidPrefix }: ExportPlan, live: LivePolicies): string[] {
  const texts = Object.fromEntries(
    Object.entries(live)
      .filter(([, policy]) => policy !== undefined)
      .map(([name, policy]) => [name, JSON.stringify(policy)]),
  );
  return policyProblems(texts, sidPrefix).map(problemLine);
}

function unproved(plan: ExportPlan, findings: string[]): Analysis {
  const warnings = plan.warnings.map(planWarningText);
  return { plan, proofs: [], verdict: "notChecked", findings, warnings, notChecked: [] };
}

function proved(plan: ExportPlan, live: LivePolicies): Analysis {
  const { policies } = plan;
  const documents = { bucket: policies.bucket.document, key: policies.key.document };
  const assessment = assessExport(plan, plan.shown, documents, new Date());
  const texts = (isError: boolean) =>
    assessment.findings
      .filter(({ severity }) => (severity === "error") === isError)
      .map(findingText);
  return {
    plan,
    policies,
    assessment,
    proofs: assessment.proofs,
    verdict: plan.detaching ? "detached" : verdictOf(assessment.result),
    findings: texts(true),
    warnings: [...plan.warnings.map(planWarningText), ...texts(false)],
    notChecked: [
      ...unread(plan, live),
      ...(plan.settings.proof === "off" ? ["the policies: proof is off in the config"] : []),
    ],
  };
}

function verdictOf(result: Assessment["result"]): Verdict {
  return result === "off" ? "notChecked" : result;
}

/** What of an adopted bucket or key is known only from AWS. */
function unread({ settings }: ExportPlan, live: LivePolicies): string[] {
  const [bucket, key] = [settings.bucket.existing, settings.key.existing];
  const notGiven = (what: "bucket" | "key") =>
    `the policy of the adopted ${what}: give it as --${what}-policy`;
  return [
    ...(bucket && !live.bucket ? [notGiven("bucket")] : []),
    ...(key && !live.key ? [notGiven("key")] : []),
    ...(bucket
      ? ["the Region and the account of the adopted bucket: pulumi preview reads them"]
      : []),
    ...(key ? ["the state and the kind of the adopted key: pulumi preview reads them"] : []),
  ];
}
