/**
 * The Regions in which AWS's pages say that a protection plan is not available, as the pages were on 29 November 2026.
 * A Region that is not listed here has every plan as far as these pages say.
 */
export const UNAVAILABLE_FEATURES: readonly UnavailableFeature[] = [
  {
    feature: "RDS_LOGIN_EVENTS",
    regions: ["ap-east-2"],
    source: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_regions.html",
  },
  ...["RUNTIME_MONITORING", "EKS_RUNTIME_MONITORING"].map((feature) => ({
    feature,
    regions: ["cn-north-1", "cn-northwest-1"],
    source: "https://docs.amazonaws.cn/en_us/aws/latest/userguide/guardduty.html",
  })),
];

/** A protection plan, and the Regions that do not have it. */
export interface UnavailableFeature {
  feature: string;
  regions: readonly string[];
  source: string;
}

/** Those of `regions` in which AWS does not offer the plan, and the page that says so. */
export function withoutFeature(
  name: string,
  regions: readonly string[],
): { regions: string[]; source: string } | undefined {
  const row = UNAVAILABLE_FEATURES.find(({ feature }) => feature === name);
  const missing = regions.filter((region) => row?.regions.includes(region));
  return row && missing.length > 0 ? { regions: missing, source: row.source } : undefined;
}

/** The Regions that a protection plan is set in: those of `regions`, or all but those of `excludeRegions`. */
export interface FeatureScope {
  /** Undefined: every Region of the component. */
  regions?: string[];
  /** Undefined: none. */
  excludeRegions?: string[];
}

/** Whether a plan is set in a Region. */
export function isSetIn({ regions, excludeRegions }: FeatureScope, region: string): boolean {
  return regions?.includes(region) ?? !(excludeRegions?.includes(region) ?? false);
}

/** The plans that are set in a Region. */
export function featuresIn<T extends FeatureScope>(features: readonly T[], region: string): T[] {
  return features.filter((feature) => isSetIn(feature, region));
}

/** The status of each plan that is set in a Region. */
export function statusesIn(
  features: readonly (FeatureScope & { name: string; status: string })[],
  region: string,
): { [plan: string]: string } {
  return Object.fromEntries(featuresIn(features, region).map(({ name, status }) => [name, status]));
}
