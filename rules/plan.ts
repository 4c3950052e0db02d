import type { AccountSettings, ExportSettings } from "./args";
import { logicalNames } from "./names";
import { bucketPolicy, createdKeyPolicy, keyPolicy } from "./policies";
import type { ExportSource, FittedPolicy, StatementOwner } from "./policies";
import { sidPrefix } from "./policies";
import type { RegionFacts } from "./regions";
import { knownRegion } from "./regions";

/** An account's part in the export; providers and messages are named by it. */
export type AccountRole = "administrator";

/** A provider the component makes. */
export interface ProviderPlan {
  name: string;
  account: AccountRole;
  region: string;
  credentials: AccountSettings;
}

/** What exists in one Region. */
export interface RegionPlan extends RegionFacts {
  detectorName: string;
  destinationName: string;
}

/** The identity of a resource under the component: what a Pulumi state knows it by. */
export interface ResourceIdentity {
  type: string;
  name: string;
}

/** The size of a policy, told before any id is known: ids and random names have fixed lengths. */
export interface PolicyPlan {
  bytes: number;
  limit: number;
  precision: FittedPolicy["precision"];
}

/** What a component will register, where, under which names. */
export interface ExportPlan {
  settings: ExportSettings;
  home: RegionFacts;
  regions: RegionPlan[];
  /** Empty when the program hands in the provider. */
  providers: ProviderPlan[];
  /** Provider processes the engine starts for these providers. */
  providerProcesses: number;
  resources: ResourceIdentity[];
  sidPrefix: string;
  policies: { bucket: PolicyPlan; key: PolicyPlan };
  /** What a person should know before deploying; a line each. */
  warnings: string[];
}

export interface PlanInput {
  owner: StatementOwner;
  settings: ExportSettings;
  /** Whether the program hands in the provider of the administrator account. Defaults to false. */
  providerGiven?: boolean;
}

/** Plans an export from valid settings. Throws PolicyTooLargeError when a policy cannot hold the export. */
export function planExport({ owner, settings, providerGiven = false }: PlanInput): ExportPlan {
  const names = logicalNames(owner.component);
  const home = knownRegion(settings.homeRegion);
  const regions = settings.regions.map((region) => ({
    ...knownRegion(region),
    detectorName: names.detector(region),
    destinationName: names.destination(region),
  }));
  const providers = providerGiven ? [] : planProviders(owner.component, settings);
  const prefix = sidPrefix(owner);
  const policies = planPolicies(prefix, settings);
  return {
    settings,
    home,
    regions,
    providers,
    providerProcesses: providerGiven ? 1 : providers.length,
    resources: planResources(owner.component, settings, providers),
    sidPrefix: prefix,
    policies,
    warnings: [...regionWarnings(regions, home), ...precisionWarnings(policies)],
  };
}

function planProviders(component: string, settings: ExportSettings): ProviderPlan[] {
  const names = logicalNames(component);
  const account: AccountRole = "administrator";
  const credentials = settings.administrator;
  if (settings.providers === "perAccount") {
    const { homeRegion: region } = settings;
    return [{ name: names.accountProvider(account), account, region, credentials }];
  }
  return [...new Set([settings.homeRegion, ...settings.regions])].map((region) => ({
    name: names.regionProvider(account, region),
    account,
    region,
    credentials,
  }));
}

function planResources(
  component: string,
  settings: ExportSettings,
  providers: ProviderPlan[],
): ResourceIdentity[] {
  const names = logicalNames(component);
  const { bucket } = settings;
  const when = (condition: boolean, type: string, name: string) =>
    condition ? [{ type, name }] : [];
  return [
    ...providers.map(({ name }) => ({ type: "pulumi:providers:aws", name })),
    ...when(bucket.name === undefined, "random:index/randomId:RandomId", names.bucketSuffix),
    { type: "aws:s3/bucket:Bucket", name: names.bucket },
    {
      type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      name: names.bucketPublicAccessBlock,
    },
    {
      type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
      name: names.bucketOwnershipControls,
    },
    {
      type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      name: names.bucketEncryption,
    },
    { type: "aws:s3/bucketVersioning:BucketVersioning", name: names.bucketVersioning },
    {
      type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      name: names.bucketLifecycle,
    },
    ...when(
      bucket.objectLock !== undefined,
      "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
      names.bucketObjectLock,
    ),
    ...when(bucket.accessLogs, "aws:s3/bucketLogging:BucketLogging", names.bucketLogging),
    { type: "aws:s3/bucketPolicy:BucketPolicy", name: names.bucketPolicy },
    ...when(bucket.prefix !== "", "aws:s3/bucketObjectv2:BucketObjectv2", names.prefixMarker),
    { type: "aws:kms/key:Key", name: names.key },
    { type: "aws:kms/alias:Alias", name: names.keyAlias },
    { type: "aws:kms/keyPolicy:KeyPolicy", name: names.keyPolicy },
    ...settings.regions.flatMap((region) => [
      { type: "aws:guardduty/detector:Detector", name: names.detector(region) },
      {
        type: "aws:guardduty/publishingDestination:PublishingDestination",
        name: names.destination(region),
      },
    ]),
  ];
}

/** The policies with stand-ins of the right length for what is not known yet. */
function planPolicies(prefix: string, settings: ExportSettings): ExportPlan["policies"] {
  const { partition } = knownRegion(settings.homeRegion);
  const accountId = settings.administrator.accountId ?? "0".repeat(12);
  const sources: ExportSource[] = settings.regions.map((region) => ({
    accountId,
    region,
    detectorId: "0".repeat(32),
  }));
  const bucketName = settings.bucket.name ?? `${settings.bucket.namePrefix}-${"0".repeat(8)}`;
  const keyId = "00000000-0000-0000-0000-000000000000";
  const bucket = bucketPolicy({
    sidPrefix: prefix,
    partition,
    bucketName,
    prefix: settings.bucket.prefix,
    keyArn: `arn:${partition}:kms:${settings.homeRegion}:${accountId}:key/${keyId}`,
    sources,
  });
  const key = keyPolicy(
    { sidPrefix: prefix, sources },
    createdKeyPolicy(prefix, partition, accountId),
  );
  return { bucket: policyPlan(bucket), key: policyPlan(key) };
}

function policyPlan({ bytes, limit, precision }: FittedPolicy): PolicyPlan {
  return { bytes, limit, precision };
}

function regionWarnings(regions: RegionPlan[], home: RegionFacts): string[] {
  const unlisted = regions
    .filter(({ listed }) => !listed)
    .map(
      ({ name, optIn }) =>
        `${name} is not a Region this version knows: taken as ${optIn ? "an opt-in" : "a"} Region; check the name`,
    );
  const crossing = regions.filter(({ name }) => name !== home.name).map(({ name }) => name);
  if (home.partition === "aws" || crossing.length === 0) return unlisted;
  return [
    ...unlisted,
    `whether GuardDuty exports from ${crossing.join(", ")} to ${home.name} in partition ${home.partition} is not documented: an export per Region, each with its own bucket and key, is safe`,
  ];
}

function precisionWarnings(policies: ExportPlan["policies"]): string[] {
  return Object.entries(policies).flatMap(([policy, { precision, limit }]) =>
    precision === "detectors"
      ? []
      : [
          `the ${policy} policy has no room for every detector's ARN within ${limit} bytes: it admits every detector of the exporting accounts`,
        ],
  );
}
