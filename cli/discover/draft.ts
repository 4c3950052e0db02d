import type { ExportSettings } from "../../rules/args";
import { placesText } from "../output/faults";
import { counted } from "../plan/words";
import type { Candidate, Candidates } from "./candidates";
import { bucketName } from "./candidates";
import type { FoundRegion } from "./look";

/** All that was found, and whose it is. */
export interface Found extends Candidates {
  administratorId: string;
  /** The configuration that the accounts were named by; undefined: none. */
  given?: ExportSettings;
  /** Undefined: there is none, or it was not asked for. */
  managementId?: string;
  regions: FoundRegion[];
}

/** One key of the config: a value, or several that a person has to choose from. */
export interface Entry {
  key: string;
  value?: unknown;
  /** Where it comes from, a line each. */
  comments: string[];
  /** Written as comments, each with its own. */
  choices?: { value: unknown; comment: string }[];
}

export interface Draft {
  entries: Entry[];
  /** What a person has to decide, a line each. */
  open: string[];
}

/** The config that adopts what was found. Nothing is chosen where there is a choice. */
export function draftConfig(found: Found): Draft {
  const parts = [regionEntries, frequencyEntry, organizationEntry, bucketEntries, keyEntry];
  const drafts = [...parts.map((part) => part(found)), overridesEntry(found)];
  return {
    entries: drafts.flatMap(({ entries }) => entries),
    open: drafts.flatMap(({ open }) => open),
  };
}

function entry(key: string, value: unknown, ...comments: string[]): Entry {
  return { key, value, comments };
}

function regionsOf({ regions }: Found): FoundRegion[] {
  const withDetector = regions.filter(({ detector }) => detector !== undefined);
  const on = regions.filter(({ off, faults }) => !off && faults.length === 0);
  return withDetector.length > 0 ? withDetector : on;
}

function regionEntries(found: Found): Draft {
  const used = regionsOf(found);
  if (used.length === 0) {
    return { entries: [], open: ["no Region could be looked into: name the Regions"] };
  }
  const adopted = used.some(({ detector }) => detector !== undefined);
  const others = found.regions.filter((one) => !used.includes(one));
  const names = (list: FoundRegion[]) => list.map(({ region }) => region).join(", ");
  const told = (what: string, list: FoundRegion[]) =>
    list.length === 0 ? [] : [`${what}: ${names(list)}`];
  const comments = [
    adopted
      ? `account ${found.administratorId} has a detector in each of these`
      : `account ${found.administratorId} has no detector yet: one is made in each of these`,
    ...told(
      "not enabled for the account",
      others.filter(({ off }) => off),
    ),
    ...told(
      "not seen",
      others.filter(({ off, faults }) => !off && faults.length > 0),
    ),
    ...told(
      "without a detector; name them here to have GuardDuty there too",
      others.filter(({ off, faults }) => !off && faults.length === 0),
    ),
  ];
  return {
    entries: [
      entry(
        "regions",
        used.map(({ region }) => region),
        ...comments,
      ),
      ...homeEntries(found),
    ],
    open: [],
  };
}

/** Bucket and key are in one Region; nothing is said where either is to be chosen. */
function homeEntries({ buckets, keys }: Found): Entry[] {
  const [bucket, key] = [buckets[0], keys[0]];
  if (buckets.length > 1 || keys.length > 1) return [];
  if (bucket?.region) return [entry("homeRegion", bucket.region, "the Region of the bucket")];
  if (key?.region) return [entry("homeRegion", key.region, "the Region of the key")];
  return [];
}

function frequencyEntry(found: Found): Draft {
  const by = groupBy(
    regionsOf(found).filter(({ detector }) => detector?.frequency !== undefined),
    ({ detector }) => detector?.frequency as string,
  );
  return oneOf("frequency", "the detectors' finding publishing frequency", by);
}

function organizationEntry(found: Found): Draft {
  const { administratorId, managementId, given } = found;
  const account = (role: "administrator" | "management", accountId: string) => ({
    ...(role === "administrator" ? given?.administrator : roleOf(given)),
    accountId,
  });
  const regions = regionsOf(found);
  const delegated = regions.filter(({ delegatedTo }) => delegatedTo === administratorId);
  const comments = [`the credentials are of account ${administratorId}`];
  const open: string[] = [];
  const organization: { [property: string]: unknown } = {
    administrator: account("administrator", administratorId),
  };
  if (managementId !== undefined) {
    const all = delegated.length === regions.length && regions.length > 0;
    if (all) {
      comments.push(`account ${managementId} has delegated to it in every Region`);
      organization["management"] = { ...account("management", managementId), delegated: true };
    } else if (delegated.length > 0) {
      const names = delegated.map(({ region }) => region).join(", ");
      open.push(
        `account ${managementId} has delegated to it in ${names} and not in the others: delegate there, or take them out of regions, and then say organization.management.delegated`,
      );
    } else {
      comments.push(
        `account ${managementId} manages the organization; whether it has delegated is told when its role is given as organization.management (--config)`,
      );
    }
  }
  const autoEnable = groupBy(
    regions.filter((one) => one.autoEnable !== undefined),
    (one) => one.autoEnable as string,
  );
  const [only, ...more] = autoEnable;
  if (only && more.length === 0) {
    organization["members"] = { autoEnable: only[0] };
    comments.push(`auto-enable of members is ${only[0]} in ${placesOf(only[1], regions)}`);
  } else if (more.length > 0) {
    open.push(
      `auto-enable of members differs: ${autoEnable.map(([value, where]) => `${value} in ${placesOf(where, regions)}`).join("; ")}: choose one as organization.members.autoEnable`,
    );
  }
  const members = new Set(
    regions.flatMap((one) =>
      one.members.filter(({ status }) => status === "Enabled").map(({ accountId }) => accountId),
    ),
  );
  if (members.size > 0) {
    comments.push(
      `${counted(members.size, "member is", "members are")} enabled, and need no entry`,
    );
  }
  return { entries: [entry("organization", organization, ...comments)], open };
}

function roleOf(given: ExportSettings | undefined) {
  if (given?.management === undefined) return {};
  const { detector: _detector, delegated: _delegated, ...account } = given.management;
  return account;
}

function bucketEntries(found: Found): Draft {
  const value = (candidate: Candidate) => {
    const [, ...prefix] = candidate.value.split("/");
    const account = accountOf(found, candidate, found.given?.bucket.account);
    return {
      existing: { name: bucketName(candidate), policy: "merge" },
      ...(prefix.length > 0 && { prefix: prefix.join("/") }),
      ...(account && { account }),
    };
  };
  return choice(found, "bucket", found.buckets, value);
}

function keyEntry(found: Found): Draft {
  return choice(found, "key", found.keys, (candidate) => {
    const account = accountOf(found, candidate, found.given?.key.account);
    return {
      existing: { arn: candidate.value, policy: "merge" },
      ...(account && { account }),
    };
  });
}

/** Said only when it is not the administrator's. */
function accountOf(
  { administratorId }: Found,
  { accountId }: Candidate,
  given: ExportSettings["bucket"]["account"],
) {
  if (given !== undefined) return given;
  return accountId === undefined || accountId === administratorId ? undefined : { accountId };
}

function choice(
  found: Found,
  key: "bucket" | "key",
  candidates: Candidate[],
  value: (candidate: Candidate) => unknown,
): Draft {
  const [only, ...others] = candidates;
  if (only === undefined) {
    const comment = `none was found that lets GuardDuty in: a new ${key} is made`;
    return { entries: [{ key, comments: [comment] }], open: [] };
  }
  const unknownOwner =
    key === "bucket" && only.accountId === undefined && found.given?.bucket.account === undefined
      ? [
          `bucket ${bucketName(only)} is of an account that was not looked into: name it as bucket.account`,
        ]
      : [];
  if (others.length === 0) {
    return { entries: [entry(key, value(only), ...only.from)], open: unknownOwner };
  }
  return {
    entries: [
      {
        key,
        comments: [`choose one of these ${candidates.length}`],
        choices: candidates.map((one) => ({ value: value(one), comment: one.from.join("; ") })),
      },
    ],
    open: [`which ${key}: ${candidates.map((one) => one.value).join(" or ")}`],
  };
}

function overridesEntry(found: Found): Draft {
  const existing = regionsOf(found).filter(({ detector }) => detector !== undefined);
  if (existing.length === 0) return { entries: [], open: [] };
  const value = existing.map(({ region, detector, destinations }) => [
    region,
    {
      detectorId: detector?.id,
      ...(destinations.length === 1 && { destinationId: destinations[0]?.id }),
    },
  ]);
  const suspended = existing.filter(({ detector }) => detector?.status === "DISABLED");
  const several = existing.filter(({ destinations }) => destinations.length > 1);
  const names = (list: FoundRegion[]) => list.map(({ region }) => region).join(", ");
  return {
    entries: [
      entry(
        "overrides",
        Object.fromEntries(value),
        "the detectors and destinations that there are: imported, and kept when the stack goes",
        ...(suspended.length > 0
          ? [`suspended, and left so unless enable is true: ${names(suspended)}`]
          : []),
      ),
    ],
    open:
      several.length > 0 ? [`which destination of several to redirect in ${names(several)}`] : [],
  };
}

function oneOf(key: string, what: string, by: [value: string, where: FoundRegion[]][]): Draft {
  const [only, ...others] = by;
  if (only === undefined) return { entries: [], open: [] };
  const all = by.flatMap(([, where]) => where);
  if (others.length === 0) {
    return {
      entries: [entry(key, only[0], `${what} in ${placesOf(only[1], all)}`)],
      open: [],
    };
  }
  return {
    entries: [
      {
        key,
        comments: [`${what} differs, and the export has one for all: choose`],
        choices: by.map(([value, where]) => ({
          value,
          comment: `in ${placesOf(where, all)}`,
        })),
      },
    ],
    open: [
      `${what}: ${by.map(([value, where]) => `${value} in ${placesOf(where, all)}`).join(" or ")}`,
    ],
  };
}

function groupBy(
  regions: FoundRegion[],
  value: (one: FoundRegion) => string,
): [value: string, where: FoundRegion[]][] {
  const groups = new Map<string, FoundRegion[]>();
  for (const one of regions) groups.set(value(one), [...(groups.get(value(one)) ?? []), one]);
  return [...groups].sort(([, one], [, other]) => other.length - one.length);
}

function placesOf(where: FoundRegion[], all: FoundRegion[]): string {
  return placesText(
    where.map(({ region }) => region),
    all.length,
  );
}
