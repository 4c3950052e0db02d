import { bucketArn } from "../../rules/arn";
import { policyProblems, ReservedSidError } from "../../rules/adoption";
import type { ExportSettings } from "../../rules/args";
import type { ExpectedPolicies, ExportPlan, LivePolicies } from "../../rules/plan";
import { expectedPolicies, planExport } from "../../rules/plan";
import type { StatementOwner } from "../../rules/policies";
import { PolicyTooLargeError } from "../../rules/policies";
import type { ExportPolicies, RegionProof } from "../../rules/proof";
import { explainProofs, proveExport, restraints, whoElse } from "../../rules/proof";

/** What a Region's proof came to: `notChecked` when a policy it needs is not known, `detached` when nothing is exported. */
export type Verdict = RegionProof["result"] | "notChecked" | "detached";

/** What can be told of an export before it is deployed. */
export interface Analysis {
  plan: ExportPlan;
  /** Undefined when the policies cannot be made. */
  policies?: ExpectedPolicies;
  /** By Region; empty when a policy is not known. */
  proofs: RegionProof[];
  verdict: Verdict;
  /** What has to be mended first, a text each. */
  findings: string[];
  warnings: string[];
  /** What nobody looked at, and how to have it looked at. */
  notChecked: string[];
}

/** Plans an export, and proves it under the policies as they will be. Throws nothing. */
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
    if (!(error instanceof PolicyTooLargeError || error instanceof ReservedSidError)) throw error;
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
  return policyProblems(texts, sidPrefix).map(({ path, reason }) => `${path}: ${reason}`);
}

function unproved(plan: ExportPlan, findings: string[]): Analysis {
  const { warnings } = plan;
  return { plan, proofs: [], verdict: "notChecked", findings, warnings, notChecked: [] };
}

function proved(plan: ExportPlan, live: LivePolicies): Analysis {
  const policies = expectedPolicies(plan, live);
  const { warnings } = plan;
  const told = {
    plan,
    policies,
    proofs: [],
    findings: [],
    warnings,
    notChecked: unread(plan, live),
  };
  if (plan.detaching) return { ...told, verdict: "detached" };
  const [bucketPolicy, keyPolicy] = [policies.bucket.document, policies.key.document];
  if (bucketPolicy === undefined || keyPolicy === undefined) {
    return { ...told, verdict: "notChecked" };
  }
  const { bucketName, keyArn, sources } = plan.standIns;
  const { prefix } = plan.settings.bucket;
  const proven = {
    bucketPolicy,
    keyPolicy,
    prefix,
    keyArn,
    sources,
    bucketArn: bucketArn(plan.home.partition, bucketName),
  };
  const proofs = proveExport(proven);
  const of = (result: RegionProof["result"]) => proofs.filter((proof) => proof.result === result);
  const [denied, open] = [explainProofs(of("denied")), explainProofs(of("undetermined"))];
  const others = gains(plan, proven);
  return {
    ...told,
    proofs,
    verdict: denied ? "denied" : open ? "undetermined" : "allowed",
    findings: [...(denied ? [denied] : []), ...others.findings],
    warnings: [...warnings, ...(open ? [open] : []), ...others.warnings],
  };
}

/** Who beside GuardDuty gains by the policies, and which protection they lack. */
export function gains(
  { settings, sidPrefix }: Pick<ExportPlan, "settings" | "sidPrefix">,
  proven: ExportPolicies,
) {
  const shared = settings.bucket.existing !== undefined;
  const external = [settings.bucket, settings.key].some(
    ({ existing }) => existing?.policy === "external",
  );
  // What an owner pasted may have been edited.
  const intruders = whoElse(proven, external ? undefined : sidPrefix);
  const lapses = restraints(proven);
  // The export says nothing of others in a bucket that others use: TLS is its owner's to ask for.
  const theirs = lapses.filter(
    ({ policy, rule }) => shared && policy === "bucket" && rule.endsWith("without TLS"),
  );
  const texts = (list: { text: string }[]) => list.map(({ text }) => text);
  return {
    findings: [
      ...texts(intruders.filter(({ certain }) => certain)),
      ...texts(lapses.filter((lapse) => !theirs.includes(lapse))),
    ],
    warnings: [
      ...texts(intruders.filter(({ certain }) => !certain)),
      ...texts(theirs.filter(({ regions }) => regions.length === 0)),
    ],
  };
}

/** What only a look at AWS can tell of what is adopted. */
function unread({ settings }: ExportPlan, live: LivePolicies): string[] {
  const [bucket, key] = [settings.bucket.existing, settings.key.existing];
  const asked = (what: "bucket" | "key") =>
    `the policy of the adopted ${what}: give it as --${what}-policy`;
  return [
    ...(bucket && !live.bucket ? [asked("bucket")] : []),
    ...(key && !live.key ? [asked("key")] : []),
    ...(bucket
      ? ["the Region and the account of the adopted bucket: pulumi preview reads them"]
      : []),
    ...(key ? ["the state and the kind of the adopted key: pulumi preview reads them"] : []),
  ];
}
