import * as z from "zod/mini";

import { arnPattern } from "../arn";
import type { ObjectLockMode } from "../args/choices";
import type { DeclaredBucket } from "../bucketSettings";
import { regionFacts } from "../regions";

/** What the Lambda function has to know, as its environment variables carry it. */
export interface HealthSettings {
  /** Name of the export: a dimension of the metrics. */
  exportName: string;
  administratorAccountId: string;
  /** Account that owns the bucket. Defaults to the administrator's. */
  bucketAccountId?: string;
  destinationArn: string;
  keyArn: string;
  /** Undefined: not compared. */
  findingPublishingFrequency?: string;
  /** What the bucket's settings have to be at least; undefined: they are not compared. */
  bucketSettings?: Omit<DeclaredBucket, "prefix">;
  /** Without a destination's id the Region has none. */
  regions: { region: string; detectorId: string; destinationId?: string }[];
}

const ENTRY = /^([a-z0-9-]+)=([0-9a-f]{32})\/([0-9a-f]{32})?$/;

/** Days until noncurrent versions expire, until findings do, and the default retention of Object Lock. */
const SETTINGS = /^noncurrent=(\d+)(?:;retention=(\d+))?(?:;lock=(GOVERNANCE|COMPLIANCE)\/(\d+))?$/;

const matching = (pattern: RegExp) => z.string().check(z.regex(pattern));

const schema = z.object({
  EXPORT_NAME: matching(/^\S.{0,254}$/),
  ADMINISTRATOR_ACCOUNT_ID: matching(/^\d{12}$/),
  BUCKET_ACCOUNT_ID: z.optional(matching(/^\d{12}$/)),
  DESTINATION_ARN: matching(arnPattern("s3", "[^/]+(/.+)?")),
  KEY_ARN: matching(arnPattern("kms", "key/[\\w-]+")),
  BUCKET_SETTINGS: z.optional(matching(SETTINGS)),
  FREQUENCY: z.optional(z.enum(["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"])),
  REGIONS: z.string().check(z.refine((text) => text.split(",").every(isEntry))),
});

/** A variable that is missing or has another value than it may have. */
export interface EnvironmentProblem {
  id: "missingVariable" | "invalidVariable";
  variable: keyof z.infer<typeof schema>;
}

function isEntry(text: string): boolean {
  const [, region] = ENTRY.exec(text) ?? [];
  return region !== undefined && regionFacts(region) !== undefined;
}

/** The variables of settings that do not depend on what AWS makes. */
export function toVariables({
  exportName,
  findingPublishingFrequency,
  bucketSettings,
}: {
  [name in "exportName" | "findingPublishingFrequency" | "bucketSettings"]?:
    HealthSettings[name] | undefined;
}): { [name: string]: string } {
  return {
    ...(exportName !== undefined && { EXPORT_NAME: exportName }),
    ...(findingPublishingFrequency !== undefined && { FREQUENCY: findingPublishingFrequency }),
    ...(bucketSettings !== undefined && { BUCKET_SETTINGS: settingsText(bucketSettings) }),
  };
}

/** The settings as environment variables; Lambda allows 4 KB of them, and 34 Regions take less. */
export function toEnvironment(settings: HealthSettings): { [name: string]: string } {
  const { administratorAccountId, bucketAccountId, destinationArn, keyArn } = settings;
  return {
    ...toVariables(settings),
    ADMINISTRATOR_ACCOUNT_ID: administratorAccountId,
    ...(bucketAccountId !== undefined && { BUCKET_ACCOUNT_ID: bucketAccountId }),
    DESTINATION_ARN: destinationArn,
    KEY_ARN: keyArn,
    REGIONS: settings.regions
      .map(
        ({ region, detectorId, destinationId = "" }) => `${region}=${detectorId}/${destinationId}`,
      )
      .join(","),
  };
}

function settingsText({
  noncurrentVersionDays,
  retentionDays,
  objectLock,
}: NonNullable<HealthSettings["bucketSettings"]>): string {
  return [
    `noncurrent=${noncurrentVersionDays}`,
    ...(retentionDays === undefined ? [] : [`retention=${retentionDays}`]),
    ...(objectLock ? [`lock=${objectLock.mode}/${objectLock.days}`] : []),
  ].join(";");
}

function settingsOf(text: string): NonNullable<HealthSettings["bucketSettings"]> {
  const [, noncurrent, retention, mode, days] = SETTINGS.exec(text) ?? [];
  return {
    noncurrentVersionDays: Number(noncurrent),
    ...(retention !== undefined && { retentionDays: Number(retention) }),
    ...(mode !== undefined && { objectLock: { mode: mode as ObjectLockMode, days: Number(days) } }),
  };
}

/** The settings that environment variables hold, or every problem of them. */
export function fromEnvironment(env: {
  [name: string]: string | undefined;
}):
  | { settings: HealthSettings; problems: [] }
  | { settings?: undefined; problems: EnvironmentProblem[] } {
  const { data, error } = schema.safeParse(env);
  if (data === undefined) {
    const variables = error.issues.map(
      ({ path: [name] }) => name as EnvironmentProblem["variable"],
    );
    return {
      problems: variables.map((variable) => ({
        id: env[variable] === undefined ? "missingVariable" : "invalidVariable",
        variable,
      })),
    };
  }
  return {
    settings: {
      exportName: data.EXPORT_NAME,
      administratorAccountId: data.ADMINISTRATOR_ACCOUNT_ID,
      ...(data.BUCKET_ACCOUNT_ID !== undefined && { bucketAccountId: data.BUCKET_ACCOUNT_ID }),
      destinationArn: data.DESTINATION_ARN,
      keyArn: data.KEY_ARN,
      findingPublishingFrequency: data.FREQUENCY,
      ...(data.BUCKET_SETTINGS !== undefined && {
        bucketSettings: settingsOf(data.BUCKET_SETTINGS),
      }),
      regions: data.REGIONS.split(",").map((text) => {
        const [, region = "", detectorId = "", destinationId] = ENTRY.exec(text) ?? [];
        return { region, detectorId, ...(destinationId && { destinationId }) };
      }),
    },
    problems: [],
  };
}
