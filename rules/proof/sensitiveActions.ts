import { resourcePatterns, toPattern, type RequestContext } from "../evaluator";
import { findingsFolder } from "../policies";
import { listOf, type PolicyDocument } from "../policyDocument";
import { findingArn } from "./calls";
import { findingKeys, representatives } from "./objectSpace";
import type { AccessClass, ExportPolicies, PolicyName } from "./types";

/** One action that only GuardDuty for the exported detectors should be able to take, or no caller from outside. */
export interface SensitiveAction {
  class: AccessClass;
  policy: PolicyName;
  action: string;
  on: "finding" | "elsewhere" | "bucket" | "key";
}

/**
 * By class and what they act on.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 * and https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
 */
const ACTIONS: { class: AccessClass; on: SensitiveAction["on"]; actions: string[] }[] = [
  { class: "writeFindings", on: "finding", actions: ["s3:PutObject", "s3:ReplicateObject"] },
  { class: "writeElsewhere", on: "elsewhere", actions: ["s3:PutObject"] },
  {
    class: "readFindings",
    on: "finding",
    actions: [
      "s3:GetObject",
      "s3:GetObjectVersion",
      "s3:GetObjectVersionForReplication",
      "s3:GetObjectTorrent",
      "s3:GetObjectVersionTorrent",
    ],
  },
  {
    class: "readFindings",
    on: "bucket",
    actions: ["s3:ListBucket", "s3:ListBucketVersions", "s3:PutReplicationConfiguration"],
  },
  {
    class: "deleteFindings",
    on: "finding",
    actions: [
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
      "s3:ReplicateDelete",
      "s3:PutObjectRetention",
      "s3:PutObjectLegalHold",
      "s3:BypassGovernanceRetention",
      "s3:ObjectOwnerOverrideToBucketOwner",
      "s3:PutObjectAcl",
      "s3:PutObjectVersionAcl",
      "s3:UpdateObjectEncryption",
      // Rules of a lifecycle and conditions of policies may go by tags.
      "s3:PutObjectTagging",
      "s3:PutObjectVersionTagging",
      "s3:DeleteObjectTagging",
      "s3:DeleteObjectVersionTagging",
      "s3:ReplicateTags",
    ],
  },
  {
    class: "deleteFindings",
    on: "bucket",
    actions: [
      "s3:PutLifecycleConfiguration",
      "s3:PutBucketVersioning",
      "s3:PutBucketObjectLockConfiguration",
      "s3:DeleteBucket",
    ],
  },
  {
    class: "changeProtections",
    on: "bucket",
    actions: [
      "s3:PutBucketPolicy",
      "s3:DeleteBucketPolicy",
      "s3:PutBucketPublicAccessBlock",
      "s3:PutEncryptionConfiguration",
      "s3:PutBucketAcl",
      "s3:PutBucketOwnershipControls",
      "s3:PutBucketLogging",
      "s3:PutBucketNotification",
      "s3:PutBucketCORS",
      "s3:PutBucketWebsite",
      "s3:PutInventoryConfiguration",
      "s3:PutAnalyticsConfiguration",
    ],
  },
  {
    class: "useKey",
    on: "key",
    actions: [
      "kms:Decrypt",
      "kms:GenerateDataKey",
      "kms:GenerateDataKeyWithoutPlaintext",
      "kms:GenerateDataKeyPair",
      "kms:GenerateDataKeyPairWithoutPlaintext",
      "kms:Encrypt",
      "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
    ],
  },
  {
    class: "giveKeyAway",
    on: "key",
    actions: [
      "kms:CreateGrant",
      "kms:PutKeyPolicy",
      "kms:ScheduleKeyDeletion",
      "kms:DisableKey",
      "kms:DisableKeyRotation",
      "kms:DeleteImportedKeyMaterial",
      "kms:ImportKeyMaterial",
      "kms:ReplicateKey",
      "kms:UpdatePrimaryRegion",
      "kms:RevokeGrant",
      "kms:RetireGrant",
      "kms:EnableKey",
      "kms:CancelKeyDeletion",
    ],
  },
  {
    class: "readSettings",
    on: "bucket",
    actions: ["s3:GetBucketLocation", "s3:GetBucketPolicy", "s3:GetBucketAcl"],
  },
  { class: "readSettings", on: "key", actions: ["kms:GetKeyPolicy", "kms:ListGrants"] },
];

export const SENSITIVE_ACTIONS: readonly SensitiveAction[] = ACTIONS.flatMap(
  ({ class: kind, on, actions }) =>
    actions.map((action) => ({
      class: kind,
      policy: on === "key" ? "key" : "bucket",
      action,
      on,
    })),
);

/** What an action is tried on: of objects, some of each kind. */
export function resourcesOf(
  policies: ExportPolicies,
  { on }: SensitiveAction,
  findings: readonly string[] = [],
): string[] {
  const { bucketArn, prefix, keyArn, sources } = policies;
  if (on === "bucket") return [bucketArn];
  if (on === "key") return [keyArn];
  const folder = findingsFolder(prefix);
  if (on === "elsewhere") {
    const keys = [`${folder.slice(0, -1)}-elsewhere`, "elsewhere", ...(prefix ? ["AWSLogs/"] : [])];
    return keys.map((key) => `${bucketArn}/${key}`);
  }
  return [
    ...sources.slice(0, 1).map((source) => findingArn(policies, source, source.accountId)),
    `${bucketArn}/${folder}`,
    ...findings,
  ];
}

/** No object of a finding is older. */
const FIRST_DAY = "2018-01-01";

/** What a caller's requests hold: policy variables in a resource are replaced by it. */
type CallerKeys = Pick<RequestContext, "known" | "absent">;

/**
 * Findings' objects, one for each way in which the statements distinguish them for a caller; none where none does.
 * What a variable stands for that is not known leaves the decision open for each object.
 */
export function findingsBy(
  { bucketArn, prefix, sources }: ExportPolicies,
  document: PolicyDocument,
  caller: CallerKeys = { known: {} },
): string[] {
  const folder = findingsFolder(prefix);
  const alike = ["*", `${bucketArn}/*`, `${bucketArn}/${folder}*`, bucketArn].map(toPattern);
  const patterns = resourcePatterns(document, { ...caller, otherwise: "unknown" }).filter(
    (one) => !alike.includes(one),
  );
  if (patterns.length === 0) return [];
  const regions = [...new Set(sources.map(({ region }) => region))];
  const keys = findingKeys(folder, regions, FIRST_DAY);
  return representatives(`${bucketArn}/`, keys, patterns) ?? [];
}

/** Whether statements distinguish objects by who calls. */
export function hasVariables({ Statement }: PolicyDocument): boolean {
  return listOf(Statement).some(({ Resource, NotResource }) =>
    [...listOf(Resource), ...listOf(NotResource)].some((one) => String(one).includes("${")),
  );
}
