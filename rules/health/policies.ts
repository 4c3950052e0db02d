import type { PolicyTexts } from "../adoption";
import { HOLDER_PATHS, policyProblems, readLivePolicy } from "../adoption";
import type { PolicyDocument } from "../policyDocument";
import type { Problem } from "../problems";
import type { Assessment, PolicyName, PolicyOwner, Finding as ProofFinding } from "../proof";
import type { PolicyDifference, PolicyFinding } from "./policyValues";
import { error, policyFinding } from "./policyValues";
import { policyDrift } from "./policyDrift";

export const POLICIES = ["bucket", "key"] as const;

/** Policies as they were read; those that cannot be parsed or merged are findings. */
export interface ReadPolicies {
  policies: { [policy in PolicyName]?: PolicyDocument };
  findings: PolicyFinding[];
}

/** Reads the texts of live policies; null: there is none. */
export function readPolicies(texts: PolicyTexts, sidPrefix: string): ReadPolicies {
  const findings = policyProblems(texts, sidPrefix).map((problem) =>
    error("policyUnreadable", { holder: holderOf(problem), problem }),
  );
  const parsed = POLICIES.flatMap((name) => {
    if (!(name in texts) || findings.some((one) => "holder" in one && one.holder === name)) {
      return [];
    }
    const { policy } = readLivePolicy(texts[name], { of: name, path: HOLDER_PATHS[name] });
    return [[name, policy] as const];
  });
  return { policies: Object.fromEntries(parsed), findings };
}

/** The holder of the policy that a problem is about. */
export function holderOf({ path }: Problem): PolicyName {
  return path === HOLDER_PATHS.bucket ? "bucket" : "key";
}

/** A policy as the next deployment writes it, and what that changes of it. */
export interface DeployedPolicy {
  owner: PolicyOwner;
  document?: PolicyDocument | undefined;
  /** Of a policy that others write too. */
  changes: PolicyDifference[];
}

export interface PolicyDrift {
  holder: PolicyName;
  changes: PolicyDifference[];
}

/** The policies that differ from what the next deployment writes. */
export function driftsOf(
  live: ReadPolicies["policies"],
  deployed: { [policy in PolicyName]?: DeployedPolicy },
): PolicyDrift[] {
  return POLICIES.flatMap((holder) => {
    const [is, will] = [live[holder], deployed[holder]];
    if (is === undefined || will === undefined) return [];
    const { owner, document, changes: merged } = will;
    const changes =
      owner !== "stack" || document === undefined ? merged : policyDrift(is, document);
    return changes.length === 0 ? [] : [{ holder, changes }];
  });
}

/** What an assessment finds; findings that the next deployment ends have one cause with the drift of their policy. */
export function assessedFindings(
  { findings }: Assessment,
  drifts: readonly PolicyDrift[],
): PolicyFinding[] {
  const isDrift = ({ policy, fix }: ProofFinding) =>
    fix.some(({ edit }) => edit === "deploy") && drifts.some(({ holder }) => holder === policy);
  const others = findings.filter((finding) => !isDrift(finding));
  const of = (severity: ProofFinding["severity"]) =>
    others.filter((finding) => finding.severity === severity).map(policyFinding);
  return [
    ...of("error"),
    ...of("undetermined"),
    ...drifts.map(({ holder, changes }) => {
      const results = findings.filter((finding) => isDrift(finding) && finding.policy === holder);
      return error("policyDrift", { holder, changes, results });
    }),
    ...of("warning"),
  ];
}
