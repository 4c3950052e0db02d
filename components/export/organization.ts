import {
  Detector,
  Member,
  OrganizationAdminAccount,
  OrganizationConfiguration,
} from "@pulumi/aws/guardduty";
import { AwsServiceAccess } from "@pulumi/aws/organizations";
import type * as pulumi from "@pulumi/pulumi";

import type { ExportContext } from "./context";
import { accountOptions, after } from "./context";
import type { Detectors } from "./detectors";
import { imported } from "./imports";
import type { MemberFeatures } from "./protectionPlans";
import { createMemberExceptions, createMemberFeatures } from "./protectionPlans";
import { refuseUndeclaredDetectors } from "./undeclared";
import { EBS_SCAN_SERVICE } from "../../rules/health";

/** What of the organization comes last in each Region: the next step waits for it. */
type LastStep = Map<string, pulumi.Resource | undefined>;

/**
 * Delegates GuardDuty to the administrator, and enables the organization's accounts as its members.
 *
 * On the way down the delegation ends, with which the organization's accounts are members no more and keep their detectors.
 * Auto-enable stays as it was and members by invitation stay members: the provider has no call for either.
 */
export function createOrganization(context: ExportContext, detectors: Detectors): void {
  const managementDetectors = createManagementDetectors(context);
  const delegation = delegate(context, detectors, managementDetectors);
  const membership = configureMembers(context, detectors, delegation, enableVolumeScans(context));
  const features = createMemberFeatures(context, detectors, membership);
  createMembers(context, detectors, membership, features);
}

/** The management account becomes a member only with a detector of its own. */
function createManagementDetectors(context: ExportContext): LastStep {
  const { plan, names, tags, component, name, provider } = context;
  if (plan.settings.management?.detector !== true) return new Map();
  const hooks = refuseUndeclaredDetectors(component, name, "management", provider);
  return new Map(
    plan.settings.regions.map((region) => [
      region,
      new Detector(
        names.managementDetector(region),
        { region, enable: true, tags },
        { ...accountOptions(context, "management", region), retainOnDelete: true, hooks },
      ),
    ]),
  );
}

/** Registers the administrator in each Region, once its detector is there: AWS would make one otherwise. */
function delegate(
  context: ExportContext,
  detectors: Detectors,
  managementDetectors: LastStep,
): LastStep {
  const { plan, names } = context;
  if (plan.settings.management === undefined) return managementDetectors;
  const adminAccountId = plan.settings.administrator.accountId as string;
  const { delegated } = plan.settings.management;
  return new Map(
    [...detectors].map(([region, detector]) => [
      region,
      new OrganizationAdminAccount(
        names.delegation(region),
        { region, adminAccountId },
        {
          ...after(
            accountOptions(context, "management", region),
            ...[detector, managementDetectors.get(region)],
          ),
          ...(delegated && imported(adminAccountId, "management", region, plan.providers)),
        },
      ),
    ]),
  );
}

/** Lets GuardDuty scan volumes of members. Other users of the organization may rely on it by the time that the stack goes. */
function enableVolumeScans(context: ExportContext): pulumi.Resource[] {
  const { plan, names } = context;
  const [region] = plan.settings.regions;
  if (plan.settings.management?.malwareProtectionAccess !== true) return [];
  return [
    new AwsServiceAccess(
      names.malwareProtectionAccess,
      { servicePrincipal: EBS_SCAN_SERVICE },
      { ...accountOptions(context, "management", region as string), retainOnDelete: true },
    ),
  ];
}

/** Which accounts of the organization become members by themselves. */
function configureMembers(
  context: ExportContext,
  detectors: Detectors,
  delegation: LastStep,
  access: pulumi.Resource[],
): LastStep {
  const { plan, names } = context;
  const { autoEnable } = plan.settings.members;
  if (autoEnable === undefined) return delegation;
  return new Map(
    [...detectors].map(([region, detector]) => [
      region,
      new OrganizationConfiguration(
        names.members(region),
        { region, detectorId: detector.id, autoEnableOrganizationMembers: autoEnable },
        {
          ...after(
            accountOptions(context, "administrator", region),
            ...[delegation.get(region), ...access],
          ),
          replacementTrigger: plan.settings.management?.accountId,
        },
      ),
    ]),
  );
}

/**
 * Accounts made members by name, with the protection plans that are set by then: AWS gives NEW ones only as it enables an account.
 * Deleting the resource lets no associated account go: the provider asks for the deletion alone, which AWS passes over.
 */
function createMembers(
  context: ExportContext,
  detectors: Detectors,
  membership: LastStep,
  features: MemberFeatures,
): void {
  const { plan, names } = context;
  for (const [region, detector] of detectors) {
    const administrator = plan.settings.existing[region]?.detectorId;
    const options = accountOptions(context, "administrator", region);
    for (const member of plan.settings.members.accounts) {
      const { accountId, email, invite, existing } = member;
      const id = `${administrator}:${accountId}`;
      const made = new Member(
        names.member(accountId, region),
        { region, detectorId: detector.id, accountId, email, ...(invite && { invite }) },
        {
          ...after(options, membership.get(region), ...(features.get(region) ?? [])),
          // AWS reads back `invite: true` of organization members, and the address as the account has it now.
          ignoreChanges: ["email", "invite"],
          // One whose invitation AWS refused: an update would not invite it.
          ...(invite &&
            !existing && { replaceOnChanges: ["#initerror"], deleteBeforeReplace: true }),
          ...(existing && imported(id, "administrator", region, plan.providers)),
        },
      );
      createMemberExceptions(context, member, detector.id, region, after(options, made));
    }
  }
}
