import { regionBreaches, regionFacts } from "../regions";
import { accountProblems } from "./accountRelations";
import { adoptionProblems } from "./adoptionRelations";
import { featureProblems } from "./featureRelations";
import { notificationProblems } from "./notificationRelations";
import type { Problem } from "./problems";
import { propertyPath, shown } from "./problems";
import type { Unchecked } from "./unchecked";
import { listAt, recordAt } from "./unchecked";

type Relation = (args: Unchecked) => Problem[];

/** What is wrong between properties of a GuardDutyExport that may each be right alone. */
export function exportRelations(args: unknown): Problem[] {
  return problemsOf(args, [
    repeatedRegions,
    existingRegions,
    regionLaw,
    accountProblems,
    adoptionProblems,
    notificationProblems,
    bucketNaming,
    lockedRetention,
    (all) => featureProblems(all, "features"),
    (all) => featureProblems(all, "organization.members.features"),
  ]);
}

/** What is wrong between the Regions of any component and its home Region. */
export function regionRelations(args: unknown): Problem[] {
  return problemsOf(args, [repeatedRegions, regionLaw]);
}

/** The same of a MemberDetectors. */
export function memberRelations(args: unknown): Problem[] {
  return problemsOf(args, [
    repeatedRegions,
    existingRegions,
    onePartition,
    accountProblems,
    acceptance,
    (all) => featureProblems(all, "features"),
  ]);
}

function problemsOf(args: unknown, relations: Relation[]): Problem[] {
  if (typeof args !== "object" || args === null) return [];
  return relations.flatMap((relation) => relation(args as Unchecked));
}

function repeatedRegions({ regions }: Unchecked): Problem[] {
  if (!Array.isArray(regions)) return [];
  return regions.flatMap((region, index) => {
    const first = regions.indexOf(region);
    if (first === index || typeof region !== "string") return [];
    const reason = `${shown(region)} is in regions[${first}] already; name each Region once`;
    return [{ path: `regions[${index}]`, reason }];
  });
}

function existingRegions(args: Unchecked): Problem[] {
  const regions = listAt(args, "regions");
  return Object.keys(recordAt(args, "existing") ?? {}).flatMap((region) => {
    if (regions.includes(region)) return [];
    const reason = `${region} is not in regions; add it there, or take it out`;
    return [{ path: propertyPath(["existing", region]), reason }];
  });
}

function regionLaw({ regions, homeRegion }: Unchecked): Problem[] {
  if (!Array.isArray(regions)) return [];
  const home = homeRegion ?? regions[0];
  if (!isRegion(home)) return [];
  const breaches = regionBreaches([...new Set(regions.filter(isRegion))], home);
  const mend =
    "set homeRegion to a default-enabled Region of the same partition, or take the Region out";
  const why =
    homeRegion === undefined ? `the home Region is ${home}, the first of regions: ${mend}` : mend;
  return breaches.map(({ region, reason }) => ({
    path: `regions[${regions.indexOf(region)}]`,
    reason: `${reason}; ${why}`,
  }));
}

function onePartition({ regions }: Unchecked): Problem[] {
  if (!Array.isArray(regions)) return [];
  const first = regions.find(isRegion);
  const partition = first && regionFacts(first)?.partition;
  return regions.flatMap((region, index) => {
    if (!isRegion(region) || regionFacts(region)?.partition === partition) return [];
    const reason = `is in another partition than ${first}, and an account is in one only; take it out`;
    return [{ path: `regions[${index}]`, reason }];
  });
}

function acceptance({ acceptInvitation, administratorAccountId }: Unchecked): Problem[] {
  if (acceptInvitation !== true || administratorAccountId !== undefined) return [];
  return [
    { path: "administratorAccountId", reason: "is required: whose invitation is to be accepted?" },
  ];
}

function bucketNaming(args: Unchecked): Problem[] {
  const bucket = recordAt(args, "bucket");
  if (bucket?.["name"] === undefined || bucket["namePrefix"] === undefined) return [];
  const reason = "is not used when bucket.name is given; leave one of them out";
  return [{ path: "bucket.namePrefix", reason }];
}

function lockedRetention(args: Unchecked): Problem[] {
  const locked = recordAt(args, "bucket.objectLock")?.["days"];
  const kept = recordAt(args, "bucket")?.["retentionDays"];
  if (typeof locked !== "number" || typeof kept !== "number" || kept >= locked) return [];
  const reason = `is ${kept} and bucket.objectLock.days ${locked}: an object cannot expire while it is locked; give at least ${locked}`;
  return [{ path: "bucket.retentionDays", reason }];
}

function isRegion(value: unknown): value is string {
  return typeof value === "string" && regionFacts(value) !== undefined;
}
