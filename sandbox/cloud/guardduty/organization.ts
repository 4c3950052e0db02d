import type { Detector, Organization, OrganizationConfiguration, World } from "../../world";
import type { Operations } from "../aws";
import type { Caller, Members } from "../contract";
import {
  belongsTo,
  enableServiceAccess,
  endDelegation,
  registerAdministrator,
} from "../organizations";
import { isOptIn } from "../regions";
import { autoEnableDue } from "./autoEnable";
import { newDetector, locationKey, requireDetector } from "./detectors";
import { badRequest } from "./errors";
import { ADDITIONAL, FEATURES, requireFeatures } from "./features";
import { page } from "./paging";

const SERVICE = "guardduty.amazonaws.com";
/** OrgFeature of the API: what an administrator enables for members. */
export const ORGANIZATION_FEATURES = FEATURES.filter((name) => name !== "AI_ANALYST");
const AUTO_ENABLE: readonly unknown[] = ["ALL", "NEW", "NONE"];

export const organizationOperations: Operations = {
  /** Gives the account GuardDuty in this Region as well, where it has none. */
  EnableOrganizationAdminAccount: ({ world, now }, caller, { AdminAccountId: accountId }) => {
    const organization = requireManagement(world, caller);
    if (!belongsTo(organization, accountId)) throw badRequest("notInOrganization");
    const { region } = caller;
    const { guardDutyAdministrators, administratorByRegion } = organization;
    const others = administratorByRegion
      ? [guardDutyAdministrators[region] ?? accountId]
      : Object.values(guardDutyAdministrators);
    if (others.some((other) => other !== accountId)) throw badRequest("otherAdministrator");
    const enabled = !isOptIn(region) || world.accounts[accountId]?.optedIn.includes(region);
    if (!enabled) throw badRequest("outOfRange");
    enableServiceAccess(organization, SERVICE);
    registerAdministrator(organization, accountId, SERVICE);
    organization.guardDutyAdministrators[region] = accountId;
    const location = { accountId, region };
    if (world.detectors[locationKey(location)] === undefined) newDetector(world, location, now());
  },

  /** Members go on by themselves; the registration with Organizations stays. */
  DisableOrganizationAdminAccount: ({ world }, caller, { AdminAccountId: accountId }) => {
    const organization = requireManagement(world, caller);
    if (organization.guardDutyAdministrators[caller.region] !== accountId) {
      throw badRequest("outOfRange");
    }
    endDelegation(world, organization, accountId, [caller.region]);
  },

  ListOrganizationAdminAccounts: ({ world }, caller, input) => {
    const { guardDutyAdministrators } = requireManagement(world, caller);
    const ids = [guardDutyAdministrators[caller.region]].filter((id) => id !== undefined);
    const { items, NextToken } = page(ids, input, (id) => id);
    return {
      AdminAccounts: items.map((id) => ({ AdminAccountId: id, AdminStatus: "ENABLED" })),
      NextToken,
    };
  },

  DescribeOrganizationConfiguration: ({ world }, caller, { DetectorId }) => {
    const { configuration } = requireAdministrator(world, caller, DetectorId);
    const { autoEnableOrganizationMembers: autoEnable, features } = configuration;
    return {
      AutoEnable: autoEnable !== "NONE",
      AutoEnableOrganizationMembers: autoEnable,
      MemberAccountLimitReached: false,
      Features: ORGANIZATION_FEATURES.map((name) => ({
        Name: name,
        AutoEnable: features[name]?.autoEnable ?? "NONE",
        AdditionalConfiguration: ADDITIONAL[name]?.map((additional) => ({
          Name: additional,
          AutoEnable: features[name]?.additional[additional] ?? "NONE",
        })),
      })),
    };
  },

  UpdateOrganizationConfiguration: (aws, caller, input) => {
    const { detector, organization, configuration } = requireAdministrator(
      aws.world,
      caller,
      input["DetectorId"],
    );
    const { AutoEnable, AutoEnableOrganizationMembers, Features = [] } = input;
    // Exactly one of the two says which accounts.
    if ((AutoEnable === undefined) === (AutoEnableOrganizationMembers === undefined)) {
      throw badRequest("outOfRange");
    }
    const autoEnable = AutoEnableOrganizationMembers ?? (AutoEnable ? "NEW" : "NONE");
    if (!AUTO_ENABLE.includes(autoEnable)) throw badRequest("notJson");
    requireFeatures(Features, "AutoEnable");
    const staysNew = autoEnable === "NEW" && configuration.autoEnableOrganizationMembers === "NEW";
    detector.organizationConfiguration = {
      autoEnableOrganizationMembers: autoEnable,
      ...(staysNew
        ? { knownAccounts: configuration.knownAccounts }
        : autoEnableDue(aws, organization, autoEnable)),
      features: { ...configuration.features, ...featureSettings(configuration, Features) },
    };
  },
};

function requireManagement({ organization }: World, { accountId }: Caller): Organization {
  if (organization?.management !== accountId) throw badRequest("notManagement");
  return organization;
}

/** The caller's detector, when it is the delegated administrator of the Region. */
function requireAdministrator(
  world: World,
  caller: Caller,
  detectorId: unknown,
): { detector: Detector; organization: Organization; configuration: OrganizationConfiguration } {
  const detector = requireDetector(world, caller, detectorId);
  const { organization } = world;
  if (organization?.guardDutyAdministrators[caller.region] !== caller.accountId) {
    throw badRequest("outOfRange");
  }
  const configuration = detector.organizationConfiguration ?? {
    autoEnableOrganizationMembers: "NONE",
    knownAccounts: [],
    features: {},
  };
  return { detector, organization, configuration };
}

function featureSettings(
  { features }: OrganizationConfiguration,
  settings: Members[],
): OrganizationConfiguration["features"] {
  return Object.fromEntries(
    settings.map(({ Name, AutoEnable, AdditionalConfiguration = [] }) => {
      const additional = (AdditionalConfiguration as Members[]).map((one) => [
        one["Name"],
        one["AutoEnable"],
      ]);
      return [
        Name,
        {
          autoEnable: AutoEnable,
          additional: { ...features[Name]?.additional, ...Object.fromEntries(additional) },
        },
      ];
    }),
  );
}
