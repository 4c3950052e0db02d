import type { ExportPlan } from "../plan";
import { accountIdOf } from "../plan";
import { findingsFolder } from "../policies";
import type { Change } from "./change";
import { say, warn } from "./change";

/** A reason for which a bucket or a key is another one afterwards. */
type Reason = string | undefined;

/** What becomes of bucket, key and the findings in them. */
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
  return head.detaching
    ? [warn("the export is detached: its destinations are deleted, and no finding is exported")]
    : [say("the export is attached again: each Region gets its destination")];
}

function redirection(base: ExportPlan, head: ExportPlan): Change[] {
  const [from, to] = [uriOf(base), uriOf(head)];
  return from === to
    ? []
    : [
        say(
          `every destination is redirected from ${from} to ${to}; earlier findings are not moved`,
        ),
      ];
}

function uriOf({ settings, shown }: ExportPlan): string {
  return `s3://${shown.bucketName}/${findingsFolder(settings.bucket.prefix)}`;
}

function bucketReplacement(base: ExportPlan, head: ExportPlan): Change[] {
  const [old, now] = [base.settings.bucket, head.settings.bucket];
  const adopted = {
    old: base.settings.bucket.existing,
    now: head.settings.bucket.existing,
  };
  const [from, to] = [base.shown, head.shown];
  const reasons: Reason[] = [
    differs("its Region", base.home.name, head.home.name),
    from.bucketName === to.bucketName
      ? undefined
      : `its name changes from ${from.bucketName} to ${to.bucketName}`,
    (old.objectLock === undefined) === (now.objectLock === undefined)
      ? undefined
      : `Object Lock is ${now.objectLock ? "added" : "taken away"}, which only a new bucket can have`,
    adopted.old === undefined && adopted.now !== undefined
      ? "one that exists is adopted instead"
      : undefined,
    accountMoved(base, head, "bucketOwner"),
  ];
  if (adopted.old !== undefined) {
    if (adopted.old.name === adopted.now?.name) return [];
    return [
      warn(
        `the bucket ${adopted.old.name} is no longer exported to: it stays with its findings, and its policy is left to its owner`,
      ),
    ];
  }
  return replaced("bucket", reasons, base, head, [
    "destinations are redirected to the new one, and the old one stays with its findings, outside of the stack",
    "destinations are redirected to the new one, and the old one is emptied and DELETED, with every finding in it",
  ]);
}

function keyReplacement(base: ExportPlan, head: ExportPlan): Change[] {
  const adopted = { old: base.settings.key.existing, now: head.settings.key.existing };
  if (adopted.old !== undefined) {
    if (adopted.old.arn === adopted.now?.arn) return [];
    return [
      warn(
        `the key ${adopted.old.arn} is no longer used: earlier findings stay encrypted under it`,
      ),
    ];
  }
  const reasons: Reason[] = [
    differs("its Region", base.home.name, head.home.name),
    adopted.now === undefined ? undefined : `${adopted.now.arn} is adopted instead`,
    accountMoved(base, head, "keyOwner"),
  ];
  const days = base.settings.key.deletionWindowInDays;
  return replaced("key", reasons, base, head, [
    "the old key stays, and with it earlier findings can be read",
    `the old key is DELETED after ${days} days, and what is encrypted under it can never be read again`,
  ]);
}

function replaced(
  what: string,
  reasons: Reason[],
  base: ExportPlan,
  head: ExportPlan,
  [retained, deleted]: [string, string],
): Change[] {
  const why = reasons.filter((reason) => reason !== undefined);
  if (why.length === 0) return [];
  const deletes = [base, head].some(({ settings }) => settings.onDestroy === "delete");
  return [
    warn(`the ${what} is replaced, as ${why.join(" and ")}: ${deletes ? deleted : retained}`),
  ];
}

function accountMoved(
  base: ExportPlan,
  head: ExportPlan,
  owner: "bucketOwner" | "keyOwner",
): Reason {
  const [from, to] = [base, head].map(({ accounts }) => accountIdOf(accounts, accounts[owner]));
  return differs("its account", from ?? "that of the credentials", to ?? "that of the credentials");
}

function differs(what: string, from: string, to: string): Reason {
  return from === to ? undefined : `${what} changes from ${from} to ${to}`;
}

function endOfStack({ settings: base }: ExportPlan, { settings: head }: ExportPlan): Change[] {
  if (base.onDestroy === head.onDestroy) return [];
  return head.onDestroy === "delete"
    ? [
        warn(
          "pulumi destroy, and what replaces the bucket or the key, will DELETE every finding and the key",
        ),
      ]
    : [say("pulumi destroy will keep bucket, key and findings")];
}

function expiry({ settings: base }: ExportPlan, { settings: head }: ExportPlan): Change[] {
  const lives = (days: number | undefined) => days ?? Infinity;
  const after = (days: number) => (days === Infinity ? "never" : `after ${days} days`);
  const expire = (days: number) => (days === Infinity ? "never expire" : `expire ${after(days)}`);
  const change = (what: string, from: number, to: number): Change[] => {
    if (from === to) return [];
    const text = `${what} ${expire(to)} instead of ${after(from)}`;
    return [to < from ? warn(`${text}: S3 deletes the older ones, which were to stay`) : say(text)];
  };
  return [
    ...change("findings", lives(base.bucket.retentionDays), lives(head.bucket.retentionDays)),
    ...change(
      "noncurrent versions",
      base.bucket.noncurrentVersionDays,
      head.bucket.noncurrentVersionDays,
    ),
  ];
}

function lock({ settings: base }: ExportPlan, { settings: head }: ExportPlan): Change[] {
  const [from, to] = [base.bucket.objectLock, head.bucket.objectLock];
  if (from === undefined || to === undefined) return [];
  if (from.mode === to.mode && from.days === to.days) return [];
  const text = `new findings are locked for ${to.days} days (${to.mode}) instead of ${from.days} (${from.mode})`;
  const weaker = to.days < from.days || (from.mode === "COMPLIANCE" && to.mode !== "COMPLIANCE");
  return [weaker ? warn(text) : say(text)];
}
