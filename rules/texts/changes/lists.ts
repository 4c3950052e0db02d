import type { KindOfList } from "../../lists";
import type { Texts } from "./texts";

/** What happens to the entries of lists. */
export const LIST_ENTRIES = {
  listEntriesChanged: ({ addOn, kind, added, removed }) => {
    const [gained, lost] = kind === undefined ? [] : [LISTS[kind].added, LISTS[kind].removed];
    const parts = [
      ...entriesText(added, "added", gained),
      ...entriesText(removed, "removed", lost),
    ];
    return `${addOn}.entries: ${parts.join("; ")}`;
  },
} satisfies Partial<Texts>;

/** What GuardDuty does with entries of a list. */
export const LISTS: { [kind in KindOfList]: { added: string; removed: string } } = {
  IPSet: {
    added: "GuardDuty generates no findings for trusted addresses",
    removed: "GuardDuty generates findings for these addresses again",
  },
  ThreatIntelSet: {
    added: "GuardDuty generates findings for these addresses",
    removed: "GuardDuty no longer generates findings for these addresses because of this list",
  },
  TrustedEntitySet: {
    added: "GuardDuty generates no findings for trusted addresses and domains",
    removed: "GuardDuty generates findings for these addresses and domains again",
  },
  ThreatEntitySet: {
    added: "GuardDuty generates findings for these addresses and domains",
    removed: "GuardDuty no longer generates findings for these entries because of this list",
  },
};

function entriesText(entries: readonly string[], what: string, effect?: string): string[] {
  const [first] = entries;
  if (first === undefined) return [];
  const then = effect === undefined ? "" : `: ${effect}`;
  if (entries.length === 1) return [`entry ${JSON.stringify(first)} is ${what}${then}`];
  const count = entries.length.toLocaleString("en-US");
  return [`${count} entries are ${what}, such as ${JSON.stringify(first)}${then}`];
}
