import type { ExportSettings } from "../args";
import { featuresIn } from "../args";
import { logicalNames } from "../names";
import type { ResourceIdentity } from "../resources";
import { AWS_PROVIDER, awsType, resourceIf } from "../resources";
import type { ProviderPlan } from "./providers";

/** Everything that is registered under the component. */
export function planResources(
  component: string,
  settings: ExportSettings,
  providers: ProviderPlan[],
): ResourceIdentity[] {
  return [
    ...providers.map(({ name }) => ({ type: AWS_PROVIDER, name })),
    ...bucketResources(component, settings),
    ...notificationResources(component, settings),
    ...keyResources(component, settings),
  ].concat(...settings.regions.map((region) => regionalResources(component, settings, region)));
}

/** Whether the export's statements are removed from a policy again. */
export function isDetaching({ bucket, key }: ExportSettings): boolean {
  return bucket.existing?.detach === true || key.existing?.detach === true;
}

function bucketResources(component: string, { bucket }: ExportSettings): ResourceIdentity[] {
  const names = logicalNames(component);
  const of = (type: string) => awsType("s3", type);
  const policy = { type: of("BucketPolicy"), name: names.bucketPolicy };
  const marker = resourceIf(bucket.prefix !== "", of("BucketObjectv2"), names.prefixMarker);
  if (bucket.existing) return [...(bucket.existing.policy === "merge" ? [policy] : []), ...marker];
  return [
    ...resourceIf(bucket.name === undefined, "random:index/randomId:RandomId", names.bucketSuffix),
    { type: of("Bucket"), name: names.bucket },
    { type: of("BucketPublicAccessBlock"), name: names.bucketPublicAccessBlock },
    { type: of("BucketOwnershipControls"), name: names.bucketOwnershipControls },
    { type: of("BucketServerSideEncryptionConfiguration"), name: names.bucketEncryption },
    { type: of("BucketVersioning"), name: names.bucketVersioning },
    { type: of("BucketLifecycleConfiguration"), name: names.bucketLifecycle },
    ...resourceIf(
      bucket.objectLock !== undefined,
      of("BucketObjectLockConfiguration"),
      names.bucketObjectLock,
    ),
    ...resourceIf(bucket.accessLogs, of("BucketLogging"), names.bucketLogging),
    policy,
    ...marker,
  ];
}

function notificationResources(
  component: string,
  { notifications }: ExportSettings,
): ResourceIdentity[] {
  if (notifications !== "made") return [];
  const names = logicalNames(component);
  return [
    { type: awsType("kms", "Key"), name: names.notificationsKey },
    { type: awsType("sns", "Topic"), name: names.notificationsTopic },
    { type: awsType("sns", "TopicPolicy"), name: names.notificationsTopicPolicy },
    { type: awsType("s3", "BucketNotification"), name: names.bucketNotification },
  ];
}

function keyResources(component: string, { key }: ExportSettings): ResourceIdentity[] {
  const names = logicalNames(component);
  const policy = { type: awsType("kms", "KeyPolicy"), name: names.keyPolicy };
  if (key.existing) return key.existing.policy === "merge" ? [policy] : [];
  return [
    { type: awsType("kms", "Key"), name: names.key },
    { type: awsType("kms", "Alias"), name: names.keyAlias },
    policy,
  ];
}

function regionalResources(
  component: string,
  settings: ExportSettings,
  region: string,
): ResourceIdentity[] {
  const { management, members, features } = settings;
  const names = logicalNames(component);
  const of = guardDutyType;
  const memberType = of("Member");
  return [
    { type: of("Detector"), name: names.detector(region) },
    ...resourceIf(!isDetaching(settings), of("PublishingDestination"), names.destination(region)),
    ...featuresIn(features, region).map(({ name }) => ({
      type: of("DetectorFeature"),
      name: names.feature(name, region),
    })),
    ...resourceIf(management?.detector === true, of("Detector"), names.managementDetector(region)),
    ...resourceIf(
      management !== undefined,
      of("OrganizationAdminAccount"),
      names.delegation(region),
    ),
    ...resourceIf(
      members.autoEnable !== undefined,
      of("OrganizationConfiguration"),
      names.members(region),
    ),
    ...featuresIn(members.features, region).map(({ name }) => ({
      type: of("OrganizationConfigurationFeature"),
      name: names.membersFeature(name, region),
    })),
  ].concat(
    members.accounts.map(({ accountId }) => ({
      type: memberType,
      name: names.member(accountId, region),
    })),
  );
}

/** A resource type of GuardDuty as Pulumi names it. */
export function guardDutyType(type: string): string {
  return awsType("guardduty", type);
}
