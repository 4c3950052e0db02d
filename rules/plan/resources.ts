import type { ExportSettings } from "../args";
import { featuresIn } from "../args";
import { logicalNames } from "../names";
import type { PlannedResource, ResourceIdentity } from "../resources";
import { awsType, inAccount, resourceIf } from "../resources";
import { planAccounts } from "./accounts";
import type { ProviderPlan } from "./providers";
import { providerResources } from "./providers";

/** Everything that is registered under the component. */
export function planResources(
  component: string,
  settings: ExportSettings,
  providers: ProviderPlan[],
): PlannedResource[] {
  const { bucketOwner, keyOwner } = planAccounts(settings);
  return [
    ...providerResources(providers),
    ...inAccount(bucketOwner, bucketResources(component, settings)),
    ...inAccount(bucketOwner, notificationResources(component, settings)),
    ...inAccount(keyOwner, keyResources(component, settings)),
    ...inAccount("management", accessResources(component, settings)),
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
): PlannedResource[] {
  return [
    ...inAccount("administrator", detectorResources(component, settings, region)),
    ...inAccount("management", managementResources(component, settings, region)),
    ...inAccount("administrator", memberResources(component, settings, region)),
  ];
}

function detectorResources(
  component: string,
  settings: ExportSettings,
  region: string,
): ResourceIdentity[] {
  const names = logicalNames(component);
  const of = guardDutyType;
  return [
    { type: of("Detector"), name: names.detector(region) },
    ...resourceIf(!isDetaching(settings), of("PublishingDestination"), names.destination(region)),
    ...featuresIn(settings.features, region).map(({ name }) => ({
      type: of("DetectorFeature"),
      name: names.feature(name, region),
    })),
  ];
}

function managementResources(
  component: string,
  { management }: ExportSettings,
  region: string,
): ResourceIdentity[] {
  if (management === undefined) return [];
  const names = logicalNames(component);
  const of = guardDutyType;
  return [
    ...resourceIf(management.detector === true, of("Detector"), names.managementDetector(region)),
    { type: of("OrganizationAdminAccount"), name: names.delegation(region) },
  ];
}

function accessResources(component: string, { management }: ExportSettings): ResourceIdentity[] {
  return resourceIf(
    management?.malwareProtectionAccess === true,
    awsType("organizations", "AwsServiceAccess"),
    logicalNames(component).malwareProtectionAccess,
  );
}

function memberResources(
  component: string,
  { members }: ExportSettings,
  region: string,
): ResourceIdentity[] {
  const names = logicalNames(component);
  const of = guardDutyType;
  return [
    ...resourceIf(
      members.autoEnable !== undefined,
      of("OrganizationConfiguration"),
      names.members(region),
    ),
    ...featuresIn(members.features, region).map(({ name }) => ({
      type: of("OrganizationConfigurationFeature"),
      name: names.membersFeature(name, region),
    })),
    ...members.accounts.flatMap(({ accountId, features: exceptions }) => [
      { type: of("Member"), name: names.member(accountId, region) },
      ...featuresIn(exceptions, region).map(({ name }) => ({
        type: of("MemberDetectorFeature"),
        name: names.memberFeature(accountId, name, region),
      })),
    ]),
  ];
}

/** A resource type of GuardDuty as Pulumi names it. */
export function guardDutyType(type: string): string {
  return awsType("guardduty", type);
}
