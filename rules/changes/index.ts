import type { ExportPlan, MemberDetectorsPlan } from "../plan";
import type { Change } from "./change";
import { change, split } from "./change";
import { evidenceChanges } from "./evidence";
import { settingChanges } from "./leaves";
import { organizationChanges } from "./organization";
import { regionChanges } from "./regions";
import { statementChanges } from "./statements";

export type { Change, ChangeId, ReplacementReason } from "./change";
export { change, CHANGES } from "./change";

export { adoptedPolicyChanges } from "./others";
export { addOnChanges } from "./addOns";
export type { AddOnConfig } from "./addOns";

/** A plan and the name of its component. */
export interface Named<Plan> {
  name: string;
  plan: Plan;
}

/** The settings that other rules describe; every other one is a change from one value to another. */
const DESCRIBED = [
  ...["regions", "homeRegion", "existing", "onDestroy"],
  ...["bucket.name", "bucket.namePrefix", "bucket.prefix", "bucket.objectLock"],
  ...["bucket.retentionDays", "bucket.noncurrentVersionDays"],
  ...["bucket.account.accountId", "key.account.accountId", "administrator.accountId"],
  ...["bucket.existing.name", "key.existing.arn", "members.autoEnable"],
];

/** What the change from one plan of an export to another does, evidence at risk first. */
export function exportChanges(base: Named<ExportPlan>, head: Named<ExportPlan>): Change[] {
  const [old, now] = [base.plan, head.plan];
  return riskFirst([
    ...renaming(base.name, head.name),
    ...regionChanges(old, now),
    ...evidenceChanges(old, now),
    ...organizationChanges(old, now),
    ...statementChanges(old, now),
    ...settingChanges(old.settings, now.settings, [...DESCRIBED, ...comingOrGoing(old, now)]),
  ]);
}

/** The same of a member account's detectors, which outlive their stack. */
export function memberChanges(
  base: Named<MemberDetectorsPlan>,
  head: Named<MemberDetectorsPlan>,
): Change[] {
  const [old, now] = [base.plan.settings, head.plan.settings];
  const { added, removed } = split(old.regions, now.regions);
  return riskFirst([
    ...renaming(base.name, head.name),
    ...added.map((region) => change("memberRegionAdded", { region })),
    ...removed.map((region) => change("memberRegionRemoved", { region })),
    ...settingChanges(old, now, ["regions"]),
  ]);
}

function comingOrGoing({ settings: base }: ExportPlan, { settings: head }: ExportPlan): string[] {
  const ids = ({ members }: ExportPlan["settings"]) =>
    members.accounts.map(({ accountId }) => accountId);
  const { added, removed } = split(ids(base), ids(head));
  return [...added, ...removed].map((id) => `members.accounts.${id}`);
}

function renaming(from: string, to: string): Change[] {
  return from === to ? [] : [change("componentRenamed", { from, to })];
}

/** What puts evidence at risk first. */
export function riskFirst(changes: Change[]): Change[] {
  return [...changes.filter(({ risk }) => risk), ...changes.filter(({ risk }) => !risk)];
}
