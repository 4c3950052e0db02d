import { adoptionProblems, policyProblems, readLivePolicy } from "../../rules/adoption";
import type { Fault } from "../../rules/health";
import type { ExpectedPolicies, StandIns } from "../../rules/plan";
import { expectedPolicies } from "../../rules/plan";
import type { ExportSource } from "../../rules/policies";
import { PolicyTooLargeError } from "../../rules/policies";
import type { Assessment, Finding, KnownPolicies, PolicyName } from "../../rules/proof";
import { assessExport } from "../../rules/proof";
import { fixText } from "../../rules/texts/edits";
import { findingText, problemText } from "../../rules/texts/findings";
import type { LiveStack } from "../config/liveStack";
import { policyDrift } from "./drift";
import type { Look } from "./look";
import { unseen } from "./unseen";

/** What was found out about bucket, key and their policies. */
export interface PolicyStatus {
  assessment: Assessment;
  faults: Fault[];
  /** What is not as it should be, and does no harm to the export. */
  warnings: string[];
}

const SET_AGAIN = "Find out who changed it (CloudTrail), and run pulumi refresh and then pulumi up";

/** Judges bucket, key and their policies as they are; proves the export from `sources` under them anew. */
export function judgePolicies(
  stack: LiveStack,
  look: Look,
  sources: readonly ExportSource[],
): PolicyStatus {
  const { bucket, key } = look;
  const texts = {
    ...(bucket.seen && { bucket: bucket.seen.policy }),
    ...(key.seen && { key: key.seen.policy }),
  };
  const unreadable = policyProblems(texts, stack.plan.sidPrefix).map(({ path, reason }) => ({
    policy: path.split(".")[0] as PolicyName,
    reason,
  }));
  const read = (name: PolicyName) =>
    name in texts && !unreadable.some(({ policy }) => policy === name)
      ? { [name]: readLivePolicy(texts[name]).policy }
      : {};
  const live: KnownPolicies = { ...read("bucket"), ...read("key") };
  const assessed = assessedStatus(stack, look, sources, live);
  return {
    faults: [
      ...(bucket.fault ? [unseen("the bucket and its policy", bucket.fault)] : []),
      ...(key.fault ? [unseen("the key and its policy", key.fault)] : []),
      ...resourceFaults(stack, look),
      ...unreadable.map(({ policy, reason }) => ({
        seen: true,
        reason: `the ${policy} policy: ${reason}`,
        nextStep: SET_AGAIN,
      })),
      ...assessed.faults,
    ],
    warnings: assessed.warnings,
    assessment: assessed.assessment,
  };
}

/** Region, kind and state of bucket and key. */
function resourceFaults({ settings }: LiveStack, { bucket, key, place }: Look): Fault[] {
  const { regions, homeRegion } = settings;
  const adoption = {
    ...{ regions, homeRegion },
    bucket: bucket.seen && { name: place.bucketName ?? "", region: bucket.seen.region },
    key: key.seen?.key,
  };
  return adoptionProblems(adoption).map(({ path, reason }) => ({
    seen: true,
    reason: `the ${path.split(".")[0]} ${reason}`,
    nextStep: "Correct it as described, and run status again",
  }));
}

/** What the policies mean, and whether the stack would write them otherwise. */
function assessedStatus(
  { settings, plan }: LiveStack,
  { at, place }: Look,
  sources: readonly ExportSource[],
  live: KnownPolicies,
): PolicyStatus {
  const names = {
    sources: [...sources],
    bucketName: place.bucketName ?? plan.standIns.bucketName,
    keyArn: place.keyArn ?? plan.standIns.keyArn,
  };
  const complete = sources.length === settings.regions.length && live.bucket && live.key;
  const { expected, faults: tooLarge } = complete
    ? expectedOf(plan, names, live)
    : { expected: undefined, faults: [] };
  const deployed = expected && {
    bucket: expected.bucket.document,
    key: expected.key.document,
  };
  const assessment = assessExport(plan, names, live, at, deployed);
  const { result, findings } = assessment;
  const drifts = expected ? driftsOf(settings, live, expected) : [];
  // What the next deployment ends has one cause with the policy's differing from what the stack writes.
  const isDrift = ({ policy, fix }: Finding) =>
    fix.some(({ edit }) => edit === "deploy") && drifts.some((drift) => drift.policy === policy);
  const own = findings.filter((finding) => !isDrift(finding));
  const faultsOf = (severity: Finding["severity"]): Fault[] =>
    own
      .filter((finding) => finding.severity === severity)
      .map((finding) => ({
        seen: severity === "error",
        reason: findingText({ ...finding, fix: [] }),
        nextStep: fixText(finding.fix),
      }));
  return {
    assessment,
    faults: [
      ...tooLarge,
      ...faultsOf("error"),
      ...faultsOf("undetermined"),
      ...drifts.map(({ policy, lines }) => driftFault(policy, lines, findings.filter(isDrift))),
    ],
    warnings: [
      ...(result === "off" ? ["the policies are not assessed: proof is off in the config"] : []),
      ...own.filter(({ severity }) => severity === "warning").map(findingText),
    ],
  };
}

function expectedOf(
  plan: LiveStack["plan"],
  names: StandIns,
  live: KnownPolicies,
): { expected?: ExpectedPolicies; faults: Fault[] } {
  try {
    return { expected: expectedPolicies({ ...plan, standIns: names }, live), faults: [] };
  } catch (error) {
    if (!(error instanceof PolicyTooLargeError)) throw error;
    const nextStep = "Remove statements from the policy, or export fewer accounts to this bucket";
    return { faults: [{ seen: true, reason: error.message, nextStep }] };
  }
}

interface Drift {
  policy: PolicyName;
  /** A line for each statement that differs. */
  lines: string[];
}

function driftsOf(
  settings: LiveStack["settings"],
  live: KnownPolicies,
  expected: ExpectedPolicies,
): Drift[] {
  return (["bucket", "key"] as const).flatMap((policy) => {
    const { document, changes } = expected[policy];
    const is = live[policy];
    const lines =
      settings[policy].existing || document === undefined || is === undefined
        ? changes
        : policyDrift(is, document);
    return lines.length === 0 ? [] : [{ policy, lines }];
  });
}

function driftFault(policy: PolicyName, lines: string[], findings: Finding[]): Fault {
  const results = findings.filter((finding) => finding.policy === policy).map(problemText);
  const reason = [`the ${policy} policy is not as the stack writes it:`, ...lines, ...results];
  return { seen: true, reason: reason.join("\n  "), nextStep: SET_AGAIN };
}
