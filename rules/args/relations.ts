import { regionBreaches, regionFacts } from "../regions";
import { roleArnParts } from "./fields";
import type { Problem } from "./problems";
import { shown } from "./problems";

/** The arguments before they are known to be valid: each relation looks only at what it can read. */
interface Unchecked {
  regions?: unknown;
  homeRegion?: unknown;
  organization?: { administrator?: Record<string, unknown> };
  bucket?: Record<string, unknown>;
}

/** What is wrong between properties that may each be right alone. */
export function relationProblems(args: unknown): Problem[] {
  if (typeof args !== "object" || args === null) return [];
  return [repeatedRegions, regionLaw, administratorRole, bucketNaming, lockedRetention].flatMap(
    (relation) => relation(args as Unchecked),
  );
}

function repeatedRegions({ regions }: Unchecked): Problem[] {
  if (!Array.isArray(regions)) return [];
  return regions.flatMap((region, index) => {
    const first = regions.indexOf(region);
    if (first === index || typeof region !== "string") return [];
    return [
      {
        path: `regions[${index}]`,
        reason: `${shown(region)} is in regions[${first}] already; name each Region once`,
      },
    ];
  });
}

function regionLaw({ regions, homeRegion }: Unchecked): Problem[] {
  if (!Array.isArray(regions)) return [];
  const home = homeRegion ?? regions[0];
  if (!isRegion(home)) return [];
  const breaches = regionBreaches([...new Set(regions.filter(isRegion))], home);
  const mend =
    homeRegion === undefined
      ? `the home Region is ${home}, the first of regions: set homeRegion to a default-enabled Region of the same partition, or take the Region out`
      : "set homeRegion to a default-enabled Region of the same partition, or take the Region out";
  return breaches.map(({ region, reason }) => ({
    path: `regions[${regions.indexOf(region)}]`,
    reason: `${reason}; ${mend}`,
  }));
}

function administratorRole({ organization, regions, homeRegion }: Unchecked): Problem[] {
  const account = organization?.administrator;
  if (typeof account !== "object" || account === null) return [];
  const path = "organization.administrator";
  if (account.assumeRoleArn === undefined) {
    if (account.externalId === undefined) return [];
    return [
      {
        path: `${path}.externalId`,
        reason: "is only sent when a role is assumed: give assumeRoleArn, or leave it out",
      },
    ];
  }
  const role =
    typeof account.assumeRoleArn === "string" ? roleArnParts(account.assumeRoleArn) : undefined;
  if (role === undefined) return [];
  const problems: Problem[] = [];
  if (typeof account.accountId === "string" && role.accountId !== account.accountId) {
    problems.push({
      path: `${path}.assumeRoleArn`,
      reason: `is a role of account ${role.accountId}, and accountId is ${shown(account.accountId)}; give a role of that account`,
    });
  }
  const home = homeRegion ?? (Array.isArray(regions) ? regions[0] : undefined);
  const partition = typeof home === "string" ? regionFacts(home)?.partition : undefined;
  if (partition !== undefined && role.partition !== partition) {
    problems.push({
      path: `${path}.assumeRoleArn`,
      reason: `is in partition ${role.partition}, and ${home} is in ${partition}; start it with arn:${partition}:`,
    });
  }
  return problems;
}

function bucketNaming({ bucket }: Unchecked): Problem[] {
  if (bucket?.name === undefined || bucket.namePrefix === undefined) return [];
  return [
    {
      path: "bucket.namePrefix",
      reason: "is not used when bucket.name is given; leave one of them out",
    },
  ];
}

function lockedRetention({ bucket }: Unchecked): Problem[] {
  const locked = (bucket?.objectLock as { days?: unknown } | undefined)?.days;
  const kept = bucket?.retentionDays;
  if (typeof locked !== "number" || typeof kept !== "number" || kept >= locked) return [];
  return [
    {
      path: "bucket.retentionDays",
      reason: `is ${kept} and bucket.objectLock.days ${locked}: an object cannot expire while it is locked; give at least ${locked}`,
    },
  ];
}

function isRegion(value: unknown): value is string {
  return typeof value === "string" && regionFacts(value) !== undefined;
}
