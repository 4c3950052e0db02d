import type { ExportSettings } from "./args";
import { findingsFolder } from "./policies/bucketStatements";
import {
  ALL_BLOCKS_ON,
  blocksOff,
  encryptedUnder,
  expiration,
  expires,
  expiresMarker,
  keepsMarker,
  keptFor,
  KEY_OF_EXPORT,
  movedTo,
  NO_ARCHIVE,
  replicatedTo,
  retention,
} from "./texts/bucketSettings";

/** Which setting of a bucket, by the names of S3's API. */
export type BucketSetting =
  | "encryption"
  | "lifecycle"
  | "objectLock"
  | "ownershipControls"
  | "publicAccessBlock"
  | "replication"
  | "versioning";

/** A rule of a lifecycle that expires objects or moves them to other storage classes. */
export interface ExpirationRule {
  id: string;
  /** Of the keys that it applies to; empty: of all. */
  prefix: string;
  /** Whether it leaves out objects without bytes. */
  keepsEmpty: boolean;
  /** After how many days current versions expire; 0: at a date. */
  days?: number;
  noncurrentDays?: number;
  /** Storage classes that current versions are moved to. */
  moves?: readonly string[];
  movesNoncurrent?: readonly string[];
  /** After how many days current versions are moved to an archive; 0: at a date. */
  archivedAfter?: number;
}

/** The settings of a bucket as S3 answers them; undefined: there is none. */
export interface ObservedBucketSettings {
  versioning?: string;
  objectLock?: { mode?: string; days?: number };
  /** The blocks that are on. */
  publicAccessBlock: readonly string[];
  encryption?: { algorithm: string; keyId?: string };
  /** The rules that are enabled. */
  lifecycle: readonly ExpirationRule[];
  ownershipControls?: string;
  /** ARNs of the buckets that objects are copied to. */
  replication: readonly string[];
}

/** A setting that protects findings less than the stack declares, in AWS's values. */
export interface WeakerSetting {
  setting: BucketSetting;
  value: string;
  expected: string;
  /** What the lifecycle of an existing bucket takes away. */
  takes?: "marker" | "findings";
}

/** The IAM actions of reading the lifecycle, and of reading all settings. */
export const LIFECYCLE_ACTION = "s3:GetLifecycleConfiguration";
export const SETTINGS_ACTIONS = [
  "s3:GetBucketVersioning",
  "s3:GetBucketObjectLockConfiguration",
  "s3:GetBucketPublicAccessBlock",
  "s3:GetEncryptionConfiguration",
  LIFECYCLE_ACTION,
  "s3:GetBucketOwnershipControls",
  "s3:GetReplicationConfiguration",
];

export const PUBLIC_ACCESS_BLOCKS = [
  "BlockPublicAcls",
  "BlockPublicPolicy",
  "IgnorePublicAcls",
  "RestrictPublicBuckets",
] as const;

const NONE = "none";
const DAYS_OF_YEAR = 365;
/**
 * Storage classes whose objects cannot be read before they are restored.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/archived-objects.html
 */
const ARCHIVES = ["GLACIER", "DEEP_ARCHIVE"];

/** What a stack declares of a bucket that it creates. */
export type DeclaredBucket = Pick<
  ExportSettings["bucket"],
  "noncurrentVersionDays" | "objectLock" | "prefix" | "retentionDays"
>;
type Bucket = DeclaredBucket;
type Rule = (
  observed: ObservedBucketSettings,
  bucket: Bucket,
  keyArn: string | undefined,
) => WeakerSetting | undefined;

/** What a created bucket has to have at least. Stronger settings are no finding. */
const RULES: readonly Rule[] = [
  ({ versioning = NONE }) =>
    versioning === "Enabled" ? undefined : weaker("versioning", versioning, "Enabled"),

  ({ objectLock }, { objectLock: declared }) => {
    if (declared === undefined) return undefined;
    const days = objectLock?.days ?? 0;
    const mode = objectLock?.mode;
    const asStrict = mode === "COMPLIANCE" || mode === declared.mode;
    if (asStrict && days >= declared.days) return undefined;
    const value = mode === undefined ? NONE : retention(mode, days);
    return weaker("objectLock", value, retention(declared.mode, declared.days));
  },

  ({ publicAccessBlock }) => {
    const off = PUBLIC_ACCESS_BLOCKS.filter((block) => !publicAccessBlock.includes(block));
    if (off.length === 0) return undefined;
    return weaker("publicAccessBlock", blocksOff(off), ALL_BLOCKS_ON);
  },

  ({ encryption }, _, keyArn) => {
    const { algorithm = NONE, keyId } = encryption ?? {};
    const isKey = keyArn === undefined || (keyId !== undefined && isSameKey(keyId, keyArn));
    if (algorithm.startsWith("aws:kms") && isKey) return undefined;
    const value = encryptedUnder(algorithm, keyId);
    return weaker("encryption", value, encryptedUnder("aws:kms", keyArn ?? KEY_OF_EXPORT));
  },

  ({ lifecycle }, bucket) => {
    const folder = findingsFolder(bucket.prefix);
    const applying = lifecycle.filter(({ prefix }) => overlap(prefix, folder));
    const kept = bucket.retentionDays ?? Infinity;
    const sooner = applying.filter(({ days }) => days !== undefined && days < kept);
    const gone = applying.filter(
      ({ noncurrentDays }) =>
        noncurrentDays !== undefined && noncurrentDays < bucket.noncurrentVersionDays,
    );
    const values = [
      ...sooner.map(({ id, days }) => expires(id, "findings", days as number)),
      ...gone.map(({ id, noncurrentDays }) =>
        expires(id, "noncurrent versions", noncurrentDays as number),
      ),
    ];
    const archived = applying.flatMap(({ id, moves, movesNoncurrent }) => [
      ...archives(moves).map((to) => movedTo(id, "findings", to)),
      ...archives(movesNoncurrent).map((to) => movedTo(id, "noncurrent versions", to)),
    ]);
    if (values.length + archived.length === 0) return undefined;
    const expected = [
      expiration(bucket.retentionDays, bucket.noncurrentVersionDays),
      ...(archived.length > 0 ? [NO_ARCHIVE] : []),
    ];
    return weaker("lifecycle", [...values, ...archived].join(", "), expected.join(", "));
  },

  ({ ownershipControls = NONE }) =>
    ownershipControls === "BucketOwnerEnforced"
      ? undefined
      : weaker("ownershipControls", ownershipControls, "BucketOwnerEnforced"),

  ({ replication }) =>
    replication.length === 0
      ? undefined
      : weaker("replication", replicatedTo([...new Set(replication)]), NONE),
];

/** Where the settings of a bucket that the export creates are weaker than the stack declares. */
export function weakerSettings(
  observed: ObservedBucketSettings,
  bucket: Bucket,
  keyArn: string | undefined,
): WeakerSetting[] {
  return RULES.flatMap((rule) => rule(observed, bucket, keyArn) ?? []);
}

/**
 * For how many days GuardDuty keeps findings: a bucket that has them for less adds nothing to that.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings.html
 */
const KEPT_DAYS = 90;

/** What the lifecycle of an existing bucket has to leave: the marker of the prefix, and findings for as long as GuardDuty has them. */
export function unsuitableSettings(
  observed: Pick<ObservedBucketSettings, "lifecycle">,
  bucket: Bucket,
): WeakerSetting[] {
  return [...takenMarker(observed, bucket), ...takenFindings(observed, bucket)];
}

function takenFindings(
  { lifecycle }: Pick<ObservedBucketSettings, "lifecycle">,
  { prefix }: Bucket,
): WeakerSetting[] {
  const folder = findingsFolder(prefix);
  const applying = lifecycle.filter((rule) => overlap(rule.prefix, folder));
  const values = applying.flatMap(({ id, days, moves, archivedAfter }) => [
    ...(days !== undefined && days < KEPT_DAYS ? [expires(id, "findings", days)] : []),
    ...(archivedAfter !== undefined && archivedAfter < KEPT_DAYS
      ? archives(moves).map((to) => movedTo(id, "findings", to, archivedAfter))
      : []),
  ]);
  if (values.length === 0) return [];
  return [{ ...weaker("lifecycle", values.join(", "), keptFor(KEPT_DAYS)), takes: "findings" }];
}

/**
 * Without the marker of a prefix GuardDuty refuses the prefix.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
function takenMarker(
  { lifecycle }: Pick<ObservedBucketSettings, "lifecycle">,
  { prefix }: Bucket,
): WeakerSetting[] {
  if (prefix === "") return [];
  const marker = `${prefix}/`;
  return lifecycle
    .filter((rule) => rule.days !== undefined && !rule.keepsEmpty && marker.startsWith(rule.prefix))
    .map(({ id, days }) => ({
      ...weaker("lifecycle", expiresMarker(id, marker, days as number), keepsMarker(marker)),
      takes: "marker",
    }));
}

function weaker(setting: BucketSetting, value: string, expected: string): WeakerSetting {
  return { setting, value, expected };
}

/** What the stack declares of its bucket; undefined: it does not create one. */
export function declaredBucket({
  existing,
  objectLock,
  retentionDays: kept,
  noncurrentVersionDays,
}: ExportSettings["bucket"]): Omit<DeclaredBucket, "prefix"> | undefined {
  if (existing !== undefined) return undefined;
  return {
    noncurrentVersionDays,
    ...(kept !== undefined && { retentionDays: kept }),
    ...(objectLock && { objectLock }),
  };
}

/** Years of Object Lock in days, as S3 counts them. */
export function retentionDays({ Days, Years }: { Days?: number; Years?: number }): number {
  return Days ?? (Years ?? 0) * DAYS_OF_YEAR;
}

/** Whether objects of a storage class cannot be read before they are restored. */
export const isArchive = (storageClass: string): boolean => ARCHIVES.includes(storageClass);

const archives = (storageClasses: readonly string[] = []): string[] =>
  storageClasses.filter(isArchive);

function overlap(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

/** S3 takes the ARN or the bare id. */
function isSameKey(keyId: string, keyArn: string): boolean {
  return keyId === keyArn || keyArn.endsWith(`:key/${keyId}`);
}
