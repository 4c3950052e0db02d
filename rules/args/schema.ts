import { z } from "zod";

import {
  accountId,
  bucketLifetime,
  bucketName,
  bucketNamePrefix,
  choice,
  emailAddress,
  externalId,
  hexId,
  identityArn,
  input,
  keyAlias,
  keyArn,
  newBucketName,
  object,
  objectPrefix,
  plain,
  profileName,
  regionName,
  regionNames,
  roleArn,
  tags,
  topicArn,
  wholeNumber,
} from "./fields";
import {
  AdditionalConfiguration,
  AutoEnable,
  BucketProtection,
  ExistingPolicy,
  Feature,
  FeatureStatus,
  FindingPublishingFrequency,
  MembersManagedBy,
  OnDestroy,
  ORGANIZATION_FEATURES,
  ProofMode,
  ProviderMode,
} from "./choices";

const accountShape = {
  accountId,
  assumeRoleArn: roleArn.optional(),
  externalId: input(externalId).optional(),
  profile: profileName.optional(),
};

/** An account and how to act in it. */
export const account = object(accountShape);

const additionalConfiguration = <S extends z.ZodRawShape>(setting: S) =>
  plain(z.array(object({ name: choice(AdditionalConfiguration), ...setting })));

/** The Regions of a plan, where it is not set in every Region of the component. */
const featureScope = {
  regions: regionNames.optional(),
  excludeRegions: regionNames.optional(),
};

const ownSetting = { status: choice(FeatureStatus).optional() };
const memberSetting = { autoEnable: choice(AutoEnable) };

const featuresOf = <N extends z.ZodType, S extends z.ZodRawShape>(name: N, setting: S) =>
  plain(
    z.array(
      object({
        name,
        ...setting,
        additionalConfigurations: additionalConfiguration(setting).optional(),
        ...featureScope,
      }),
    ),
  );

/** Protection plans of the administrator's own detectors, or of a member's. */
export const ownFeatures = featuresOf(choice(Feature), ownSetting);

/** What the administrator sets for all members, and for one of them. */
const memberFeatures = featuresOf(choice(ORGANIZATION_FEATURES), memberSetting);
const oneMembersFeatures = featuresOf(choice(ORGANIZATION_FEATURES), ownSetting);

export const members = object({
  managedBy: choice(MembersManagedBy, "guardduty").optional(),
  autoEnable: choice(AutoEnable).optional(),
  accounts: plain(
    z.array(
      object({
        accountId,
        email: emailAddress,
        invite: plain(z.boolean()).optional(),
        existing: plain(z.boolean()).optional(),
        features: oneMembersFeatures.optional(),
      }),
    ),
  ).optional(),
  features: memberFeatures.optional(),
  exclude: plain(z.array(accountId)).optional(),
});

const organization = object({
  administrator: account.optional(),
  management: object({
    ...accountShape,
    detector: plain(z.boolean()).optional(),
    delegated: plain(z.boolean()).optional(),
    malwareProtectionAccess: plain(z.boolean()).optional(),
  }).optional(),
  members: members.optional(),
});

const existingShape = {
  policy: choice(ExistingPolicy).optional(),
  detach: plain(z.boolean()).optional(),
};

const bucket = object({
  existing: object({ name: bucketName, ...existingShape }).optional(),
  account: account.optional(),
  name: newBucketName.optional(),
  namePrefix: bucketNamePrefix.optional(),
  prefix: objectPrefix.optional(),
  ...bucketLifetime,
  protection: choice(BucketProtection, "standard").optional(),
  breakGlassRoleArns: plain(z.array(roleArn)).optional(),
  accessLogs: object({
    bucketName: input(bucketName),
    prefix: input(z.string()).optional(),
  }).optional(),
  tags: tags.optional(),
});

const key = object({
  existing: object({ arn: keyArn, ...existingShape }).optional(),
  account: account.optional(),
  alias: keyAlias.optional(),
  description: input(z.string().max(8192)).optional(),
  rotationPeriodInDays: wholeNumber(90, 2560).optional(),
  deletionWindowInDays: wholeNumber(7, 30).optional(),
  tags: tags.optional(),
});

/** What exists already, by Region. */
const existing = <S extends z.ZodRawShape>(shape: S) =>
  plain(
    z.record(
      z.string(),
      object({ detectorId: hexId, ...shape, enable: plain(z.boolean()).optional() }),
    ),
  );

export const argShape = {
  regions: regionNames,
  homeRegion: regionName.optional(),
  findingPublishingFrequency: choice(FindingPublishingFrequency, "SIX_HOURS").optional(),
  organization: organization.optional(),
  features: ownFeatures.optional(),
  bucket: bucket.optional(),
  key: key.optional(),
  existing: existing({ destinationId: hexId.optional() }).optional(),
  providerMode: choice(ProviderMode).optional(),
  readerArns: plain(z.array(identityArn)).optional(),
  notifications: plain(z.boolean()).optional(),
  notificationTopicArn: topicArn.optional(),
  preflight: plain(z.boolean()).optional(),
  proof: choice(ProofMode, "require").optional(),
  onDestroy: choice(OnDestroy).optional(),
  tags: tags.optional(),
};

/** The arguments of a GuardDutyExport: structure plain, leaves perhaps Inputs. */
export const exportArgs = object(argShape);

export const memberDetectorsShape = {
  regions: argShape.regions,
  account: account.optional(),
  administratorAccountId: accountId.optional(),
  acceptInvitation: plain(z.boolean()).optional(),
  features: ownFeatures.optional(),
  existing: existing({}).optional(),
  providerMode: argShape.providerMode,
  tags: argShape.tags,
};

/** The arguments of a MemberDetectors. */
export const memberDetectorsArgs = object(memberDetectorsShape);

export type ValidArgs = z.output<typeof exportArgs>;
export type ValidMemberArgs = z.output<typeof memberDetectorsArgs>;
export type ValidMembers = z.output<typeof members>;
