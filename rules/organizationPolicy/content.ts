import type { ExportSettings, MemberFeature, OwnFeature } from "../args";
import { featuresIn } from "../args";
import { LISTED_REGIONS, partitionOf } from "../regions";

/**
 * Protection plans that policies of the type GUARDDUTY_POLICY have a key for.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_guardduty_syntax.html
 */
const POLICY_PLANS: readonly string[] = [
  ...["S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS"],
  ...["LAMBDA_NETWORK_LOGS", "AI_PROTECTION", "RUNTIME_MONITORING"],
];

/** Characters of a policy. Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const MAXIMUM_CHARACTERS = 10_000;

const ENABLED = { status: { "@@assign": "enabled" } };

/** The features of a Region, by their keys. */
interface Block {
  [feature: string]: object;
}

/** The policy that does for members what a configuration sets, or why there is none. */
export type OrganizationPolicy = { text: string } | NoPolicy;

export type NoPolicy =
  | { because: "noMembers" }
  /** Policies have no key for the plan. */
  | { because: "otherPlan"; plan: string }
  /** It has more characters than AWS accepts. */
  | { because: "tooLarge"; characters: number; maximum: number };

/**
 * GuardDuty enabled in each of the Regions, with the plans that members are to have. A policy enables existing and new accounts, so that
 * ALL and NEW are the same to it; a plan that is NONE is left out, and so is what the policy does not manage.
 */
export function organizationPolicy(settings: ExportSettings): OrganizationPolicy {
  if (!concernsMembers(settings)) return { because: "noMembers" };
  const other = settings.members.features.find(
    ({ name, autoEnable }) => autoEnable !== "NONE" && !POLICY_PLANS.includes(name),
  );
  if (other !== undefined) return { because: "otherPlan", plan: other.name };
  const blocks = settings.regions.map((region) => [region, blockOf(settings, region)] as const);
  const policy = { guardduty: { enablement: withDefault(blocks) } };
  const indented = JSON.stringify(policy, undefined, 2);
  const text = indented.length <= MAXIMUM_CHARACTERS ? indented : JSON.stringify(policy);
  return text.length <= MAXIMUM_CHARACTERS
    ? { text }
    : { because: "tooLarge", characters: text.length, maximum: MAXIMUM_CHARACTERS };
}

/** Whether a configuration says anything of members. */
export function concernsMembers({ members }: ExportSettings): boolean {
  const { managedBy, autoEnable, accounts, features, exclude } = members;
  return (
    managedBy === "policy" ||
    autoEnable !== undefined ||
    [accounts, features, exclude].some((list) => list.length > 0)
  );
}

function blockOf(settings: ExportSettings, region: string): Block {
  const plans = planKeys(settings, region).map(({ name, additional }): [string, object] => [
    name.toLowerCase(),
    {
      ...ENABLED,
      ...(additional.length > 0 && {
        additional_configuration: Object.fromEntries(
          additional.map((one) => [one.toLowerCase(), ENABLED]),
        ),
      }),
    },
  ]);
  return Object.fromEntries([["foundational", ENABLED], ...plans]) as Block;
}

/** Members managed by policies have no plans in the configuration: they get those of the administrator. */
function planKeys({ members, features }: ExportSettings, region: string) {
  const plans =
    members.managedBy === "policy"
      ? featuresIn(features, region).map(ofOwn)
      : featuresIn(members.features, region).map(ofMembers);
  return plans.filter(({ name, on }) => on && POLICY_PLANS.includes(name));
}

function ofOwn({ name, status, additionalConfigurations = [] }: OwnFeature) {
  const additional = additionalConfigurations.filter((one) => one.status === "ENABLED");
  return { name, on: status === "ENABLED", additional: additional.map((one) => one.name) };
}

function ofMembers({ name, autoEnable, additionalConfigurations = [] }: MemberFeature) {
  const additional = additionalConfigurations.filter((one) => one.autoEnable !== "NONE");
  return { name, on: autoEnable !== "NONE", additional: additional.map((one) => one.name) };
}

/**
 * A default block applies in every Region of GuardDuty, so that it is only of a configuration with each of them: it is the block that most
 * Regions have, and the others have their own, which takes its place.
 */
function withDefault(blocks: (readonly [region: string, block: Block])[]): object {
  const regions = blocks.map(([region]) => region);
  const partition = partitionOf(regions[0] as string);
  const all = LISTED_REGIONS.filter((one) => partitionOf(one) === partition);
  if (!all.every((region) => regions.includes(region))) return Object.fromEntries(blocks);
  const texts = blocks.map(([, block]) => JSON.stringify(block));
  const count = (text: string) => texts.filter((other) => other === text).length;
  const most = texts.reduce((one, other) => (count(other) > count(one) ? other : one));
  const usual = blocks[texts.indexOf(most)]![1];
  const others = blocks.filter(([, block]) => JSON.stringify(block) !== most);
  return { default: usual, ...Object.fromEntries(others) };
}
