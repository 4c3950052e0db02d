import { ownRegionProblems } from "../args/ownRegions";
import { credentialProblems } from "../args/accountRelations";
import { onePartition, repeatedRegions } from "../args/relations";
import type { Unchecked } from "../args/unchecked";
import { isRecord, listAt, recordAt } from "../args/unchecked";
import { missingIds } from "../health/args";
import type { Problem } from "../problems";
import { problem, propertyPath, remove, setLike, setTo } from "../problems";
import { KindOfList } from "./choices";
import type { EntryProblem } from "./entries";
import { entryProblems } from "./entries";
import { KINDS as FACTS, kindWithDomains } from "./kinds";

/** What is wrong between the arguments of a ThreatLists, and with the entries of each list. */
export function listRelations(args: unknown): Problem[] {
  if (!isRecord(args)) return [];
  const lists = Object.entries(recordAt(args, "lists") ?? {}).filter(
    (entry): entry is [string, Unchecked] => isRecord(entry[1]),
  );
  const regions = listAt(args, "regions").filter((one) => typeof one === "string");
  return [
    ...repeatedRegions(args),
    ...onePartition(args),
    ...credentialProblems(args, "account"),
    ...missingIds("detectorIds", args["detectorIds"], regions),
    ...lists.flatMap(([name, list]) => [
      ...ofEntries(name, list),
      ...ownRegionProblems(["lists", name], list, regions),
    ]),
    ...KINDS.flatMap((kind) => countProblems(kind, lists, regions)),
  ];
}

const KINDS = Object.values(KindOfList);

const isKind = (kind: unknown): kind is KindOfList => KINDS.some((one) => one === kind);

function ofEntries(name: string, { kind, entries }: Unchecked): Problem[] {
  const isText = (one: unknown): one is string => typeof one === "string";
  if (!isKind(kind) || !Array.isArray(entries) || !entries.every(isText)) return [];
  const path = propertyPath(["lists", name, "entries"]);
  return entryProblems(kind, entries).map((found) => entryFault(kind, name, path, found));
}

/** A list that is too long is not cut: which entries matter least is not for a fix to say. */
function entryFault(kind: KindOfList, name: string, path: string, found: EntryProblem): Problem {
  const withoutList = remove(propertyPath(["lists", name]));
  switch (found.id) {
    case "listEmpty":
      return problem(found.id, path, setLike(path, ["198.51.100.7"]));
    case "listEntryCount": {
      const { count, allowed } = found;
      return problem(found.id, path, withoutList, { count, allowed, kind });
    }
    case "listDomain": {
      const at = `${path}[${found.index}]`;
      const fix = setTo(propertyPath(["lists", name, "kind"]), kindWithDomains(kind));
      return problem(found.id, at, fix, { got: found.got, kind });
    }
    case "listRepeated": {
      const at = `${path}[${found.index}]`;
      const first = `${path}[${found.first}]`;
      return problem(found.id, at, remove(at), { got: found.got, first });
    }
    case "listEntry": {
      const at = `${path}[${found.index}]`;
      const fix = found.meant === undefined ? remove(at) : setTo(at, found.meant);
      return problem(found.id, at, fix, { got: found.got, domains: FACTS[kind].domains });
    }
    case "listHostBits": {
      const at = `${path}[${found.index}]`;
      const { got, network } = found;
      return problem(found.id, at, setTo(at, network), { got, network });
    }
    default: {
      const at = `${path}[${found.index}]`;
      return problem(found.id, at, remove(at), { got: found.got, kind });
    }
  }
}

/** The lists of a kind that a Region has no room for. */
function countProblems(
  kind: KindOfList,
  lists: readonly [string, Unchecked][],
  regions: readonly string[],
): Problem[] {
  const { lists: allowed } = FACTS[kind];
  const all = lists.filter(([, list]) => list["kind"] === kind);
  return regions.flatMap((region) => {
    const here = all.filter(([, { regions: own }]) => !Array.isArray(own) || own.includes(region));
    return here.slice(allowed).map(([name]) => {
      const path = propertyPath(["lists", name]);
      return problem("listCount", path, remove(path), {
        ...{ count: here.length, allowed, kind, region },
      });
    });
  });
}
