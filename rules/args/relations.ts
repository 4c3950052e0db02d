import type { Problem } from "../problems";
import { problem, propertyPath, remove, setLike, setTo } from "../problems";
import { DEFAULT_REGIONS, regionBreaches, regionFacts } from "../regions";
import { accountProblems } from "./accountRelations";
import { adoptionProblems } from "./adoptionRelations";
import { administratorProblems, featureProblems } from "./featureRelations";
import { lockProblems } from "./lockRelations";
import { membersProblems } from "./memberRelations";
import { notificationProblems } from "./notificationRelations";
import { repeatedProblems } from "./repeated";
import type { Unchecked } from "./unchecked";
import { homeOf, listAt, recordAt } from "./unchecked";

type Relation = (args: Unchecked) => Problem[];

/** What is wrong between properties of a GuardDutyExport that may each be right alone. */
export function exportRelations(args: unknown): Problem[] {
  return problemsBy(args, [
    repeatedRegions,
    existingRegions,
    regionLaw,
    accountProblems,
    adoptionProblems,
    notificationProblems,
    bucketNaming,
    lockedRetention,
    lockProblems,
    (all) => featureProblems(all, "features"),
    administratorProblems,
    (all) => membersProblems(all, "organization.members"),
  ]);
}

/** What is wrong between the Regions of any component and its home Region. */
export function regionRelations(args: unknown): Problem[] {
  return problemsBy(args, [repeatedRegions, regionLaw]);
}

/** The same with the members that a component watches, which are the export's. */
export function watchedRelations(args: unknown): Problem[] {
  return problemsBy(args, [
    ...[repeatedRegions, regionLaw],
    (all) => membersProblems(all, "members"),
  ]);
}

/** The same of a MemberDetectors. */
export function memberRelations(args: unknown): Problem[] {
  return problemsBy(args, [
    repeatedRegions,
    existingRegions,
    onePartition,
    accountProblems,
    acceptance,
    (all) => featureProblems(all, "features"),
  ]);
}

function problemsBy(args: unknown, relations: Relation[]): Problem[] {
  if (typeof args !== "object" || args === null) return [];
  return relations.flatMap((relation) => relation(args as Unchecked));
}

/** Regions that are named twice. */
export function repeatedRegions(args: Unchecked): Problem[] {
  return repeatedProblems(listAt(args, "regions"), "regions");
}

function existingRegions(args: Unchecked): Problem[] {
  const regions = listAt(args, "regions");
  return Object.keys(recordAt(args, "existing") ?? {}).flatMap((region) => {
    if (regions.includes(region)) return [];
    const path = propertyPath(["existing", region]);
    return [problem("notInRegions", path, remove(path), { region })];
  });
}

function regionLaw(args: Unchecked): Problem[] {
  const given = listAt(args, "regions");
  const home = homeOf(args);
  if (!isRegion(home)) return [];
  const regions = [...new Set(given.filter(isRegion))];
  const better = homeCandidates(regions).find(
    (candidate) => regionBreaches(regions, candidate).length === 0,
  );
  const byDefault = args["homeRegion"] === undefined;
  return regionBreaches(regions, home).map((breach) => {
    const path = `regions[${given.indexOf(breach.region)}]`;
    const fix = better === undefined ? remove(path) : setTo("homeRegion", better);
    return problem("homeRegion", path, fix, { ...breach, byDefault });
  });
}

/** The Regions themselves, then near ones. */
function homeCandidates(regions: readonly string[]): string[] {
  const near = DEFAULT_REGIONS.filter((region) =>
    regions.some((one) => one.slice(0, 2) === region.slice(0, 2)),
  );
  return [...regions, ...near, "us-east-1"];
}

/** Regions of another partition than the first: credentials are of one. */
export function onePartition(args: Unchecked): Problem[] {
  const regions = listAt(args, "regions");
  const first = regions.find(isRegion);
  const expected = first && regionFacts(first)?.partition;
  return regions.flatMap((region, index) => {
    const partition = isRegion(region) ? regionFacts(region)?.partition : undefined;
    if (partition === undefined || partition === expected) return [];
    const path = `regions[${index}]`;
    const values = { region: String(region), partition, first: String(first) };
    return [problem("otherPartition", path, remove(path), values)];
  });
}

function acceptance({ acceptInvitation, administratorAccountId }: Unchecked): Problem[] {
  if (acceptInvitation !== true || administratorAccountId !== undefined) return [];
  const path = "administratorAccountId";
  return [problem("invitationFromWhom", path, setLike(path, "111122223333"))];
}

function bucketNaming(args: Unchecked): Problem[] {
  const bucket = recordAt(args, "bucket");
  if (bucket?.["name"] === undefined || bucket["namePrefix"] === undefined) return [];
  return [problem("twoNames", "bucket.namePrefix", remove("bucket.namePrefix"))];
}

function lockedRetention(args: Unchecked): Problem[] {
  const locked = recordAt(args, "bucket.objectLock")?.["days"];
  const kept = recordAt(args, "bucket")?.["retentionDays"];
  if (typeof locked !== "number" || typeof kept !== "number" || kept >= locked) return [];
  const path = "bucket.retentionDays";
  return [problem("expiresWhileLocked", path, setTo(path, locked), { kept, locked })];
}

function isRegion(value: unknown): value is string {
  return typeof value === "string" && regionFacts(value) !== undefined;
}
