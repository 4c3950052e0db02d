import type { AccountRole, ExportPlan, MemberDetectorsPlan } from "../plan";
import { accountIdOf } from "../plan";
import { knownRegion } from "../regions";
import { bucketGrants, bucketPattern } from "./bucket";
import type { DetectorsUse } from "./detectors";
import { detectorGrants } from "./detectors";
import type { Grant } from "./grants";
import { valuesIf, grantIf } from "./grants";
import { keyGrants, markerKeyGrants } from "./key";
import { delegationGrants, memberGrants } from "./organization";
import { notificationGrants } from "./notifications";
import type { DeployPolicy } from "./policy";
import { policyOf } from "./policy";

export { addOnGrants } from "./addOns";
export type { AddOnPart } from "./addOns";
export { BEYOND } from "./beyond";
export type { BeyondReason } from "./beyond";
export { deployedGrants } from "./deployed";
export { deployedAddOn, deployedResources } from "./deployedAddOns";
export type { DeployedAddOn, DeployedComponent } from "./deployedAddOns";
export { mergedGrants } from "./grants";
export type { Grant } from "./grants";
export { fittingPolicies, IDENTITY_POLICY_LIMIT } from "./policy";
export type { DeployPolicy } from "./policy";

/**
 * The least IAM policy of the identity that deploys one account's part of an export: create, update, refresh and destroy.
 * sts:GetCallerIdentity, which the provider calls first, needs no permission. Undefined when the account has no part.
 */
export function deployPolicy(
  plan: ExportPlan,
  component: string,
  account: AccountRole,
): DeployPolicy | undefined {
  const grants = deployGrants(plan, component, account);
  return grants && policyOf(grants);
}

/** What that policy grants. */
export function deployGrants(
  plan: ExportPlan,
  component: string,
  account: AccountRole,
): Grant[] | undefined {
  if (!plan.accounts.uses.some((use) => use.account === account)) return undefined;
  const { accounts, settings } = plan;
  return [
    ...(account === "administrator" ? administratorGrants(plan) : []),
    ...(account === "management" ? managementGrants(plan) : []),
    ...(accounts.bucketOwner === account ? bucketGrants(plan) : []),
    ...(accounts.bucketOwner === account ? notificationGrants(plan, component) : []),
    ...(accounts.keyOwner === account ? keyGrants(plan, component) : []),
    ...(accounts.bucketOwner === account ? markerKeyGrants(plan) : []),
    ...grantIf(settings.preflight, {
      purpose: "Preflight",
      actions: ["account:ListRegions"],
      resources: ["*"],
    }),
  ];
}

/** The same for the detectors of a member account. */
export function memberDeployPolicy(plan: MemberDetectorsPlan): DeployPolicy {
  return policyOf(memberDeployGrants(plan));
}

/** What that policy grants. */
export function memberDeployGrants({ settings }: MemberDetectorsPlan): Grant[] {
  const { regions, account, features, existing, acceptInvitation } = settings;
  return [
    ...detectorGrants({
      partition: knownRegion(regions[0] as string).partition,
      accountId: account.accountId ?? "*",
      regions,
      creates: regions.some((region) => existing[region] === undefined),
      adopts: Object.keys(existing).length > 0,
      updates: features.length > 0,
      deletes: false,
      features,
    }),
    ...grantIf(acceptInvitation, {
      purpose: "Invitation",
      actions: [
        "guardduty:AcceptInvitation",
        "guardduty:DisassociateFromMasterAccount",
        "guardduty:GetAdministratorAccount",
        "guardduty:GetMasterAccount",
        "guardduty:ListInvitations",
      ],
      resources: ["*"],
      regions,
    }),
  ];
}

function administratorGrants(plan: ExportPlan): Grant[] {
  const { settings, regions, retainDetectors, detaching } = plan;
  const adopted = (region: string) => settings.existing[region];
  const names = regions.map(({ name }) => name);
  const makes = names.some((region) => adopted(region) === undefined);
  const makesDestinations = names.some((region) => !adopted(region)?.destinationId);
  return [
    ...detectorGrants({
      ...detectorsOf(plan, "administrator"),
      creates: makes,
      adopts: names.some((region) => adopted(region) !== undefined),
      updates: true,
      deletes: makes && !retainDetectors,
      features: settings.features,
    }),
    {
      purpose: "Destinations",
      actions: [
        ...valuesIf(makesDestinations && !detaching, "guardduty:CreatePublishingDestination"),
        ...valuesIf(makesDestinations, "guardduty:DeletePublishingDestination"),
        "guardduty:DescribePublishingDestination",
        "guardduty:ListPublishingDestinations",
        ...valuesIf(!detaching, "guardduty:UpdatePublishingDestination"),
      ],
      // AWS was seen to ask for an ARN of another form than it documents.
      resources: ["*"],
      regions: names,
    },
    ...memberGrants(plan),
    ...lookupGrants(plan),
  ];
}

function managementGrants(plan: ExportPlan): Grant[] {
  const use: DetectorsUse = {
    ...detectorsOf(plan, "management"),
    ...{ creates: true, adopts: false, updates: false, deletes: false, features: [] },
  };
  return [
    ...(plan.settings.management?.detector ? detectorGrants(use) : []),
    ...delegationGrants(plan),
  ];
}

function detectorsOf({ home, accounts, regions }: ExportPlan, account: AccountRole) {
  return {
    partition: home.partition,
    accountId: accountIdOf(accounts, account) ?? "*",
    regions: regions.map(({ name }) => name),
  };
}

/** Setting a destination under a prefix takes rights to look it up, in a bucket of another account too. */
function lookupGrants(plan: ExportPlan): Grant[] {
  const { prefix } = plan.settings.bucket;
  const arn = bucketPattern(plan);
  const needed = prefix !== "";
  const elsewhere = plan.accounts.bucketOwner !== "administrator";
  return [
    ...grantIf(needed && elsewhere, {
      purpose: "LookUpPrefix",
      actions: [],
      beyond: ["s3:ListBucket"],
      resources: [arn],
    }),
    ...grantIf(needed, {
      purpose: "LookUpMarkers",
      actions: [],
      beyond: ["s3:GetObject"],
      resources: [...valuesIf(elsewhere, `${arn}/${prefix}/`), `${arn}/${prefix}/AWSLogs/`],
    }),
  ];
}
