import { bucketArn } from "../../rules/arn";
import { adoptionProblems, policyProblems, readLivePolicy } from "../../rules/adoption";
import type { Fault } from "../../rules/health";
import { expectedPolicies } from "../../rules/plan";
import type { ExportSource } from "../../rules/policies";
import { PolicyTooLargeError } from "../../rules/policies";
import type { PolicyDocument } from "../../rules/policyDocument";
import { explainProofs, proveExport } from "../../rules/proof";
import type { LiveStack } from "../config/liveStack";
import { gains } from "../plan/analysis";
import { policyDrift } from "./drift";
import type { Look } from "./look";
import { unseen } from "./unseen";

/** What was found out about bucket, key and their policies. */
export interface PolicyStatus {
  faults: Fault[];
  /** What is not as it should be, and does no harm to the export. */
  warnings: string[];
}

const SET_AGAIN = "Find out who changed it (CloudTrail), and run pulumi refresh and then pulumi up";

/** Judges bucket, key and both policies as they are; proves the export from `sources` under them anew. */
export function judgePolicies(
  stack: LiveStack,
  look: Look,
  sources: readonly ExportSource[],
): PolicyStatus {
  const { bucket, key } = look;
  const faults = [
    ...(bucket.fault ? [unseen("the bucket and its policy", bucket.fault)] : []),
    ...(key.fault ? [unseen("the key and its policy", key.fault)] : []),
    ...resourceFaults(stack, look),
  ];
  if (bucket.seen === undefined || key.seen === undefined) return { faults, warnings: [] };
  const unreadable = policyProblems(
    { bucket: bucket.seen.policy, key: key.seen.policy },
    stack.plan.sidPrefix,
  ).map(({ path, reason }) => ({
    seen: true,
    reason: `the ${path.split(".")[0]} policy: ${reason}`,
    nextStep: SET_AGAIN,
  }));
  const policies = {
    bucket: readLivePolicy(bucket.seen.policy).policy,
    key: readLivePolicy(key.seen.policy).policy,
  };
  if (unreadable.length > 0 || policies.bucket === undefined || policies.key === undefined) {
    return { faults: [...faults, ...unreadable], warnings: [] };
  }
  const live = { bucket: policies.bucket, key: policies.key };
  const proof = proofStatus(stack, look, sources, live);
  return {
    faults: [...faults, ...proof.faults, ...driftFaults(stack, look, sources, live)],
    warnings: proof.warnings,
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
    nextStep: "Mend it as told, and ask again",
  }));
}

interface Live {
  bucket: PolicyDocument;
  key: PolicyDocument;
}

function proofStatus(
  { settings, plan }: LiveStack,
  { place }: Look,
  sources: readonly ExportSource[],
  live: Live,
): PolicyStatus {
  if (settings.proof === "off") {
    return { faults: [], warnings: ["the policies are not proved: proof is off in the config"] };
  }
  const proven = {
    ...{ bucketPolicy: live.bucket, keyPolicy: live.key, prefix: settings.bucket.prefix },
    bucketArn: bucketArn(plan.home.partition, place.bucketName ?? ""),
    keyArn: place.keyArn ?? "",
    sources: [...sources],
  };
  const proofs = proveExport(proven);
  const of = (result: string) => explainProofs(proofs.filter((one) => one.result === result));
  const others = gains(plan, proven);
  const [denied, open] = [of("denied"), of("undetermined")];
  const strict = settings.proof === "require";
  const fault = (seen: boolean, reason: string): Fault[] =>
    reason === "" ? [] : [{ seen, reason, nextStep: SET_AGAIN }];
  return {
    faults: [
      ...fault(true, denied),
      ...(strict ? fault(false, open) : []),
      ...others.findings.flatMap((reason) => fault(true, reason)),
    ],
    warnings: [...(strict || open === "" ? [] : [open]), ...others.warnings],
  };
}

/** Whether the stack would write the policies otherwise; only told when every detector is known. */
function driftFaults(
  { settings, plan }: LiveStack,
  { place }: Look,
  sources: readonly ExportSource[],
  live: Live,
): Fault[] {
  const { bucketName, keyArn } = place;
  if (bucketName === undefined || keyArn === undefined) return [];
  if (sources.length < settings.regions.length) return [];
  const standIns = { sources: [...sources], bucketName, keyArn };
  try {
    const expected = expectedPolicies({ ...plan, standIns }, live);
    return (["bucket", "key"] as const).flatMap((name) => {
      const { document, changes } = expected[name];
      const lines =
        settings[name].existing || document === undefined
          ? changes
          : policyDrift(live[name], document);
      if (lines.length === 0) return [];
      const reason = [`the ${name} policy is not as the stack writes it:`, ...lines].join("\n  ");
      return [{ seen: true, reason, nextStep: SET_AGAIN }];
    });
  } catch (error) {
    if (!(error instanceof PolicyTooLargeError)) throw error;
    return [{ seen: true, reason: error.message, nextStep: "Mend the policy as told" }];
  }
}
