import type { Detector, OrganizationConfiguration } from "../../world";
import type { Aws } from "../aws";
import type { Caller } from "../contract";
import { emailOf } from "../organizations";
import { isOptIn } from "../regions";
import { newDetector, locationKey } from "./detectors";
import { setFeatures } from "./features";
import { administratorOf } from "./membership";
import { isAutoEnableOff } from "./policyManaged";

type AutoEnable = OrganizationConfiguration["autoEnableOrganizationMembers"];

/**
 * Makes an account of the organization a member of its administrator, giving it GuardDuty where it has none.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html
 */
export function enableMember(
  { world, now }: Aws,
  administrator: Pick<Caller, "accountId" | "region">,
  detector: Detector,
  accountId: string,
  {
    email,
    administrators,
  }: { email?: string; administrators?: ReadonlyMap<string, string> | undefined } = {},
): void {
  const { region } = administrator;
  const location = { accountId, region };
  const other = administrators
    ? administrators.get(accountId)
    : administratorOf(world, location)?.accountId;
  if (other !== undefined && other !== administrator.accountId) return;
  const at = now().toISOString();
  const existing = world.detectors[locationKey(location)];
  const isOff = isOptIn(region) && !world.accounts[accountId]?.optedIn.includes(region);
  // The management account has to enable GuardDuty by itself first.
  const isBare = existing === undefined && accountId === world.organization?.management;
  const relationshipStatus = isOff
    ? "RegionDisabled"
    : isBare
      ? "CannotCreateDetectorInOrganizationMasterAccount"
      : "Enabled";
  detector.members[accountId] = {
    email: email ?? emailOf(world, accountId),
    relationshipStatus,
    viaOrganization: true,
    updatedAt: at,
  };
  if (relationshipStatus !== "Enabled") return;
  const itsDetector = existing ?? newDetector(world, location, now());
  // A suspended account is resumed.
  itsDetector.status = "ENABLED";
  itsDetector.findingPublishingFrequency = detector.findingPublishingFrequency;
  if (isAutoEnableOff(world)) return;
  enableFeatures(itsDetector, detector.organizationConfiguration, ["ALL", "NEW"], now());
}

/** Turns on the features that the administrator's setting turns on for these accounts. */
export function enableFeatures(
  detector: Detector,
  configuration: OrganizationConfiguration | undefined,
  forAccounts: AutoEnable[],
  now: Date,
): void {
  const settings = Object.entries(configuration?.features ?? {})
    .filter(([, { autoEnable }]) => forAccounts.includes(autoEnable))
    .map(([Name, { additional }]) => ({
      Name,
      Status: "ENABLED",
      AdditionalConfiguration: Object.entries(additional)
        .filter(([, autoEnable]) => forAccounts.includes(autoEnable))
        .map(([name]) => ({ Name: name, Status: "ENABLED" })),
    }));
  setFeatures(detector, settings, now);
}
