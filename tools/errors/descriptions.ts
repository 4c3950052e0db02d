import type { AnyFindingId } from "../../rules/findings";
import { INPUT_DESCRIPTIONS } from "./inputDescriptions";

/** What a finding means, and its fix. */
interface Description {
  meaning: string;
  fix: string;
}

/** Before a refresh: it drops a key that is pending deletion from the state. */
const KEY = "If the key is pending deletion, first run `aws kms cancel-key-deletion`.";

/** A row of docs/errors.md for each finding. */
export const DESCRIPTIONS: { [id in AnyFindingId]: Description } = {
  exportDenied: {
    meaning: "A statement denies a call that GuardDuty makes to export, or no statement allows it",
    fix: "Apply the change of the statement that the text gives",
  },
  exportUndetermined: {
    meaning:
      "Whether a statement lets GuardDuty export depends on a value that AWS does not document",
    fix: "Exempt GuardDuty from the statement, as the text says",
  },
  publicAccess: {
    meaning: "A statement allows anonymous callers or any AWS account",
    fix: "Name the principals in the statement",
  },
  externalAccess: {
    meaning: "A statement allows another account, identity or identity provider",
    fix: "Remove the principals that need no access",
  },
  serviceAccess: {
    meaning: "A statement allows a service on behalf of any account",
    fix: "Add a condition on `aws:SourceAccount`",
  },
  guardDutyAccess: {
    meaning: "A statement allows GuardDuty more than the export needs",
    fix: "Bind the statement to the detectors, actions and resources that the text names, or remove it",
  },
  unencryptedWrites: {
    meaning: "No statement denies GuardDuty uploads without SSE-KMS",
    fix: "Add the `Deny` that the text gives",
  },
  otherKeyWrites: {
    meaning: "No statement denies GuardDuty uploads encrypted with another key",
    fix: "Add the `Deny` that the text gives",
  },
  otherWriters: {
    meaning: "No statement denies uploads of findings by others than GuardDuty",
    fix: "Add the `Deny` that the text gives",
  },
  insecureTransport: {
    meaning: "No statement denies requests to the bucket without TLS",
    fix: "Add the `Deny` that the text gives",
  },
  keyAdministrationMissing: {
    meaning: "The key policy allows no identity of the key's account to change it",
    fix: "Allow the root principal of the account `kms:*`, and remove statements that deny it `kms:PutKeyPolicy`",
  },
  deletedIdentity: {
    meaning: "A statement names an identity that was deleted: AWS refuses to write the policy",
    fix: "Remove the principal or the statement, as the text says",
  },
  malformedStatement: {
    meaning:
      "A statement has an element or an action that AWS does not have: AWS refuses it, or keeps it without effect",
    fix: "Correct the element or remove the statement, as the text says",
  },
  publicStatement: {
    meaning:
      "S3 counts a statement as public: with BlockPublicPolicy it refuses to write the policy",
    fix: "Name the principals of the statement, or remove it, as the text says",
  },

  regionNotListed: {
    meaning: "This version does not know a Region",
    fix: "Correct the name in `regions`, or upgrade",
  },
  crossRegionNotDocumented: {
    meaning: "AWS does not document exports between Regions in this partition",
    fix: "Deploy an export for each Region",
  },
  managementIsAdministrator: {
    meaning: "The management account is its own delegated administrator",
    fix: "Set `organization.administrator` to another account",
  },
  lookupNotGranted: {
    meaning: "The deploying identity needs access to the bucket of another account",
    fix: "Set `organization.administrator.assumeRoleArn`",
  },
  detectorsNotNamed: {
    meaning: "The policy has no room for the ARN of each detector",
    fix: "Remove statements from others, or export fewer Regions to the bucket",
  },
  detached: {
    meaning: "`detach` is set: no findings are exported",
    fix: "Remove `detach`",
  },
  destinationsCannotWrite: {
    meaning: "Existing destinations are kept and can no longer write to the bucket",
    fix: "Delete them, and remove their `destinationId`",
  },

  destinationsNotCreated: {
    meaning: "Regions that the health check watches have no publishing destination",
    fix: "Apply the fix that the export reports for the Region, then run `pulumi up`",
  },
  ownerEventsNotSent: {
    meaning: "The bucket and key are in another account: messages do not report changes of them",
    fix: "Move the bucket and the key, or set `intervalMinutes` to the delay that you accept",
  },
  regionEventsNotSent: {
    meaning: "EventBridge does not forward events between Regions of this partition",
    fix: "Deploy an export with a health check for each Region",
  },
  bucketOwnerNotVerified: {
    meaning:
      "A destination was deployed, and its expected bucket owner was not set: GuardDuty does not verify who owns the bucket",
    fix: "Run the AWS CLI command that the text gives",
  },
  listOwnerNotVerified: {
    meaning:
      "A list of IP addresses was deployed, and its expected bucket owner was not set: GuardDuty does not verify who owns the bucket of its file",
    fix: "Run the AWS CLI command that the text gives",
  },
  ownerNotChecked: {
    meaning:
      "The expected bucket owner of a destination or list of an earlier deployment could not be read",
    fix: "Apply the fix that the text gives",
  },
  creationNotCompleted: {
    meaning:
      "AWS refused a call that completes a key, topic or bucket of an earlier deployment: its rotation, encryption key or tags are not set",
    fix: "Apply the fix that the text gives, then run `pulumi up` again",
  },
  policyChangedSinceRead: {
    meaning:
      "The policy of an existing bucket or key changed between the read and the write of a deployment, which did not write it",
    fix: "Run `pulumi up` again",
  },
  ownStatementsRestored: {
    meaning:
      "Another write replaced the policy of an existing bucket or key just after a deployment, which added its statements again",
    fix: "Deploy stacks that share a bucket or a key one after the other",
  },
  statementsLost: {
    meaning:
      "Another write replaced the policy of an existing bucket or key just after a deployment, and statements are missing; the text has them as JSON",
    fix: "Run `pulumi up` again; for statements from others, ask the owner whether they were removed on purpose",
  },
  writersNotChecked: {
    meaning:
      "The policy of an existing bucket or key could not be read again just before or after it was written",
    fix: "Apply the fix in the text; deploy stacks that share a bucket or a key one after the other",
  },
  formerStatementsKept: {
    meaning: "The policy of a bucket or key that destinations no longer use keeps statements",
    fix: "Run `guardduty-export detach --former-bucket NAME` or `--former-key ARN`",
  },
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
  addOnEncrypted: {
    meaning: "An add-on is encrypted as a whole: `plan` and `permissions` cannot include it",
    fix: "Set the add-on without `--secret`, and encrypt only the values that are secrets",
  },
  trustNotBound: {
    meaning: "The trust policy of a reader's role is bounded only by what the caller chooses",
    fix: "Set `webIdentity.subjects`",
  },
  subjectWildcard: {
    meaning: "A subject has a wildcard, which IAM compares literally",
    fix: "Set `webIdentity.subjects` to complete subjects",
  },
  externalIdMissing: {
    meaning: "Another account can assume a reader's role without an external id",
    fix: "Set `role.externalId` to an id that the reader sends",
  },
  identityMissing: {
    meaning: "The role or user of a reader was deleted",
    fix: "Run `pulumi refresh` and `pulumi up`: the stack creates it again",
  },
  identityNotRead: {
    meaning:
      "A reader's role or user could not be read from IAM, or its name could not be determined",
    fix: "Allow the action that the text names, or pass the state as `--state`",
  },
  identityDenied: {
    meaning:
      "A reader's role or user lost a permission that the stack grants, or the trust policy no longer allows its caller: the SIEM receives no findings",
    fix: "Run `pulumi refresh` and `pulumi up`, or remove the statement that the text names",
  },
  identityDrift: {
    meaning: "The policies of a reader's role or user differ from those that the stack deploys",
    fix: "Remove what others added, then run `pulumi refresh` and `pulumi up`",
  },
  filterArchivesSevere: {
    meaning: "A filter of the configuration can archive findings of HIGH or CRITICAL severity",
    fix: "Restrict the filter to severities below 7, or set its action to `NOOP`",
  },
  filtersArchiveEverything: {
    meaning: "The filters of the configuration archive every finding of a Region: none is exported",
    fix: "Set the action of a filter to `NOOP`, or restrict its criterion",
  },
  filterMatchesNothing: {
    meaning: "No finding meets the conditions of a filter of the configuration together",
    fix: "Correct or remove one of the conditions on the field that the text names",
  },
  scanEventsNotSent: {
    meaning:
      "GuardDuty sends the scan results of a bucket in another account or Region than that of the rules of `events`",
    fix: "Send them with an `EventRouting` in the account and Region of the bucket",
  },
  scanDenied: {
    meaning: "A statement keeps GuardDuty from scanning a bucket of `malwareProtection`",
    fix: "Apply the change of the statement that the text gives",
  },
  scanUndetermined: {
    meaning:
      "Whether GuardDuty can scan a bucket depends on a value of its requests that AWS does not document",
    fix: "Exempt the role from the statement, as the text says",
  },
  scanPolicyNotRead: {
    meaning: "Policies that decide whether GuardDuty can scan a bucket were not read",
    fix: "Run `guardduty-export status`, which reads them",
  },
  scanRoleOpen: {
    meaning: "Another account can have GuardDuty use the role of a Malware Protection plan",
    fix: "Add `aws:SourceAccount` and `aws:SourceArn` to the role's trust policy",
  },
  malwarePlanMissing: {
    meaning: "A bucket of `malwareProtection` has no Malware Protection plan",
    fix: "Run `pulumi refresh`, then `pulumi up`",
  },
  malwarePlanStatus: {
    meaning: "GuardDuty reports a Malware Protection plan as failing or incomplete",
    fix: "Grant the role the permissions that the status codes name",
  },
  sharedPolicyNotRead: {
    meaning: "The policy of an existing queue, topic or event bus could not be read",
    fix: "Allow the call that is named; after `plan`, run `status`",
  },
  sharedPolicyAccess: {
    meaning:
      "The policy of an existing queue, topic or event bus allows callers from outside its account",
    fix: "Have its owner remove the statement, or restrict its `Principal`",
  },
  baseConfigInvalid: {
    meaning: "`plan` cannot compare: the other configuration has errors",
    fix: "Compare with a valid configuration",
  },
  targetUnknown: {
    meaning: "Destinations do not show which bucket or key the stack created",
    fix: "Pass `--bucket`; for the key, run `pulumi refresh`, then `pulumi up`",
  },
  bucketUnknown: { meaning: "The stack's bucket is not known", fix: "Pass `--bucket`" },
  holderMissing: {
    meaning: "The bucket or key was deleted",
    fix: "Run `pulumi refresh`, then `pulumi up`. Set `existing` to another one where it was adopted",
  },
  healthPartDiffers: {
    meaning:
      "A part of the health check is missing, disabled or changed: checks do not run, or messages are not sent",
    fix: "Find who changed it, then run `pulumi refresh` and `pulumi up`. Confirm a subscription that is pending",
  },
  findingsArchived: {
    meaning:
      "Findings are archived that no suppression rule archives: their updates are not exported",
    fix: "Find who archived them (CloudTrail: `ArchiveFindings`), and unarchive those that are open",
  },
  bucketSettingWeaker: {
    meaning: "A setting of the bucket protects findings less than the stack declares",
    fix: "Run `pulumi refresh`, then `pulumi up`. Change the lifecycle of an existing bucket, or a replication, as the text says",
  },
  readerCannotDecrypt: {
    meaning:
      "The key policy does not allow a reader to decrypt findings: the SIEM receives no findings",
    fix: "Add the reader's role to `readerArns`, or change the key's policy as the text says",
  },
  keyGrant: {
    meaning:
      "A grant, which the key policy does not show, allows a principal to use the key of the stack",
    fix: "Run the `aws kms revoke-grant` that the text gives, if the grant is not intended",
  },
  holderUnsuitable: {
    meaning: "The Region, kind or state of the bucket or key does not allow exports",
    fix: "Apply the fix that the text gives, such as `aws kms enable-key`",
  },
  policyUnreadable: {
    meaning: "A policy cannot be read or merged",
    fix: "Correct the policy as the text says",
  },
  policyFinding: {
    meaning: "A finding of the bucket or key policy, with an id of the first table",
    fix: "Apply the change of the policy that the text gives",
  },
  policyDrift: {
    meaning: "A policy differs from what the stack writes",
    fix: "Find who changed it, then run `pulumi refresh` and `pulumi up`",
  },
  identityDiffers: {
    meaning:
      "The policy has the statements of the export under other names of project, stack or component",
    fix: "Pass `--project`, `--stack` and `--name` as deployed; after a rename, run `pulumi up`",
  },
  policyTooLarge: {
    meaning: "The policy has no room for the export's statements",
    fix: "Remove statements, or export fewer accounts to the bucket",
  },
  proofOff: {
    meaning: "The policies are not assessed",
    fix: "Set `proof` to `require` or `warn`",
  },
  newestFindingTooOld: {
    meaning: "The newest finding of a Region is older than `--max-age`",
    fix: "Run `guardduty-export test`, which creates a sample finding",
  },
  delegationDiffers: {
    meaning: "Another account, or none, administers GuardDuty in the Region",
    fix: "Run `pulumi refresh`, then `pulumi up`",
  },
  autoEnableDiffers: {
    meaning: "Auto-enable differs from the configuration",
    fix: "Run `pulumi refresh`, then `pulumi up`",
  },
  policyTypeNotEnabled: {
    meaning:
      "`organization.members.managedBy` is `policy`, and the organization has not enabled the policy type `GUARDDUTY_POLICY`",
    fix: "Enable the type and attach the policy, or remove `managedBy`",
  },
  regionNotManaged: {
    meaning: "No GuardDuty policy of the organization enables GuardDuty in the Region",
    fix: "Add the Region to the policy, and attach it",
  },
  autoEnableOverridden: {
    meaning:
      "GuardDuty policies of the organization decide which accounts are enabled: settings for members have no effect",
    fix: "Set `organization.members.managedBy` to `policy` and remove the settings that the text names, or disable the policy type",
  },
  trustedAccessMissing: {
    meaning: "Malware Protection for EC2 has no trusted access in the organization",
    fix: "Enable trusted access with the command that the text gives",
  },
  memberLimitReached: {
    meaning: "The administrator has the maximum number of members",
    fix: "Remove members that are closed accounts",
  },
  membersNotEnabled: {
    meaning: "Accounts are not enabled members",
    fix: "Wait for 24 hours with auto-enable `ALL`; otherwise run `pulumi refresh`, then `pulumi up`. Correct the GuardDuty policies where they manage members",
  },
  membersNotMonitored: {
    meaning: "Members are suspended or were disassociated: their findings are not exported",
    fix: "Run `aws guardduty start-monitoring-members` or `create-members`, or `delete-members` if it is meant. Correct the GuardDuty policy of a member that one suspends",
  },
  excludedMembersEnabled: {
    meaning: "Accounts of `members.exclude` are enabled members, and their findings are exported",
    fix: "Run `aws guardduty disassociate-members`, or attach a GuardDuty policy that disables `foundational` where policies manage members",
  },
  memberPlanDisabled: {
    meaning: "A protection plan is disabled in members",
    fix: "Run `aws guardduty update-member-detectors`. Change a plan that a GuardDuty policy sets in the policy",
  },
  memberPlanDiffers: {
    meaning:
      "A protection plan of a member differs from the one that the configuration sets for it",
    fix: "Run `pulumi refresh`, then `pulumi up`. Change a plan that a GuardDuty policy sets in the policy",
  },
  planDiffers: {
    meaning: "A protection plan of the administrator's detector differs from the configuration",
    fix: "Run `pulumi refresh`, then `pulumi up`. Change a plan that a GuardDuty policy sets in the policy",
  },
  controlPolicyDenies: {
    meaning: "A statement of a resource control policy denies a call of GuardDuty, or may deny it",
    fix: "Add the condition that the text gives to the statement",
  },
  controlPoliciesNotRead: {
    meaning:
      "Service and resource control policies and permissions boundaries were not read: they can deny what the bucket and key policies allow",
    fix: "Pass each resource control policy as `--resource-control-policy`, or `none` where no such policy applies",
  },
  policyNotGiven: {
    meaning: "`plan` was not given the policy of an adopted bucket or key",
    fix: "Read the policy, and pass it as `--bucket-policy` or `--key-policy`",
  },
  holderNotRead: {
    meaning:
      "`plan` makes no call to AWS: the settings of an adopted bucket or key are not checked",
    fix: "Run `pulumi preview`, which checks it",
  },
  regionsNotKnown: {
    meaning: "The Regions of a member's stack are outputs of the administrator's stack",
    fix: "Set `regions` and `administratorAccountId`, or run `pulumi preview`",
  },
  planWarning: {
    meaning: "A warning of the configuration, in the JSON output of `plan`",
    fix: "Apply the fix of the warning in the text",
  },
  policiesNotRead: {
    meaning: "Policies of buckets or keys could not be read",
    fix: "Apply the fix of the cause in the text",
  },
  candidatesNotRead: {
    meaning: "The account has more buckets or keys than `discover` checks",
    fix: "Set `bucket.existing` or `key.existing` in a file, and pass it as `--config`",
  },
  destinationInUse: {
    meaning: "A destination still uses the bucket or key that is to be detached",
    fix: "Remove the destinations first: `pulumi destroy`, or `detach` and `pulumi up`",
  },
  messageTopicUnknown: {
    meaning: "`test --changes` could not determine the topic of the messages",
    fix: "Pass its ARN as `--topic`",
  },
  messageNotArrived: {
    meaning: "No message of the call that `test --changes` made arrived by the deadline",
    fix: "Check the CloudTrail trail and the queues of undelivered events",
  },
  testLeftBehind: {
    meaning: "A queue or subscription of `test --changes` could not be removed",
    fix: "Remove it",
  },
  sampleNotArrived: {
    meaning: "No object of the sample finding arrived by the deadline",
    fix: "Run `test` again with a longer `--deadline`",
  },

  ...INPUT_DESCRIPTIONS,

  "guardduty-destination-provable": {
    meaning: "The policies do not let GuardDuty export to a destination",
    fix: "Apply the fix that the message gives",
  },
  "guardduty-destination-policies-in-stack": {
    meaning: "The stack lacks the bucket, the key or a policy of a destination",
    fix: "Manage them in the stack, or check them where they are managed",
  },
  "guardduty-destination-one-per-detector": {
    meaning: "A detector has two destinations",
    fix: "Remove one of them",
  },
  "guardduty-destination-home-region": {
    meaning: "GuardDuty does not export from the detector's Region to that of bucket and key",
    fix: "Move bucket and key to one default-enabled Region",
  },
  "guardduty-bucket-tls-only": {
    meaning: "The bucket accepts requests without TLS",
    fix: "Deny `s3:*` where `aws:SecureTransport` is `false`",
  },
  "guardduty-bucket-public-access-blocked": {
    meaning: "Public access to the bucket is not blocked",
    fix: "Set all four settings of `aws.s3.BucketPublicAccessBlock` to `true`",
  },
  "guardduty-bucket-versioned": {
    meaning: "The bucket keeps no versions",
    fix: "Add an `aws.s3.BucketVersioning` with the status `Enabled`",
  },
  "guardduty-bucket-retained": {
    meaning: "Destroying the stack deletes all findings",
    fix: "Remove `forceDestroy`",
  },
  "guardduty-no-wildcard-principal": {
    meaning: "A statement allows anonymous callers or any AWS account",
    fix: "Name the principals in the statement",
  },
  "guardduty-no-external-access": {
    meaning: "A statement allows another account",
    fix: "Remove the principals that need no access",
  },
  "guardduty-no-wildcard-action": {
    meaning: "GuardDuty is allowed more actions than it needs",
    fix: "List the actions in the statement",
  },
  "guardduty-source-bound": {
    meaning: "A statement allows GuardDuty on behalf of other accounts",
    fix: "Add a condition on `aws:SourceAccount` and `aws:SourceArn`",
  },
  "guardduty-service-source-bound": {
    meaning: "A statement allows another service on behalf of any account",
    fix: "Add a condition on `aws:SourceAccount`, `aws:SourceArn` or `aws:SourceOrgID`",
  },
  "guardduty-writes-encrypted": {
    meaning: "The bucket accepts findings that are not encrypted under the destination's key",
    fix: "Add the `Deny` that the message gives",
  },
  "guardduty-key-administered": {
    meaning: "The key policy allows no identity of the key's account to change it",
    fix: "Allow the root principal of the account `kms:*`, and remove statements that deny it `kms:PutKeyPolicy`",
  },
};
