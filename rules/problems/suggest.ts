import { distance } from "fastest-levenshtein";

/** Names that arguments had before the first release. */
export const RENAMED: { readonly [before: string]: string } = {
  frequency: "findingPublishingFrequency",
  overrides: "existing",
  providers: "providerMode",
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
    .map(([spelling, meant]) => ({ meant, rank: rankOf(wanted, bare(spelling)) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank);
  return ranked[0]?.meant;
}

/** A name without case, hyphens and its plural. */
const bare = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace(/ies$/, "y")
    .replace(/s$/, "");

/** How far two names are apart: less than 1 for a typo, infinite when one was hardly meant by the other. */
function rankOf(wanted: string, candidate: string): number {
  const longest = Math.max(wanted.length, candidate.length);
  const apart = distance(wanted, candidate);
  const typo = apart <= Math.max(1, Math.floor(longest / 4)) && apart < longest / 2;
  if (typo) return apart / longest;
  const [short, long] =
    wanted.length < candidate.length ? [wanted, candidate] : [candidate, wanted];
  const part = short.length >= SHORTEST_PART && long.includes(short);
  return part ? 1 + apart / longest : Infinity;
}
