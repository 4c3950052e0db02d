/**
 * What follows where a state lost a resource that exists in AWS:
 * - `refused`: a preview fails.
 * - `warned`: a preview warns, and another is created.
 * - `taken`: AWS has room for one alone; the update fails, with the command that imports it.
 * - `byHand`: another is created, and the first one stays unused; docs/operations.md says which; `discover --orphans` lists roles.
 * - `written`: a setting or an object that is written again as it was.
 * - `inState`: it exists in the state alone.
 * - `elsewhere`: another one is created in another cloud, which docs/operations.md says.
 */
export type Lost = "refused" | "warned" | "taken" | "byHand" | "written" | "inState" | "elsewhere";

interface Row {
  type: string;
  /** Of which logical names; undefined: of all others. */
  names?: RegExp;
  is: Lost;
}

const rows = (is: Lost, ...types: string[]): Row[] => types.map((type) => ({ type, is }));

/** By type; the first row that has the name decides. */
const ROWS: readonly Row[] = [
  // The export's own tests are in test/e2e/forgotten.test.ts.
  ...rows("refused", "aws:guardduty/detector:Detector"),
  ...rows("refused", "aws:guardduty/publishingDestination:PublishingDestination"),
  { type: "aws:s3/bucket:Bucket", names: /-lists-bucket$/, is: "warned" },
  ...rows("refused", "aws:s3/bucket:Bucket", "aws:sqs/queue:Queue", "aws:iam/user:User"),
  ...rows("refused", "aws:guardduty/inviteAccepter:InviteAccepter"),
  { type: "aws:kms/key:Key", names: /-(notifications|topic)-key$/, is: "warned" },
  ...rows("refused", "aws:kms/key:Key"),
  { type: "aws:iam/role:Role", names: /^findings-(siem|google|forensics)-role$/, is: "refused" },
  ...rows("byHand", "aws:iam/role:Role", "aws:iam/accessKey:AccessKey"),
  ...rows("warned", "aws:sns/topic:Topic", "aws:cloudwatch/eventRule:EventRule"),
  ...rows("warned", "aws:cloudwatch/metricAlarm:MetricAlarm"),
  ...rows("warned", "aws:scheduler/schedule:Schedule"),
  ...rows("taken", "aws:guardduty/filter:Filter"),
  ...rows("taken", "aws:guardduty/iPSet:IPSet", "aws:guardduty/threatIntelSet:ThreatIntelSet"),
  ...rows("taken", "aws-native:guardduty:TrustedEntitySet", "aws-native:guardduty:ThreatEntitySet"),
  ...rows("taken", "aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan"),
  ...rows(
    "taken",
    "aws:glue/catalogDatabase:CatalogDatabase",
    "aws:glue/catalogTable:CatalogTable",
  ),
  ...rows("warned", "aws:lambda/function:Function"),
  ...rows("refused", "aws:kms/alias:Alias"),
  ...rows("byHand", "aws:cloudwatch/eventBus:EventBus"),
  ...rows("byHand", "aws:cloudwatch/logGroup:LogGroup", "aws:athena/workgroup:Workgroup"),
  ...rows("byHand", "aws:athena/namedQuery:NamedQuery"),
  ...rows(
    "written",
    "aws:kms/keyPolicy:KeyPolicy",
    "aws:s3/bucketPolicy:BucketPolicy",
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
    "aws:s3/bucketVersioning:BucketVersioning",
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "aws:s3/bucketLogging:BucketLogging",
    "aws:s3/bucketNotification:BucketNotification",
    "aws:s3/bucketObjectv2:BucketObjectv2",
    "aws:sns/topicPolicy:TopicPolicy",
    "aws:sns/topicSubscription:TopicSubscription",
    "aws:sqs/queuePolicy:QueuePolicy",
    "aws:iam/rolePolicy:RolePolicy",
    "aws:iam/userPolicy:UserPolicy",
    "aws:cloudwatch/eventTarget:EventTarget",
    "aws:cloudwatch/dashboard:Dashboard",
    "aws:guardduty/detectorFeature:DetectorFeature",
    "aws:guardduty/member:Member",
    "aws:guardduty/memberDetectorFeature:MemberDetectorFeature",
    "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount",
    "aws:guardduty/organizationConfiguration:OrganizationConfiguration",
    "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature",
    "aws:organizations/awsServiceAccess:AwsServiceAccess",
  ),
  ...rows("inState", "random:index/randomId:RandomId", "random:index/randomUuid:RandomUuid"),
  ...rows("elsewhere", "gcp:chronicle/feed:Feed"),
  ...rows("elsewhere", "azure:sentinel/dataConnectorAwsS3:DataConnectorAwsS3"),
];

/** What follows where the state lost a resource; undefined: it is not decided. */
export const lostAs = ({ type, name }: { type: string; name: string }): Lost | undefined =>
  ROWS.find((row) => row.type === type && (row.names?.test(name) ?? true))?.is;
