/** The AWS partitions this package knows. */
export type Partition = "aws" | "aws-us-gov" | "aws-cn";

/** What the export's rules need to know of a Region. */
export interface RegionFacts {
  /** Such as `eu-west-1`. */
  name: string;
  partition: Partition;
  /** Whether accounts have to enable the Region before use. */
  optIn: boolean;
  /** The service principal GuardDuty writes as when the detector is in this Region. */
  servicePrincipal: string;
  /** False for a Region launched after this version: its rules are still known, its name may be a typo. */
  listed: boolean;
}

/**
 * Regions of partition `aws` that every account has. The list is frozen: each Region launched after 20 March 2019 is opt-in.
 * Source: https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
 */
export const DEFAULT_REGIONS: readonly string[] = [
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-northeast-3",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ca-central-1",
  "eu-central-1",
  "eu-north-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-west-1",
  "us-west-2",
];

/** Opt-in Regions at the time of this version: only used to notice a name that may be a typo. */
export const LISTED_OPT_IN_REGIONS: readonly string[] = [
  "af-south-1",
  "ap-east-1",
  "ap-east-2",
  "ap-south-2",
  "ap-southeast-3",
  "ap-southeast-4",
  "ap-southeast-5",
  "ap-southeast-6",
  "ap-southeast-7",
  "ca-west-1",
  "eu-central-2",
  "eu-south-1",
  "eu-south-2",
  "il-central-1",
  "me-central-1",
  "me-south-1",
  "mx-central-1",
];

export const GOVCLOUD_REGIONS: readonly string[] = ["us-gov-east-1", "us-gov-west-1"];
export const CHINA_REGIONS: readonly string[] = ["cn-north-1", "cn-northwest-1"];

const DIRECTION = "(?:north|south|east|west|central|northeast|northwest|southeast|southwest)";

export const NAME_PATTERNS: { partition: Partition; pattern: RegExp }[] = [
  { partition: "aws-us-gov", pattern: new RegExp(`^us-gov-${DIRECTION}-[1-9]$`) },
  { partition: "aws-cn", pattern: new RegExp(`^cn-${DIRECTION}-[1-9]$`) },
  { partition: "aws", pattern: new RegExp(`^(?!cn-)[a-z]{2}-${DIRECTION}-[1-9]$`) },
];

/** Every Region that there was at the time of this version. */
export const LISTED_REGIONS: readonly string[] = [
  ...DEFAULT_REGIONS,
  ...LISTED_OPT_IN_REGIONS,
  ...GOVCLOUD_REGIONS,
  ...CHINA_REGIONS,
];

const LISTED = new Set(LISTED_REGIONS);

/**
 * The facts of a Region; undefined when `name` is not shaped like a Region of `aws`, `aws-us-gov` or `aws-cn`.
 * Source of the principals: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export function regionFacts(name: string): RegionFacts | undefined {
  const partition = NAME_PATTERNS.find(({ pattern }) => pattern.test(name))?.partition;
  if (partition === undefined) return undefined;
  const optIn = partition === "aws" && !DEFAULT_REGIONS.includes(name);
  return {
    name,
    partition,
    optIn,
    servicePrincipal: optIn ? `guardduty.${name}.amazonaws.com` : "guardduty.amazonaws.com",
    listed: LISTED.has(name),
  };
}

/** The partition that a Region's name says; also of names that are not shaped like a Region. */
export function partitionOf(region: string): Partition {
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return region.startsWith("cn-") ? "aws-cn" : "aws";
}

/**
 * Whether EventBridge forwards events to another Region of a partition.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-region.html
 */
export const forwardsEvents = (partition: string): boolean => partition === "aws";

/** What the names of a Region's endpoints end with. */
export function dnsSuffix(region: string): string {
  return partitionOf(region) === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}

/** The facts of a Region whose name was validated before. Throws an Error for any other. */
export function knownRegion(name: string): RegionFacts {
  const facts = regionFacts(name);
  if (facts === undefined) throw new Error(`${name} is not a Region of aws, aws-us-gov or aws-cn`);
  return facts;
}

/** One detector Region whose findings may not go to the home Region, and by which rule. */
export interface RegionBreach {
  rule: "partition" | "fromDefault" | "fromOptIn";
  region: string;
  partition: Partition;
  home: { name: string; partition: Partition };
}

/**
 * The Regions of `regions` whose findings GuardDuty refuses to export to a bucket and key in `homeRegion`.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export function regionBreaches(regions: readonly string[], homeRegion: string): RegionBreach[] {
  const facts = knownRegion(homeRegion);
  const home = { name: facts.name, partition: facts.partition };
  return regions.map(knownRegion).flatMap((region) => {
    const rule = brokenRule(region, facts);
    if (rule === undefined) return [];
    return [{ rule, region: region.name, partition: region.partition, home }];
  });
}

function brokenRule(region: RegionFacts, home: RegionFacts): RegionBreach["rule"] | undefined {
  if (region.partition !== home.partition) return "partition";
  if (!home.optIn || region.name === home.name) return undefined;
  return region.optIn ? "fromOptIn" : "fromDefault";
}
