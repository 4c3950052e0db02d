import type { ExportSettings } from "../args";
import { isSetIn } from "../args/featureRegions";
import { narrowed } from "../args/featureScopes";
import { managementFindings, policyTypeFindings } from "../health";
import { managedRegion } from "../organizationPolicy";
import type { Problem } from "../problems";
import { asWarning, problem, propertyPath, toDo } from "../problems";

const MEMBERS = "organization.members";

/**
 * What of the members' settings has no effect, or needs policies that are not enabled, as `status` judges it.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-organization-policies-how-it-works.html
 */
export function policyTypeProblems(
  { members }: Pick<ExportSettings, "members">,
  policyTypes: readonly string[],
): Problem[] {
  return policyTypeFindings(members, policyTypes).map((finding) => {
    if (finding.id !== "autoEnableOverridden") {
      const fix = toDo("enablePolicyType");
      return asWarning(problem("policyTypeMissing", `${MEMBERS}.managedBy`, fix));
    }
    const settings = finding.settings.map((one) => `organization.${one}`);
    const fix = toDo("manageByPolicy", { settings });
    return asWarning(problem("autoEnableWithoutEffect", MEMBERS, fix, { settings }));
  });
}

/** The GuardDuty policies in effect for an account; `content`: undefined: there are none. */
interface InEffect {
  accountId: string;
  content: string | undefined;
}

/** Regions in which no policy enables GuardDuty, of members that policies manage. */
export function unmanagedRegionProblems(
  { regions }: Pick<ExportSettings, "regions">,
  policies: readonly InEffect[],
): Problem[] {
  const without = regions.filter((region) => managementFindings(region, policies).length > 0);
  if (without.length === 0) return [];
  const accountIds = policies.map(({ accountId }) => accountId);
  const fix = toDo("enableRegionsInPolicy", { regions: without });
  const values = { regions: without, accountIds };
  return [asWarning(problem("regionsWithoutPolicy", `${MEMBERS}.managedBy`, fix, values))];
}

/** What the policies in effect for the administrator contradict: GuardDuty refuses the calls that set it. */
export function administratorPolicyProblems(
  { regions, features }: Pick<ExportSettings, "regions" | "features">,
  { accountId, content }: InEffect,
): Problem[] {
  const managed = new Map(regions.map((region) => [region, managedRegion(content, region)]));
  const disabled = regions.filter((region) => managed.get(region)?.enabled === false);
  const fix = toDo("enableInPolicy", { accountId, regions: disabled });
  const values = { accountId, regions: disabled };
  const ofRegions =
    disabled.length === 0 ? [] : [problem("disabledByPolicy", "regions", fix, values)];
  const ofPlans = features.flatMap((feature, index): Problem[] => {
    const path = propertyPath(["features", index]);
    const set = regions.filter((region) => isSetIn(feature, region));
    const by = set.flatMap((region) => {
      const status = managed.get(region)?.plans[feature.name];
      return status === undefined ? [] : [{ region, status }];
    });
    if (by.length === 0) return [];
    const taken = by.map(({ region }) => region);
    const left = set.filter((region) => !taken.includes(region));
    const { name: plan, status } = feature;
    const narrow = narrowed(path, { ...feature }, taken, left);
    return [asWarning(problem("planSetByPolicy", path, narrow, { plan, status, by }))];
  });
  return [...ofRegions, ...ofPlans];
}
