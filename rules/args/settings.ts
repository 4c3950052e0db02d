import type {
  FREQUENCIES,
  OBJECT_LOCK_MODES,
  ON_DESTROY,
  PROVIDER_MODES,
  ValidArgs,
} from "./schema";

/** An account and how to act in it. Without a role or profile: the default credentials. */
export interface AccountSettings {
  /** 12 digits; undefined for whatever account the credentials are of. */
  accountId?: string;
  assumeRoleArn?: string;
  externalId?: string;
  profile?: string;
}

/** The structure of an export, every default filled in. Leaves that may be Inputs are not here. */
export interface ExportSettings {
  regions: string[];
  homeRegion: string;
  frequency: (typeof FREQUENCIES)[number];
  administrator: AccountSettings;
  providers: (typeof PROVIDER_MODES)[number];
  onDestroy: (typeof ON_DESTROY)[number];
  bucket: {
    /** Undefined: `namePrefix` and eight random hex digits. */
    name?: string;
    namePrefix: string;
    /** Without slashes at its ends; empty for the root of the bucket. */
    prefix: string;
    /** Undefined: findings never expire. */
    retentionDays?: number;
    noncurrentVersionDays: number;
    objectLock?: { mode: (typeof OBJECT_LOCK_MODES)[number]; days: number };
    accessLogs: boolean;
  };
  key: {
    /** Undefined: named by Pulumi. */
    alias?: string;
    rotationPeriodInDays: number;
    deletionWindowInDays: number;
  };
}

const LONGEST_DEFAULT_NAME_PREFIX = 54;

/** Fills in the defaults. */
export function settingsOf(component: string, args: ValidArgs): ExportSettings {
  const { accessLogs, prefix, ...bucket } = args.bucket ?? {};
  return {
    regions: args.regions,
    homeRegion: args.homeRegion ?? (args.regions[0] as string),
    frequency: args.frequency ?? "SIX_HOURS",
    administrator: args.organization?.administrator ?? {},
    providers: args.providers ?? "perRegion",
    onDestroy: args.onDestroy ?? "retain",
    bucket: {
      name: bucket.name,
      namePrefix: bucket.namePrefix ?? defaultNamePrefix(component),
      prefix: prefix?.replace(/\/$/, "") ?? "",
      retentionDays: bucket.retentionDays,
      noncurrentVersionDays: bucket.noncurrentVersionDays ?? 30,
      objectLock: bucket.objectLock,
      accessLogs: accessLogs !== undefined,
    },
    key: {
      alias: args.key?.alias,
      rotationPeriodInDays: args.key?.rotationPeriodInDays ?? 365,
      deletionWindowInDays: args.key?.deletionWindowInDays ?? 30,
    },
  };
}

/** The component's name in the letters that S3 allows. */
function defaultNamePrefix(component: string): string {
  const stem = component
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const name = [stem, "guardduty"].filter((part) => part !== "").join("-");
  return name.length > LONGEST_DEFAULT_NAME_PREFIX
    ? name.slice(0, LONGEST_DEFAULT_NAME_PREFIX).replace(/-+$/, "")
    : name;
}
