import type { ExportPlan, MemberDetectorsPlan } from "../plan";
import type { Change } from "./change";
import { change } from "./change";
import { evidenceChanges } from "./evidence";
import { organizationChanges } from "./organization";
import { memberRegionChanges, regionChanges } from "./regions";
import { exportSettingChanges, memberSettingChanges } from "./settings";
import { statementChanges } from "./statements";
import { policyWriterChanges } from "./writers";

export type { Change, ChangeId } from "./change";
export type { ReplacementReason } from "./changeValues";
export { change, CHANGES } from "./change";

export { adoptedPolicyChanges } from "./others";
export { rolePolicyChanges, sharedPolicyChanges } from "./given";
export type { GivenDocument, GivenHolder } from "./changeValues";
export { addOnChanges } from "./addOns";
export type { AddOnConfig, ConfiguredAddOns } from "./addOns";
export { isWider, widerAccess } from "./access";
export type { AccessCondition, WiderAccess } from "./access";
export { resourceChanges } from "./resources";
export type { PlannedResources } from "./resources";
export { encryptedMark, isEncryptedMark, keysNotCompared } from "./encrypted";
export type { FeatureHolder } from "./changeValues";
export { leafChanges } from "./leaves";
export type { LeafChange } from "./values";

/** A plan, the name of its component, and its arguments as they are given. */
export interface Named<Plan> {
  name: string;
  args: object;
  plan: Plan;
}

/** What the change from one plan of an export to another does, evidence at risk first. */
export function exportChanges(base: Named<ExportPlan>, head: Named<ExportPlan>): Change[] {
  const [old, now] = [base.plan, head.plan];
  const evidence = evidenceChanges(old, now);
  return riskFirst([
    ...renaming(base.name, head.name),
    ...regionChanges(old, now),
    ...evidence,
    ...organizationChanges(old, now),
    ...policyWriterChanges(old.settings, now.settings),
    ...statementChanges(old, now),
    ...exportSettingChanges(configured(base), configured(head), evidence),
  ]);
}

/** The same of a member account's detectors, which outlive their stack. */
export function memberChanges(
  base: Named<MemberDetectorsPlan>,
  head: Named<MemberDetectorsPlan>,
): Change[] {
  return riskFirst([
    ...renaming(base.name, head.name),
    ...memberRegionChanges(base.plan.settings, head.plan.settings),
    ...memberSettingChanges(configured(base), configured(head)),
  ]);
}

function configured<Settings>({ args, plan }: Named<{ settings: Settings }>) {
  return { args, settings: plan.settings };
}

function renaming(from: string, to: string): Change[] {
  return from === to ? [] : [change("componentRenamed", { from, to })];
}

/** What puts evidence at risk first. */
export function riskFirst(changes: Change[]): Change[] {
  return [...changes.filter(({ risk }) => risk), ...changes.filter(({ risk }) => !risk)];
}
