/** Calls that messages report and no row has, by CloudTrail's names. */
export const WITHOUT_ROW: { [call: string]: string } = {
  AttachRolePolicy: "for roles of the health check: the effect of PutRolePolicy with a Deny",
  PutRolePermissionsBoundary: "for roles of the health check: the effect of DeleteRolePolicy",
  UpdateAssumeRolePolicy: "for roles of the health check: no service can assume the role",
  UpdateFunctionCode20150331v2:
    "for the function of the health check: the effect of UpdateFunctionConfiguration",
  AddPermission: "adds to the policy of a queue or topic; existing statements stay",
  DeleteBucketLifecycle: "keeps findings longer",
  DeleteBucketOwnershipControls: "has the effect of PutBucketOwnershipControls",
  DeleteBucketReplication: "ends replication, which the export does not set up",
  DetachPolicy:
    "settings of a detached GuardDuty policy stay; a detached control policy denies less",
  DisablePolicyType: "auto-enable applies again",
  LeaveOrganization: "the account leaves the organization, and GuardDuty ends its membership",
  PurgeQueue: "removes messages; the findings stay in the bucket",
  PutBucketAcl: "S3 refuses it while ACLs are disabled",
  PutBucketLifecycleConfiguration: "CloudTrail's current name of PutBucketLifecycle",
  PutBucketNotificationConfiguration: "CloudTrail's current name of PutBucketNotification",
  PutObjectLockConfiguration: "CloudTrail's current name of PutBucketObjectLockConfiguration",
  RemoveAccountFromOrganization:
    "has the effect of LeaveOrganization, called by the management account",
  RemovePermission: "has the effect of SetQueueAttributes and SetTopicAttributes",
  UpdatePolicy: "has the effect of AttachPolicy, for a policy that is attached",
};
