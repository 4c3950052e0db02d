import { z } from "zod";

import {
  accountId,
  bucketName,
  bucketNamePrefix,
  choice,
  externalId,
  input,
  keyAlias,
  object,
  objectPrefix,
  plain,
  profileName,
  regionName,
  roleArn,
  tags,
  wholeNumber,
} from "./fields";

export const FREQUENCIES = ["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"] as const;
export const PROVIDER_MODES = ["perRegion", "perAccount"] as const;
export const ON_DESTROY = ["retain", "delete"] as const;
export const OBJECT_LOCK_MODES = ["GOVERNANCE", "COMPLIANCE"] as const;

const LONGEST_DAYS = 36_500;

const account = object({
  accountId,
  assumeRoleArn: roleArn.optional(),
  externalId: externalId.optional(),
  profile: profileName.optional(),
});

const bucket = object({
  name: bucketName.optional(),
  namePrefix: bucketNamePrefix.optional(),
  prefix: objectPrefix.optional(),
  retentionDays: wholeNumber(1, LONGEST_DAYS).optional(),
  noncurrentVersionDays: wholeNumber(1, LONGEST_DAYS).optional(),
  objectLock: object({
    mode: choice(OBJECT_LOCK_MODES),
    days: wholeNumber(1, LONGEST_DAYS),
  }).optional(),
  accessLogs: object({
    bucketName: input(bucketName),
    prefix: input(z.string()).optional(),
  }).optional(),
  tags: tags.optional(),
});

const key = object({
  alias: keyAlias.optional(),
  description: input(z.string().max(8192)).optional(),
  rotationPeriodInDays: wholeNumber(90, 2560).optional(),
  deletionWindowInDays: wholeNumber(7, 30).optional(),
  tags: tags.optional(),
});

export const argShape = {
  regions: plain(z.array(regionName).min(1, "must name at least one Region, such as us-east-1")),
  homeRegion: regionName.optional(),
  frequency: choice(FREQUENCIES).optional(),
  organization: object({ administrator: account.optional() }).optional(),
  bucket: bucket.optional(),
  key: key.optional(),
  providers: choice(PROVIDER_MODES).optional(),
  onDestroy: choice(ON_DESTROY).optional(),
  tags: tags.optional(),
};

/** The arguments of a GuardDutyExport: structure plain, leaves perhaps Inputs. */
export const exportArgs = object(argShape);

export type ValidArgs = z.output<typeof exportArgs>;
