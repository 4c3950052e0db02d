import { distance } from "fastest-levenshtein";

import { DEPRECATED } from "../findingFilters/conditions";

/** Names that arguments had before the first release, and former names of AWS. */
export const RENAMED: { readonly [before: string]: string } = {
  frequency: "findingPublishingFrequency",
  overrides: "existing",
  providers: "providerMode",
  ...DEPRECATED,
};

/** Shorter parts of a name are in too many others. */
const SHORTEST_PART = 3;

/** The name that was probably meant: its own or its former one but for case, hyphens or number, a longer form, or a typo. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const wanted = bare(name);
  if (wanted === "") return undefined;
  const former = Object.entries(RENAMED).filter(([, now]) => names.includes(now));
  const spellings = [...former, ...names.map((one) => [one, one] as const)];
  const ranked = spellings
    .map(([spelling, meant]) => ({ meant, rank: rankOf(wanted, bareName(spelling)) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank);
  return ranked[0]?.meant;
}

/** Whether a name is another one but for case, separators or a few letters. */
export function isTypoOf(name: string, meant: string): boolean {
  if (name === meant || name === "") return false;
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
  const most = Math.floor(meant.length / 5);
  return distance(letters(name), letters(meant)) <= most;
}

const bareNames = new Map<string, string>();

/** A name that may be meant, without case, hyphens and its plural: there are few, which are compared with many. */
function bareName(name: string): string {
  const found = bareNames.get(name) ?? bare(name);
  bareNames.set(name, found);
  return found;
}

const bare = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace(/ies$/, "y")
    .replace(/s$/, "");

/** How far two names are apart: less than 1 for a typo, infinite when one was hardly meant by the other. */
function rankOf(wanted: string, candidate: string): number {
  const [short, long] =
    wanted.length < candidate.length ? [wanted, candidate] : [candidate, wanted];
  const most = Math.max(1, Math.floor(long.length / 4));
  const part = short.length >= SHORTEST_PART && long.includes(short);
  // A file may have thousands of wrong names, and the distance is what takes time.
  if (!part && long.length - short.length > most) return Infinity;
  const apart = distance(wanted, candidate);
  if (apart <= most && apart < long.length / 2) return apart / long.length;
  return part ? 1 + apart / long.length : Infinity;
}
