import type { ExportPlan } from "../plan";
import { accountIdOf } from "../plan";
import { findingsFolder } from "../policies";
import type { Change } from "./change";
import { change } from "./change";
import type { ReplacementReason } from "./changeValues";

/** What happens to the bucket, the key and the findings in them. */
export function evidenceChanges(base: ExportPlan, head: ExportPlan): Change[] {
  return [
    ...detachment(base, head),
    ...redirection(base, head),
    ...bucketReplacement(base, head),
    ...keyReplacement(base, head),
    ...endOfStack(base, head),
    ...expiry(base, head),
    ...lock(base, head),
  ];
}

function detachment(base: ExportPlan, head: ExportPlan): Change[] {
  if (base.detaching === head.detaching) return [];
  return [change(head.detaching ? "exportDetached" : "exportAttached", {})];
}

function redirection(base: ExportPlan, head: ExportPlan): Change[] {
  const [from, to] = [uriOf(base), uriOf(head)];
  return from === to ? [] : [change("destinationsRedirected", { from, to })];
}

function uriOf({ settings, shown }: ExportPlan): string {
  return `s3://${shown.bucketName}/${findingsFolder(settings.bucket.prefix)}`;
}

function bucketReplacement(base: ExportPlan, head: ExportPlan): Change[] {
  const [old, now] = [base.settings.bucket, head.settings.bucket];
  if (old.existing !== undefined) {
    const to = now.existing?.name;
    if (old.existing.name === to) return [];
    return [change("adoptedBucketLeft", { bucket: old.existing.name, ...(to && { to }) })];
  }
  const [from, to] = [base.shown.bucketName, head.shown.bucketName];
  const locked = now.objectLock !== undefined;
  const reasons = present([
    homeRegionMoved(base, head),
    from === to ? undefined : { id: "name", from, to },
    (old.objectLock !== undefined) === locked ? undefined : { id: "objectLock", added: locked },
    now.existing === undefined ? undefined : { id: "adopted" },
    accountMoved(base, head, "bucketOwner"),
  ]);
  if (reasons.length === 0) return [];
  return [change("bucketReplaced", { reasons, deletes: deletes(base, head) })];
}

function keyReplacement(base: ExportPlan, head: ExportPlan): Change[] {
  const [old, now] = [base.settings.key, head.settings.key];
  if (old.existing !== undefined) {
    const to = now.existing?.arn;
    if (old.existing.arn === to) return [];
    return [change("adoptedKeyLeft", { key: old.existing.arn, ...(to && { to }) })];
  }
  const reasons = present([
    homeRegionMoved(base, head),
    now.existing === undefined ? undefined : { id: "adopted", arn: now.existing.arn },
    accountMoved(base, head, "keyOwner"),
  ]);
  if (reasons.length === 0) return [];
  const { deletionWindowInDays } = old;
  return [change("keyReplaced", { reasons, deletes: deletes(base, head), deletionWindowInDays })];
}

/** Whether what is replaced is deleted: by the settings of the deployment that runs, or of those in the state. */
function deletes(...plans: ExportPlan[]): boolean {
  return plans.some(({ settings }) => settings.onDestroy === "delete");
}

function present(reasons: (ReplacementReason | undefined)[]): ReplacementReason[] {
  return reasons.filter((reason) => reason !== undefined);
}

function homeRegionMoved(base: ExportPlan, head: ExportPlan): ReplacementReason | undefined {
  const [from, to] = [base.home.name, head.home.name];
  return from === to ? undefined : { id: "homeRegion", from, to };
}

function accountMoved(
  base: ExportPlan,
  head: ExportPlan,
  owner: "bucketOwner" | "keyOwner",
): ReplacementReason | undefined {
  const [from, to] = [base, head].map(({ accounts }) => accountIdOf(accounts, accounts[owner]));
  if (from === to) return undefined;
  return { id: "account", ...(from && { from }), ...(to && { to }) };
}

function endOfStack({ settings: base }: ExportPlan, { settings: head }: ExportPlan): Change[] {
  if (base.onDestroy === head.onDestroy) return [];
  return [change(head.onDestroy === "delete" ? "onDestroyDeletes" : "onDestroyRetains", {})];
}

function expiry({ settings: base }: ExportPlan, { settings: head }: ExportPlan): Change[] {
  const [old, now] = [base.bucket, head.bucket];
  if (old.existing === undefined && now.existing !== undefined) {
    return [change("expirationLeft", { bucket: now.existing.name })];
  }
  if (old.existing !== undefined && now.existing === undefined) {
    const added = (of: "findings" | "noncurrentVersions", days?: number) =>
      days === undefined ? [] : [change("expirationAdded", { of, days }, of === "findings")];
    return [
      ...added("findings", now.retentionDays),
      ...added("noncurrentVersions", now.noncurrentVersionDays),
    ];
  }
  return [
    ...expiration("findings", old.retentionDays, now.retentionDays),
    ...expiration("noncurrentVersions", old.noncurrentVersionDays, now.noncurrentVersionDays),
  ];
}

function expiration(of: "findings" | "noncurrentVersions", from?: number, to?: number): Change[] {
  if (from === to) return [];
  const values = { of, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  return [change("expirationChanged", values, (to ?? Infinity) < (from ?? Infinity))];
}

function lock({ settings: base }: ExportPlan, { settings: head }: ExportPlan): Change[] {
  const [from, to] = [base.bucket.objectLock, head.bucket.objectLock];
  if (from === undefined || to === undefined) return [];
  if (from.mode === to.mode && from.days === to.days) return [];
  const weaker = to.days < from.days || (from.mode === "COMPLIANCE" && to.mode !== "COMPLIANCE");
  return [change("objectLockChanged", { from, to }, weaker)];
}
