import { iamArn } from "../../../rules/arn";
import type { Detector, Organization, World } from "../../world";
import type { Aws } from "../aws";
import type { Caller } from "../contract";
import { accountsOf, emailOf } from "../organizations";
import { COMMERCIAL_REGIONS, isOptIn } from "../regions";
import { newDetector, locationKey } from "./detectors";
import { setFeatures } from "./features";
import { administratorOf } from "./membership";
import { isAutoEnableOff, type ManagedSettings, managedSettings } from "./policyManaged";

const applied = new WeakMap<World, string>();

/**
 * Sets what the organization's GuardDuty policies say of each account and Region. A policy that is detached leaves what it set.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-organization-policies-how-it-works.html
 */
export function applyOrganizationPolicies(aws: Aws): void {
  const { world } = aws;
  const { organization } = world;
  if (organization === undefined || !isAutoEnableOff(world)) return;
  const state = stateOf(world, organization);
  if (applied.get(world) === state) return;
  for (const accountId of accountsOf(organization)) {
    for (const region of COMMERCIAL_REGIONS) {
      const location = { accountId, region };
      const settings = isIn(world, location) ? managedSettings(world, location) : undefined;
      if (settings !== undefined) apply(aws, location, settings);
    }
  }
  applied.set(world, stateOf(world, organization));
}

/** What decides: settings of policies cannot be changed by other calls, so that equal states need nothing. */
function stateOf({ accounts, detectors }: World, organization: Organization): string {
  const optedIn = Object.values(accounts).map((account) => account.optedIn);
  return JSON.stringify([organization, optedIn, Object.keys(detectors)]);
}

function isIn({ accounts }: World, { accountId, region }: Location): boolean {
  return !isOptIn(region) || (accounts[accountId]?.optedIn.includes(region) ?? false);
}

type Location = Pick<Caller, "accountId" | "region">;

function apply(aws: Aws, location: Location, { foundational, plans }: ManagedSettings): void {
  const { world } = aws;
  if (foundational === "ENABLED" && world.detectors[locationKey(location)] === undefined) {
    if (!hasServiceRole(world, location.accountId)) return;
    const created = newDetector(world, location, aws.now());
    // A plan that the policy does not name is not managed: it is left off, as where GuardDuty was not enabled.
    created.features = {};
  }
  const detector = world.detectors[locationKey(location)];
  if (detector === undefined) return;
  if (foundational !== undefined) {
    detector.status = foundational;
    showStatus(world, location, foundational);
  }
  if (foundational === "ENABLED") enroll(aws, location);
  const features = Object.entries(plans).map(([Name, { status, additional }]) => ({
    Name,
    Status: status,
    AdditionalConfiguration: Object.entries(additional).map(([name, one]) => ({
      Name: name,
      Status: one,
    })),
  }));
  setFeatures(detector, features, aws.now());
}

/** The administrator sees whether a member is suspended. UNVERIFIED of members that a policy suspends. */
function showStatus(
  { detectors }: World,
  { accountId, region }: Location,
  status: Detector["status"],
): void {
  const [from, to] = status === "ENABLED" ? ["Disabled", "Enabled"] : ["Enabled", "Disabled"];
  for (const [location, { members }] of Object.entries(detectors)) {
    const member = members[accountId];
    const isHere = location.endsWith(`/${region}`);
    if (isHere && member?.relationshipStatus === from) member.relationshipStatus = to as string;
  }
}

/** The account becomes a member of the Region's delegated administrator, where there is one. */
function enroll(aws: Aws, location: Location): void {
  const { world } = aws;
  const administrator = world.organization?.guardDutyAdministrators[location.region];
  const detector = administrator && world.detectors[`${administrator}/${location.region}`];
  if (!detector || administrator === location.accountId) return;
  if (administratorOf(world, location) !== undefined) return;
  detector.members[location.accountId] = {
    email: emailOf(world, location.accountId),
    relationshipStatus: "Enabled",
    viaOrganization: true,
    updatedAt: aws.now().toISOString(),
  };
}

/** GuardDuty makes its role in member accounts; the management account has it from enabling GuardDuty itself. */
function hasServiceRole({ organization, accounts, roles, detectors }: World, id: string): boolean {
  if (organization?.management !== id) return true;
  const all = [...(accounts[id]?.roles ?? []), ...Object.keys(roles)];
  return (
    Object.keys(detectors).some((key) => key.startsWith(`${id}/`)) ||
    all.some((arn) => arn.startsWith(iamArn("aws", id, "role/aws-service-role/guardduty.")))
  );
}
