import type { Description } from "./description";

/** Before a refresh: it drops a key that is pending deletion from the state. */
const KEY = "If the key is pending deletion, first run `aws kms cancel-key-deletion`.";

/** Detectors, destinations and what suppresses findings. */
export const EXPORT_DESCRIPTIONS = {
  detectorMissing: {
    meaning: "The account has no detector in the Region",
    fix: "Run `pulumi refresh`, then `pulumi up`",
  },
  destinationMissing: {
    meaning: "The detector has no publishing destination",
    fix: `${KEY} Run \`pulumi refresh\`, then \`pulumi up\``,
  },
  detectorDeleted: {
    meaning: "The detector was deleted, or belongs to another account",
    fix: "Run `pulumi refresh`, then `pulumi up`. Remove an adopted detector from `existing` first",
  },
  destinationDeleted: {
    meaning: "The publishing destination was deleted",
    fix: `${KEY} Run \`pulumi refresh\`, then \`pulumi up\`. Remove an adopted destination from \`existing\` first`,
  },
  destinationReplaced: {
    meaning: "The detector has another publishing destination than the one that the stack knows",
    fix: `${KEY} Delete it, then run \`pulumi refresh\` and \`pulumi up\`. Set the new id of an adopted destination instead`,
  },
  detectorStatus: {
    meaning: "The detector is suspended",
    fix: "Run `pulumi refresh`, then `pulumi up`. Set `enable` of an adopted detector first",
  },
  destinationStatus: {
    meaning: "GuardDuty does not write to the destination: not verified, failing, or stopped",
    fix: `${KEY} Wait for verification, run \`pulumi up --refresh\`, or recreate the destination, by status`,
  },
  findingsNotExported: {
    meaning:
      "GuardDuty has findings that are due for export, and the newest finding in the bucket is older. If the bucket has no finding of the Region, this is a warning",
    fix: "Run `guardduty-export test`, which creates a sample finding",
  },
  regionSilent: {
    meaning: "No finding of the Region arrived for more than three times its usual interval",
    fix: "Run `guardduty-export test`, which creates a sample finding",
  },
  notificationsDiffer: {
    meaning:
      "The bucket's notifications, the topic's policy, a subscription or its filter, or a reader's queue (its policy, encryption, retention, message size or dead-letter queue) was changed outside the stack",
    fix: "Run `pulumi refresh`, then `pulumi up`",
  },
  statusUnknown: {
    meaning: "This version does not know a status that GuardDuty returned",
    fix: "Upgrade, or look up the status in the GuardDuty API reference",
  },
  statusMissing: { meaning: "GuardDuty returned no status", fix: "Run the command again" },
  valueDiffers: {
    meaning: "The frequency, destination or key differs from the configuration",
    fix: `${KEY} Run \`pulumi refresh\`, then \`pulumi up\``,
  },
  valueMissing: {
    meaning: "GuardDuty did not return a value that is compared",
    fix: "Run the command again",
  },
  allFindingsSuppressed: {
    meaning: "Suppression rules archive every finding of the Region: none is exported",
    fix: "Delete them with the command that the text gives",
  },
  suppressionFilter: {
    meaning: "A suppression rule archives findings of some kinds: they are not exported",
    fix: "Delete it with the command that the text gives, if it hides findings that you need",
  },
  declaredFilterMissing: {
    meaning: "A suppression rule that the configuration declares is not in effect",
    fix: "Run `pulumi refresh`, then `pulumi up`",
  },
  declaredListMissing: {
    meaning: "A list that the configuration declares is not active, or has other entries",
    fix: "Run `pulumi refresh`, then `pulumi up`",
  },
  listBucketOwnerMissing: {
    meaning:
      "A list of the configuration has no expected bucket owner: GuardDuty does not verify who owns the bucket of its file",
    fix: "Run `guardduty-export repair --yes`; for an entity set `pulumi refresh`, then `pulumi up`",
  },
  listBucketOwnerDiffers: {
    meaning:
      "The expected bucket owner of a list is not the account of the bucket: GuardDuty does not read the file",
    fix: "Run `guardduty-export repair --yes`; for an entity set `pulumi refresh`, then `pulumi up`",
  },
  trustedListActive: {
    meaning:
      "A trusted IP or entity list is active: GuardDuty generates no findings for its entries",
    fix: "Deactivate it with the command that the text gives, if you do not know it",
  },
  expectedBucketOwnerMissing: {
    meaning:
      "The destination has no expected bucket owner: GuardDuty does not verify who owns the bucket",
    fix: "Run `guardduty-export repair --yes`",
  },
  expectedBucketOwnerDiffers: {
    meaning:
      "The expected bucket owner is not the account of the bucket: GuardDuty does not export",
    fix: "Run `guardduty-export repair --yes`, or correct `bucket.account`",
  },
  callFailed: {
    meaning: "A call to AWS failed",
    fix: "By cause: allow the actions, renew the credentials, or run the command again",
  },
  roleNotAssumed: {
    meaning: "The role of an account cannot be assumed",
    fix: "Allow `sts:AssumeRole`, and the identity in the role's trust policy",
  },
  wrongAccount: {
    meaning: "The credentials belong to another account",
    fix: "Set `assumeRoleArn` or `profile` of the account",
  },
  externalIdSecret: {
    meaning: "The `externalId` is encrypted in the configuration",
    fix: "Set it without `--secret`",
  },
  accountNotConfigured: {
    meaning: "The configuration does not have the account",
    fix: "Set the account in the configuration",
  },
  notChecked: {
    meaning: "A part of the export could not be checked",
    fix: "Apply the fix of the cause in the text",
  },
  accountNotAccessible: {
    meaning: "The command has no access to an account",
    fix: "Apply the fix of the cause in the text",
  },
  delegationNotRead: {
    meaning:
      "`discover --org` has no role of the management account, with which it reads the delegated administrator",
    fix: "Set `organization.management` in a configuration, and pass it as `--config`",
  },
  configNotRead: {
    meaning: "Only Pulumi can resolve a part of the configuration",
    fix: "Set the values in the stack's file, and remove `environment`",
  },
} satisfies { [id: string]: Description };
