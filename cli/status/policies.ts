import { adoptionProblems, earlierPrefixes, hasStatementsOf } from "../../rules/adoption";
import { detectorArn } from "../../rules/arn";
import { holderUnsuitable } from "../../rules/health";
import { assessedFindings, driftsOf, readPolicies } from "../../rules/health/policies";
import type { ExportTarget, ResolvedPolicies } from "../../rules/plan";
import { resolvePolicies } from "../../rules/plan";
import type { ExportSource } from "../../rules/policies";
import { PolicyTooLargeError } from "../../rules/policies";
import type { Assessment, KnownPolicies, PolicyName } from "../../rules/proof";
import { assessControlPolicies, assessExport, policyOwner } from "../../rules/proof";
import type { LiveStack } from "../config/liveStack";
import type { Finding } from "../findings";
import { controlPolicyFinding, error, notChecked, warning } from "../findings";
import type { Observation } from "./observe";

/** What was found of bucket, key and their policies. */
export interface PolicyStatus {
  assessment: Assessment;
  findings: Finding[];
}

/** What the policies are judged by in addition to what was observed of them. */
export interface PolicyOptions {
  /** Accounts that are members. */
  members?: readonly string[] | undefined;
}

/** Judges bucket, key and their policies as they are; assesses the export from `sources` under them anew. */
export function judgePolicies(
  stack: LiveStack,
  observation: Observation,
  sources: readonly ExportSource[],
  { members = [] }: PolicyOptions = {},
): PolicyStatus {
  const { bucket, key } = observation;
  const texts = {
    ...(bucket?.value && { bucket: bucket.value.policy }),
    ...(key?.value && { key: key.value.policy }),
  };
  const { policies, findings: unreadable } = readPolicies(texts, stack.plan.sidPrefix);
  const blockPublicPolicy = bucket?.value?.blockPublicPolicy;
  const live: KnownPolicies = { ...policies, members, blockPublicPolicy };
  const assessed = assessedStatus(stack, observation, sources, live);
  return {
    assessment: assessed.assessment,
    findings: [
      ...(bucket?.finding ? [notChecked("bucket", bucket.finding)] : []),
      ...(key?.finding ? [notChecked("key", key.finding)] : []),
      ...holderFindings(stack, observation),
      ...unreadable,
      ...assessed.findings,
    ],
  };
}

/** Region, kind and state of bucket and key. */
function holderFindings({ settings }: LiveStack, { bucket, key, target }: Observation): Finding[] {
  const { regions, homeRegion } = settings;
  const adoption = {
    ...{ regions, homeRegion },
    bucket: bucket?.value && { name: target.bucketName ?? "", region: bucket.value.region },
    key: key?.value?.key,
  };
  return adoptionProblems(adoption).map(holderUnsuitable);
}

/** What the policies mean, and whether the stack would write them otherwise. */
function assessedStatus(
  { settings, plan, owner, argsFile }: LiveStack,
  { at, target, controls }: Observation,
  sources: readonly ExportSource[],
  live: KnownPolicies,
): PolicyStatus {
  const names = {
    sources: [...sources],
    bucketName: target.bucketName ?? plan.shown.bucketName,
    keyArn: target.keyArn ?? plan.shown.keyArn,
  };
  const complete = sources.length === settings.regions.length && live.bucket && live.key;
  const { expected, findings: tooLarge } = complete
    ? expectedOf(plan, names, live)
    : { expected: undefined, findings: [] };
  const deployed = expected && {
    bucket: expected.bucket.document,
    key: expected.key.document,
  };
  const { assessment, denials } = assessControlPolicies(
    plan,
    names,
    live,
    assessExport(plan, names, live, at, deployed),
    controls.value ?? [],
    at,
  );
  const drifts = expected ? driftsOf(live, ownedPolicies(settings, expected)) : [];
  return {
    assessment,
    findings: [
      ...tooLarge,
      ...denials.map((denial) => controlPolicyFinding(denial, names.sources)),
      ...assessedFindings(assessment, drifts).map((finding) => {
        if (finding.id !== "policyDrift") return finding;
        const { holder } = finding;
        const others = otherPrefixes(plan, live[holder], sources);
        const { sidPrefix } = plan;
        return others.length === 0
          ? finding
          : error("identityDiffers", { holder, owner, argsFile, sidPrefix, others });
      }),
      ...(assessment.result === "off" ? [warning("proofOff", {})] : []),
    ],
  };
}

function ownedPolicies(settings: LiveStack["settings"], expected: ResolvedPolicies) {
  const of = (name: PolicyName) => ({
    ...expected[name],
    owner: policyOwner(settings[name].existing),
  });
  return { bucket: of("bucket"), key: of("key") };
}

function expectedOf(
  plan: LiveStack["plan"],
  names: ExportTarget,
  live: KnownPolicies,
): { expected?: ResolvedPolicies; findings: Finding[] } {
  try {
    return { expected: resolvePolicies(plan, names, live), findings: [] };
  } catch (thrown) {
    if (!(thrown instanceof PolicyTooLargeError)) throw thrown;
    return { findings: [error("policyTooLarge", { size: thrown.size })] };
  }
}

/** Sid prefixes of the export under other names; none where the policy has statements of its own. */
function otherPrefixes(
  { sidPrefix }: LiveStack["plan"],
  policy: KnownPolicies["bucket"],
  sources: readonly ExportSource[],
): string[] {
  if (policy === undefined || hasStatementsOf(policy, sidPrefix)) return [];
  return earlierPrefixes(policy, sidPrefix, sources.map(detectorArn));
}
