import { keys } from "../aws/key";
import { observe } from "../aws/observe";
import { knownArn } from "../rules/arn";
import type { HealthSettings } from "../rules/health/environment";
import type { ExpectedPolicies } from "../rules/health/expectedPolicies";
import { isOwn } from "../rules/health/expectedPolicies";
import { grantFindings, keyFindings } from "../rules/health/judgeKey";
import { error } from "../rules/health/policyValues";
import type { ReportedFinding } from "../rules/health/report";
import { CALLS } from "./calls";

/** The key's policy where it is read, and what is found of its state and its grants. */
export interface KeyHealth {
  policy?: string;
  findings: ReportedFinding[];
}

/** Judges the key as `status` does, where it is of the account: its state, and with its statements its policy and grants. Never rejects. */
export async function keyHealth(
  settings: HealthSettings,
  { key: expected }: ExpectedPolicies,
): Promise<KeyHealth> {
  if (!isOwn("key", settings)) return { findings: [] };
  const { keyArn } = settings;
  const adopted = expected?.owner !== "stack";
  const { describe, policy, grants, close } = keys(knownArn(keyArn).region, undefined, CALLS);
  const missing = error("holderMissing", { holder: "key", name: keyArn, adopted });
  const read = <T>(action: string, call: () => Promise<T>) =>
    observe<T, ReportedFinding>(action, call, [{ error: "NotFoundException", finding: missing }]);
  const [key, text, granted] = await Promise.all([
    read("kms:DescribeKey", () => describe(keyArn)),
    expected && read("kms:GetKeyPolicy", () => policy(keyArn)),
    adopted ? undefined : read("kms:ListGrants", () => grants(keyArn)),
  ]);
  close();
  if (key.finding === missing) return { findings: [missing] };
  return {
    ...(text?.value !== undefined && { policy: text.value }),
    findings: [
      ...[key, text, granted].flatMap((one) => one?.finding ?? []),
      ...(key.value ? keyFindings(key.value) : []),
      ...(granted?.value ? grantFindings(keyArn, granted.value) : []),
    ],
  };
}
