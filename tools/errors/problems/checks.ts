import type { Meanings } from "./types";

const ALLOW = "Allow the deploying identity to read it, as the text says";
const POLICY = "Correct the policy, and run the command again";

/** What exists in AWS, read before anything is changed. */
export const CHECKS = {
  notCheckedOfProvider: [
    "The component could not check: it lacks the credentials of a provider that was passed",
    "Compare the configuration with `guardduty-export discover`",
  ],
  regionNotExportable: [
    "The bucket is in a Region that GuardDuty does not export to",
    "Use another bucket",
  ],
  keyNotInRegionOfBucket: [
    "Bucket and key are in different Regions",
    "Use a key of the bucket's Region",
  ],
  regionsNotExportable: [
    "GuardDuty does not export from a Region to the existing bucket's",
    "Use another bucket, or remove the Region",
  ],
  homeRegionDiffers: ["The existing bucket or key is not in the home Region", "Set `homeRegion`"],
  awsManagedKey: ["The key is managed by AWS", "Use a customer managed key"],
  keySpec: ["The key is not symmetric", "Use a symmetric key"],
  keyUsage: ["The key is not for encryption", "Use a key for `ENCRYPT_DECRYPT`"],
  keyState: ["The key is not enabled", "Enable it, as the text says"],
  multiRegionKey: [
    "The key is a multi-Region key, which AWS does not document for exports",
    "Use a key of one Region, or check with `status`",
  ],
  bucketNotRead: ["The existing bucket could not be read", ALLOW],
  keyNotRead: ["The existing key could not be read", ALLOW],
  markerNotEmpty: [
    "The object of the prefix is not empty",
    "Delete the object, or set another prefix",
  ],
  detectorNotFound: ["The declared detector does not exist", "Correct or remove its id"],
  detectorDiffers: [
    "The account has another detector in the Region",
    "Set the id that the text gives",
  ],
  detectorNotDeclared: [
    "A detector exists, and the configuration does not declare it",
    "Set `existing` as the text gives",
  ],
  managementDetectorExists: [
    "The management account has a detector already",
    "Set `detectors` to `false`",
  ],
  detectorSuspended: [
    "The existing detector is suspended",
    "Set `enable` to `true`, or enable the detector",
  ],
  destinationNotRedirected: [
    "The destination still exports to an earlier bucket",
    "Run the command that the text gives",
  ],
  deployingRoleNotExcepted: [
    "The locked bucket and key would refuse the role that deploys",
    "Add the role to `bucket.breakGlassRoleArns`",
  ],
  otherAccount: [
    "The credentials belong to another account",
    "Use credentials of the account, or correct it",
  ],
  credentialsRejected: ["AWS rejected the credentials of an account", "Correct them"],
  otherDelegatedAdministrator: [
    "Another account is GuardDuty's delegated administrator",
    "Set that account, or end its delegation",
  ],
  administratorDiffersByRegion: [
    "Regions have different delegated administrators of GuardDuty",
    "End the other delegations, or deploy an export for each administrator",
  ],
  administratorOfRegion: [
    "A Region has another delegated administrator of GuardDuty",
    "End that delegation, or remove the Region",
  ],
  ownKeyExists: [
    "A key of this export exists, and the state does not have it",
    "Apply the fix that the text gives",
  ],
  entryNotFound: [
    "What the configuration names as existing does not exist",
    "Correct or remove the value at the path",
  ],
  regionsNotEnabled: [
    "The account has not enabled an opt-in Region",
    "Enable it, or remove it from `regions`",
  ],
  administratorMoved: [
    "The stack was deployed in another administrator account",
    "Use the earlier account, and another stack for the new one",
  ],
  noOrganization: [
    "The management account is in no organization",
    "Set the organization's management account",
  ],
  volumeScansNotTrusted: [
    "Malware scans of members' volumes have no trusted access",
    "Set `organization.management.malwareProtectionAccess`",
  ],
  policyTypeMissing: [
    "`organization.members.managedBy` is `policy`, and the organization has not enabled the policy type",
    "Enable the policy type, and attach the policy that `plan --organization-policy` prints",
  ],
  autoEnableWithoutEffect: [
    "The organization manages GuardDuty by policies, and settings of members have no effect",
    "Set `organization.members.managedBy` to `policy` and remove the settings",
  ],
  regionsWithoutPolicy: [
    "No GuardDuty policy enables members in a Region of the export",
    "Add the Region to the policy",
  ],
  disabledByPolicy: [
    "A GuardDuty policy disables GuardDuty of the administrator in a Region of the export",
    "Enable it in the policy, or remove the Region from `regions`",
  ],
  planSetByPolicy: [
    "A GuardDuty policy sets a protection plan of `features`",
    "Remove the plan from `features` in the Regions that the text gives",
  ],
  managementMoved: [
    "The stack was deployed with another management account",
    "Use the earlier account, and end its delegation first",
  ],
  acceptanceNotRecorded: [
    "An invitation is accepted, and the state does not have the acceptance",
    "Run the command that the text gives, which imports it",
  ],
  bucketNameTaken: [
    "A bucket of this name exists",
    "Declare it as `bucket.existing`, or set another name",
  ],
  ownBucketExists: [
    "A bucket of this export exists, and the state does not have it",
    "Declare it as `bucket.existing`",
  ],
  ownKeyDeleting: [
    "A key of this export is pending deletion",
    "Run the command that the text gives, and declare the key",
  ],
  ownTopicExists: [
    "The topic of this export exists, and the state does not have it",
    "Subscribe others to the new topic, then run the command that the text gives",
  ],
  ownPartExists: [
    "A resource that the stack created exists, and the state does not have it",
    "Run the command that the text gives, or delete the resource in AWS so that the stack creates it again",
  ],
  entryExists: [
    "A filter, list, plan or table exists, and the state does not have it",
    "Run the command that the text gives, or declare the entry as existing",
  ],
  ownAliasExists: [
    "The alias of this export's key exists, and the state does not have it",
    "Run the command that the text gives: the next deployment creates it",
  ],
  aliasTaken: [
    "The alias belongs to another key",
    "Set another alias, or declare the key as `key.existing`",
  ],
  aliasKeyDeleting: [
    "The alias belongs to a key that is pending deletion",
    "Run the command that the text gives, and declare the key",
  ],

  destinationNotFound: ["The declared destination does not exist", "Correct or remove its id"],
  destinationNotS3: ["The declared destination is not an S3 one", "Remove its id"],
  destinationNotDeclared: [
    "A destination exists, and the configuration does not declare it",
    "Set `existing` as the text gives",
  ],
  delegationNotFound: [
    "The declared delegation does not exist",
    "Delegate the account, or remove `delegated`",
  ],
  memberNotFound: ["A declared member does not exist", "Add the member, or remove `existing`"],

  policyNotJson: ["An existing policy is not JSON", POLICY],
  policyNotObject: ["An existing policy is not a JSON object", POLICY],
  policyWithoutStatement: ["An existing policy has no `Statement`", POLICY],
  policyStatementType: ["The `Statement` of an existing policy is no object or list", POLICY],
  policyPropertyTwice: ["An existing policy has a property twice in one object", POLICY],
  policyNumberInexact: [
    "An existing policy has a number that JavaScript cannot keep",
    "Write the number as a string",
  ],
  reservedSids: ["An existing policy has Sids that are reserved for this export", "Change them"],
  sameName: [
    "Another stack has the project, stack and component name of this one",
    "Give one of them another name",
  ],
  ownCallDenied: [
    "An existing policy denies a call of the role that deploys",
    "Except the role, as the text says",
  ],
  keyPolicyEmpty: [
    "The key policy was read as empty",
    "Run the command again, and check the deploying identity's permissions",
  ],
  keyPolicyWithoutOwner: [
    "The key policy has no statement for its owner",
    "Add it, as the text says",
  ],
} satisfies Meanings;
