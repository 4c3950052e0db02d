import type { KindOfList } from "../lists";
import type { Change } from "./change";
import { change } from "./change";

/** Entries that a list of IP addresses gains and loses, as one change. */
export function entryChanges(addOn: string, base: unknown, head: unknown): Change[] {
  const [old, now] = [new Set(entriesOf(base)), new Set(entriesOf(head))];
  const added = [...now].filter((entry) => !old.has(entry));
  const removed = [...old].filter((entry) => !now.has(entry));
  if (added.length === 0 && removed.length === 0) return [];
  const { kind } = (head ?? {}) as { kind?: KindOfList };
  // Findings are lost of what is trusted from now on, and of what is no longer a threat.
  const risk = kind === "ThreatIntelSet" ? removed.length > 0 : added.length > 0;
  return [change("listEntriesChanged", { addOn, ...(kind && { kind }), added, removed }, risk)];
}

function entriesOf(list: unknown): string[] {
  const { entries } = (list ?? {}) as { entries?: unknown };
  return Array.isArray(entries) ? entries.map(String) : [];
}

/** Whether a setting of an add-on is an entry of a list. */
export function isEntry(addOn: string, path: string): boolean {
  return addOn.startsWith("lists.") && /^entries(\.|$)/.test(path);
}

/** What kind a list is, and whether AWS keeps it when it is removed. */
export function listOf(list: unknown): { list?: KindOfList; stays?: boolean } {
  const { kind, detach } = (list ?? {}) as { kind?: KindOfList; detach?: boolean };
  if (kind === undefined) return {};
  return { list: kind, ...(detach === true && { stays: true }) };
}
