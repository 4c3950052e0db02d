import {
  adoptionProblems,
  HOLDER_PATHS,
  policyProblems,
  readLivePolicy,
} from "../../rules/adoption";
import type { ExportTarget, ResolvedPolicies } from "../../rules/plan";
import { resolvePolicies } from "../../rules/plan";
import type { ExportSource } from "../../rules/policies";
import { PolicyTooLargeError } from "../../rules/policies";
import type {
  Assessment,
  KnownPolicies,
  PolicyName,
  Finding as ProofFinding,
  Severity,
} from "../../rules/proof";
import { assessControlPolicies, assessExport } from "../../rules/proof";
import type { LiveStack } from "../config/liveStack";
import type { Finding, PolicyDifference } from "../findings";
import {
  controlPolicyFinding,
  error,
  holderOf,
  notChecked,
  policyFinding,
  warning,
} from "../findings";
import { policyDrift } from "./drift";
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
  const unreadable = policyProblems(texts, stack.plan.sidPrefix).map((problem) => ({
    holder: holderOf(problem),
    problem,
  }));
  const read = (name: PolicyName) =>
    name in texts && !unreadable.some(({ holder }) => holder === name)
      ? { [name]: readLivePolicy(texts[name], { of: name, path: HOLDER_PATHS[name] }).policy }
      : {};
  const blockPublicPolicy = bucket?.value?.blockPublicPolicy;
  const live: KnownPolicies = { ...read("bucket"), ...read("key"), members, blockPublicPolicy };
  const assessed = assessedStatus(stack, observation, sources, live);
  return {
    assessment: assessed.assessment,
    findings: [
      ...(bucket?.finding ? [notChecked("bucket", bucket.finding)] : []),
      ...(key?.finding ? [notChecked("key", key.finding)] : []),
      ...holderFindings(stack, observation),
      ...unreadable.map((one) => error("policyUnreadable", one)),
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
  return adoptionProblems(adoption).map((problem) =>
    error("holderUnsuitable", { holder: holderOf(problem), problem }),
  );
}

/** What the policies mean, and whether the stack would write them otherwise. */
function assessedStatus(
  { settings, plan }: LiveStack,
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
  const drifts = expected ? driftsOf(settings, live, expected) : [];
  // What the next deployment ends has one cause with the policy's differing from what the stack writes.
  const isDrift = ({ policy, fix }: ProofFinding) =>
    fix.some(({ edit }) => edit === "deploy") && drifts.some((drift) => drift.holder === policy);
  const own = assessment.findings.filter((finding) => !isDrift(finding));
  const of = (severity: Severity): Finding[] =>
    own.filter((finding) => finding.severity === severity).map(policyFinding);
  return {
    assessment,
    findings: [
      ...tooLarge,
      ...of("error"),
      ...denials.map((denial) => controlPolicyFinding(denial, names.sources)),
      ...of("undetermined"),
      ...drifts.map(({ holder, changes }) => {
        const results = assessment.findings.filter(
          (finding) => isDrift(finding) && finding.policy === holder,
        );
        return error("policyDrift", { holder, changes, results });
      }),
      ...(assessment.result === "off" ? [warning("proofOff", {})] : []),
      ...of("warning"),
    ],
  };
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

interface Drift {
  holder: PolicyName;
  changes: PolicyDifference[];
}

function driftsOf(
  settings: LiveStack["settings"],
  live: KnownPolicies,
  expected: ResolvedPolicies,
): Drift[] {
  return (["bucket", "key"] as const).flatMap((holder) => {
    const { document, changes: merged } = expected[holder];
    const is = live[holder];
    const changes =
      settings[holder].existing || document === undefined || is === undefined
        ? merged
        : policyDrift(is, document);
    return changes.length === 0 ? [] : [{ holder, changes }];
  });
}
