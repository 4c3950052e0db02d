import { z } from "zod";
import { arnPattern } from "../../rules/arn";
import { databases, namedQueries, workgroups } from "./catalog";
import { accountId, apiShape, document, region, tags, timestamp } from "./fields";
import { feeds } from "./feeds";
import { filters, findings, ruleAssociations } from "./findings";
import { managedPolicies, oidcProviders, roleArn, roles, users } from "./identities";
import { lists } from "./lists";
import { malwareProtectionPlans } from "./malware";
import { buses, queues, rules, topics } from "./messaging";
import { alarmMuteRules, alarms, dashboards, functions, logGroups, schedules } from "./monitoring";
import { organization } from "./organization";
import { sentinelWorkspaces } from "./sentinel";

/**
 * The world file: accounts and what they hold, as JSON. Every key may be left out, an unknown one is refused.
 * Settings of buckets are kept in the shapes of the S3 API.
 */

const hex = z.string().regex(/^[0-9a-f]{32}$/, "must be 32 hex digits");
const keyArn = z
  .string()
  .regex(arnPattern("kms", "key/[A-Za-z0-9-]+"), "must be the ARN of a KMS key");

const account = z.strictObject({
  name: z.string().default(""),
  email: z.string().optional(),
  optedIn: z.array(region).default([]),
  /** Whether it was closed: AWS suspends it. */
  closed: z.boolean().optional(),
  /** Roles that any principal may assume and that may do all that their account may. */
  roles: z.array(roleArn).default([]),
  /** Block Public Access of S3 for every bucket of the account. */
  publicAccessBlock: document.optional(),
});

const objectVersion = z.strictObject({
  size: z.number().int().nonnegative().default(0),
  sse: z.enum(["AES256", "aws:kms", "aws:kms:dsse"]).optional(),
  kmsKeyArn: z.string().optional(),
  bucketKeyEnabled: z.boolean().optional(),
  contentType: z.string().optional(),
  etag: z.string().optional(),
  lastModified: timestamp.optional(),
  storageClass: z.string().optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  tags: z.record(z.string(), z.string()).optional(),
  versionId: z.string().optional(),
  deleteMarker: z.boolean().optional(),
  /** The checksum that it was put with, by S3's member: `ChecksumCRC32`. */
  checksum: z.strictObject({ member: z.string(), value: z.base64() }).optional(),
  /** Retention by Object Lock. */
  retention: z
    .strictObject({ mode: z.enum(["GOVERNANCE", "COMPLIANCE"]), until: timestamp })
    .optional(),
  /** The bytes, in base64; an object without them reads as zeros. */
  body: z.base64().optional(),
});

const setting = apiShape.nullable().optional();

const bucket = z.strictObject({
  account: accountId,
  region,
  createdAt: timestamp.optional(),
  policy: document.nullable().default(null),
  objects: z.record(z.string(), objectVersion).default({}),
  /** Key -> noncurrent versions and delete markers, newest first. */
  versions: z.record(z.string(), z.array(objectVersion)).default({}),
  versioning: z.enum(["Enabled", "Suspended"]).optional(),
  tags,
  publicAccessBlock: setting,
  ownershipControls: setting,
  encryption: setting,
  lifecycle: setting,
  objectLock: setting,
  logging: setting,
  replication: setting,
  notification: setting,
});

const grant = z.strictObject({
  id: z.string(),
  granteePrincipal: z.string(),
  operations: z.array(z.string()),
  createdAt: timestamp.optional(),
  retiringPrincipal: z.string().optional(),
  name: z.string().optional(),
  constraints: z
    .strictObject({
      EncryptionContextEquals: z.record(z.string(), z.string()).optional(),
      EncryptionContextSubset: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
});

const key = z.strictObject({
  policy: document.default({}),
  state: z
    .enum(["Enabled", "Disabled", "PendingDeletion", "PendingImport", "Unavailable"])
    .default("Enabled"),
  /** Where its material is from: AWS_KMS, EXTERNAL, or a key store of the account's. */
  origin: z.string().optional(),
  spec: z.string().default("SYMMETRIC_DEFAULT"),
  usage: z.string().default("ENCRYPT_DECRYPT"),
  description: z.string().default(""),
  multiRegion: z.boolean().default(false),
  createdAt: timestamp.optional(),
  /** Null while rotation is off. */
  rotationPeriodInDays: z.number().int().nullable().default(null),
  deletionDate: timestamp.optional(),
  aliases: z.array(z.string().startsWith("alias/")).default([]),
  grants: z.array(grant).default([]),
  tags,
});

const destination = z.strictObject({
  destinationArn: z.string(),
  kmsKeyArn: z.string(),
  /** Account that has to own the bucket, where the destination says so. */
  expectedBucketOwner: accountId.optional(),
  status: z
    .enum([
      "PENDING_VERIFICATION",
      "PUBLISHING",
      "UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY",
      "STOPPED",
    ])
    .default("PUBLISHING"),
  /** Since when exports fail, in milliseconds of the epoch. */
  publishingFailureStartTimestamp: z.number().int().optional(),
  clientToken: z.string().optional(),
  tags,
});

const feature = z.strictObject({
  status: z.enum(["ENABLED", "DISABLED"]),
  updatedAt: timestamp.optional(),
  additional: z.record(z.string(), z.enum(["ENABLED", "DISABLED"])).default({}),
});

const member = z.strictObject({
  email: z.string().default(""),
  relationshipStatus: z.string(),
  /** Whether the account came by the organization and not by an invitation. */
  viaOrganization: z.boolean().default(false),
  invitationId: hex.optional(),
  invitedAt: timestamp.optional(),
  updatedAt: timestamp.optional(),
});

const autoEnable = z.enum(["NEW", "ALL", "NONE"]);

const organizationConfiguration = z.strictObject({
  autoEnableOrganizationMembers: autoEnable.default("NONE"),
  /** When GuardDuty next enables accounts. */
  dueAt: timestamp.optional(),
  /** Accounts of the organization when NEW was set: they are not new. */
  knownAccounts: z.array(accountId).default([]),
  features: z
    .record(
      z.string(),
      z.strictObject({
        autoEnable,
        additional: z.record(z.string(), autoEnable).default({}),
      }),
    )
    .default({}),
});

const detector = z.strictObject({
  id: hex.optional(),
  status: z.enum(["ENABLED", "DISABLED"]).default("ENABLED"),
  findingPublishingFrequency: z
    .enum(["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"])
    .default("SIX_HOURS"),
  createdAt: timestamp.optional(),
  updatedAt: timestamp.optional(),
  clientToken: z.string().optional(),
  tags,
  features: z.record(z.string(), feature).default({}),
  destinations: z.record(hex, destination).default({}),
  filters,
  ruleAssociations,
  lists,
  findings,
  /** Accounts this detector's account administers in this Region. */
  members: z.record(accountId, member).default({}),
  organizationConfiguration: organizationConfiguration.optional(),
});

/** What the world takes for true where AWS documents nothing. */
const assumptions = z.strictObject({
  /** Whether GuardDuty gets through a policy that turns on something undocumented of its requests. */
  undocumented: z.enum(["refused", "allowed"]).default("refused"),
});

export const worldSchema = z.strictObject({
  caller: accountId.default("111122223333"),
  assumptions: assumptions.prefault({}),
  accounts: z.record(accountId, account).default({}),
  organization: organization.optional(),
  buckets: z.record(z.string(), bucket).default({}),
  keys: z.record(keyArn, key).default({}),
  detectors: z
    .record(
      z.string().regex(/^\d{12}\/[a-z]{2}(-[a-z]+)+-\d{1,2}$/, "must be <account id>/<Region>"),
      detector,
    )
    .default({}),
  malwareProtectionPlans,
  topics,
  queues,
  buses,
  rules,
  roles,
  users,
  managedPolicies,
  oidcProviders,
  databases,
  workgroups,
  namedQueries,
  feeds,
  sentinelWorkspaces,
  functions,
  schedules,
  logGroups,
  alarms,
  alarmMuteRules,
  dashboards,
  /** Task -> what became of the deletion of a service-linked role. */
  roleDeletions: z.record(z.string(), z.enum(["SUCCEEDED", "FAILED"])).default({}),
  /** How far the clock of the world is ahead, in milliseconds. */
  clockOffsetMs: z.number().int().nonnegative().optional(),
});

/** A world file as people write it. */
export type WorldFile = z.input<typeof worldSchema>;
type Parsed = z.output<typeof worldSchema>;

export type Account = z.output<typeof account>;
export type StoredObject = z.output<typeof objectVersion>;
export type Bucket = z.output<typeof bucket>;
export type Key = z.output<typeof key>;
export type Destination = z.output<typeof destination>;
export type DetectorFeature = z.output<typeof feature>;
export type Member = z.output<typeof member>;
export type OrganizationConfiguration = z.output<typeof organizationConfiguration>;
export type Detector = z.output<typeof detector> & { id: string };

/** The world with all defaults filled in. */
export type World = Omit<Parsed, "detectors"> & { detectors: { [key: string]: Detector } };
