import type { KindOfList } from "../lists";
import { identityOf, KINDS } from "../lists";
import type { Change } from "./change";
import { change } from "./change";

/** Entries that a list gains and loses, as one change. Another notation of the same has no effect. */
export function entryChanges(addOn: string, base: unknown, head: unknown): Change[] {
  const [old, now] = [entriesOf(base), entriesOf(head)];
  const added = [...now].filter(([entry]) => !old.has(entry)).map(([, given]) => given);
  const removed = [...old].filter(([entry]) => !now.has(entry)).map(([, given]) => given);
  if (added.length === 0 && removed.length === 0) return [];
  const { kind } = (head ?? {}) as { kind?: KindOfList };
  // Findings are lost of what is trusted from now on, and of what is no longer a threat.
  const risk = (isTrusted(kind) ? added : removed).length > 0;
  return [change("listEntriesChanged", { addOn, ...(kind && { kind }), added, removed }, risk)];
}

/** Whether GuardDuty makes no findings of the entries; a list without a kind that is known counts as one of these. */
export function isTrusted(kind: KindOfList | undefined): boolean {
  return kind === undefined || !Object.hasOwn(KINDS, kind) || KINDS[kind].trusted;
}

/** Whether GuardDuty makes findings of the entries; a list without a kind that is known counts as one of these too. */
export function isThreat(kind: KindOfList | undefined): boolean {
  return kind === undefined || !Object.hasOwn(KINDS, kind) || !KINDS[kind].trusted;
}

/** Entries by what GuardDuty compares. */
function entriesOf(list: unknown): Map<string, string> {
  const { entries } = (list ?? {}) as { entries?: unknown };
  const given = Array.isArray(entries) ? entries.map(String) : [];
  return new Map(given.map((entry) => [identityOf(entry), entry]));
}

/** Whether a setting of an add-on is an entry of a list. */
export function isEntry(addOn: string, path: string): boolean {
  return addOn.startsWith("lists.") && /^entries(\.|$)/.test(path);
}

/** What kind a list is, and whether AWS keeps it when it is removed: everywhere, or in the Regions where it was adopted. */
export function listOf(list: unknown): {
  list?: KindOfList;
  stays?: boolean;
  adopted?: readonly string[];
} {
  const { kind, detach, existing } = (list ?? {}) as {
    kind?: KindOfList;
    detach?: boolean;
    existing?: object;
  };
  if (kind === undefined) return {};
  if (detach === true) return { list: kind, stays: true };
  const adopted = Object.keys(existing ?? {});
  return { list: kind, ...(adopted.length > 0 && { adopted }) };
}
