/** Calls that messages report and no row has, by CloudTrail's names. */
export const WITHOUT_ROW: { [call: string]: string } = {
  UpdateFunctionCode20150331v2:
    "for the function of the health check: the effect of UpdateFunctionConfiguration",
  AddPermission: "adds to the policy of a queue or topic; existing statements stay",
  DeleteBucketLifecycle: "keeps findings longer",
  DeleteBucketOwnershipControls: "has the effect of PutBucketOwnershipControls",
  DeleteBucketReplication: "ends replication, which the export does not set up",
  DetachPolicy:
    "settings of a detached GuardDuty policy stay; a detached control policy denies less",
  DisablePolicyType: "auto-enable applies again",
  DeleteTrail: "has the effect of StopLogging",
  LeaveOrganization: "the account leaves the organization, and GuardDuty ends its membership",
  PurgeQueue: "removes messages; the findings stay in the bucket",
  PutBucketAcl: "S3 refuses it while ACLs are disabled",
  PutBucketLifecycleConfiguration: "CloudTrail's current name of PutBucketLifecycle",
  PutBucketNotificationConfiguration: "CloudTrail's current name of PutBucketNotification",
  PutObjectLockConfiguration: "CloudTrail's current name of PutBucketObjectLockConfiguration",
  RemoveAccountFromOrganization:
    "has the effect of LeaveOrganization, called by the management account",
  UpdatePolicy: "has the effect of AttachPolicy, for a policy that is attached",
  PutEventSelectors:
    "without management events, messages of that Region end: guardduty-export test --changes tries them",
  StopLogging:
    "messages of a Region need a trail, which the sandbox does not have: guardduty-export test --changes tries them",
  UpdateTrail: "a trail of one Region leaves the others without messages",
  UpdatePrimaryRegion: "the key stays usable in its Region, as a replica",
  DisableRegion: "ends GuardDuty of the account in an opt-in Region, as the check reports it",
};

/** Calls that no message reports, by CloudTrail's names. */
export const WITHOUT_MESSAGE: { [call: string]: string } = {
  DeleteAlias: "GuardDuty and S3 use the key by its ARN, not by an alias",
  DeleteObject:
    "a data event: EventBridge receives it if a trail logs data events; the bucket keeps the version, and the newest finding is compared",
  DeleteObjects: "as DeleteObject",
  DetachRolePolicy: "roles of the health check have no attached policy",
  DisconnectCustomKeyStore:
    "its event does not name the key; `status` and the health check report the key as Unavailable",
  RetireGrant: "GuardDuty and S3 use no grant of the key",
  RevokeGrant: "GuardDuty and S3 use no grant of the key",
  SetAlarmState: "the next evaluation of the alarm sets its state again",
  UpdateAlias: "GuardDuty and S3 use the key by its ARN",
};
