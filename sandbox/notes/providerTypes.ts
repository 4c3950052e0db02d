/** What a provider stand-in has of a resource type; `{}` where no difference from its page is known. */
export interface TypeNote {
  /** What is refused here that the provider or AWS may take. */
  stricter?: string;
  /** What the provider does and the stand-in does not, or does otherwise. */
  differs?: string;
  /** Where the behaviour is from, when that is not the page of the type. */
  source?: string;
}

const UPSTREAM = "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service";

const LIST: TypeNote = {
  stricter:
    "a list whose file GuardDuty cannot read fails its create at once, and stays in the account outside of the state; one that was deleted by hand reads as not active, and its deletion fails",
  differs: "waits by asking a few times, not for five minutes",
};
const ENTITY_SET: TypeNote = {
  stricter: "a list whose file GuardDuty cannot read fails, and is kept in the state",
  differs: "makes the calls of the type's handler itself, and waits by asking a few times",
};
const POLICY: TypeNote = {
  differs: "a principal that does not exist yet is tried again a few times, not for minutes",
};
const VALUE: TypeNote = { differs: "takes its values from Node's random source" };

/** Token -> what is noted. `npm run operations` writes docs/sandbox-operations.md from it. */
export const TYPE_NOTES: { [token: string]: TypeNote } = {
  "aws:guardduty/detector:Detector": {
    differs: "the deprecated datasources are read, for three plans, and not taken",
  },
  "aws:guardduty/detectorFeature:DetectorFeature": {
    differs: "destroying it leaves the feature as it is, as the provider does",
  },
  "aws:guardduty/filter:Filter": {
    stricter: "only updatedAt takes dates, as in the provider",
    source: `${UPSTREAM}/guardduty/filter.go`,
  },
  "aws:guardduty/iPSet:IPSet": { ...LIST, source: `${UPSTREAM}/guardduty/ipset.go` },
  "aws:guardduty/threatIntelSet:ThreatIntelSet": {
    ...LIST,
    source: `${UPSTREAM}/guardduty/threatintelset.go`,
  },
  "aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan": {
    stricter: "the test object stays in the bucket: only forceDestroy takes the bucket away",
    differs: "a refused role is tried again a few times, not for two minutes",
    source: `${UPSTREAM}/guardduty/malware_protection_plan.go`,
  },
  "aws:guardduty/inviteAccepter:InviteAccepter": {},
  "aws:guardduty/member:Member": {
    differs: "sends no email; what AWS answers of unprocessed accounts goes unread, as upstream",
  },
  "aws:guardduty/memberDetectorFeature:MemberDetectorFeature": {
    differs: "destroying it leaves the feature as it is, as the provider does",
  },
  "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount": {},
  "aws:guardduty/organizationConfiguration:OrganizationConfiguration": {
    differs: "destroying it leaves the settings as they are, as the provider does",
  },
  "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature": {
    differs: "destroying it leaves the feature as it is, as the provider does",
  },
  "aws:guardduty/publishingDestination:PublishingDestination": {
    differs: "an update does not look at the status, and with nothing changed makes no call",
  },
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock": {},
  "aws:s3/bucket:Bucket": {
    differs: "the deprecated blocks are read and not taken: use the resources of their own",
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {},
  "aws:s3/bucketLogging:BucketLogging": {},
  "aws:s3/bucketNotification:BucketNotification": {
    stricter: "functions are refused by the S3 of the sandbox",
  },
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": {},
  "aws:s3/bucketObjectv2:BucketObjectv2": {},
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": {},
  "aws:s3/bucketPolicy:BucketPolicy": POLICY,
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {},
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {},
  "aws:s3/bucketVersioning:BucketVersioning": {},
  "aws:sns/topic:Topic": {},
  "aws:sns/topicPolicy:TopicPolicy": {},
  "aws:sns/topicSubscription:TopicSubscription": {
    differs: "confirmation is waited for by asking a few times",
  },
  "aws:sqs/queue:Queue": {},
  "aws:sqs/queuePolicy:QueuePolicy": {},
  "aws:cloudwatch/dashboard:Dashboard": {},
  "aws:cloudwatch/eventBus:EventBus": {},
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": {},
  "aws:cloudwatch/eventRule:EventRule": {},
  "aws:cloudwatch/eventTarget:EventTarget": {},
  "aws:cloudwatch/logGroup:LogGroup": {},
  "aws:cloudwatch/metricAlarm:MetricAlarm": {},
  "aws:glue/catalogDatabase:CatalogDatabase": {},
  "aws:glue/catalogTable:CatalogTable": {},
  "aws:athena/namedQuery:NamedQuery": {},
  "aws:athena/workgroup:Workgroup": {},
  "aws:iam/accessKey:AccessKey": {
    differs: "secrets are made up, and stand in the sandbox's world in clear text",
  },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {},
  "aws:iam/role:Role": POLICY,
  "aws:iam/rolePolicy:RolePolicy": {},
  "aws:iam/user:User": {},
  "aws:iam/userPolicy:UserPolicy": {},
  "aws:kms/alias:Alias": {},
  "aws:kms/key:Key": POLICY,
  "aws:kms/keyPolicy:KeyPolicy": POLICY,
  "aws:lambda/function:Function": {
    differs: "the code is not run: the hash of its archive stands for it",
  },
  "aws:organizations/awsServiceAccess:AwsServiceAccess": {
    differs: "the date of enabling is not kept",
    source: `${UPSTREAM}/organizations/aws_service_access.go`,
  },
  "aws:organizations/organizationalUnit:OrganizationalUnit": {
    differs: "a unit is not waited for",
    source: `${UPSTREAM}/organizations/organizational_unit.go`,
  },
  "aws:organizations/policy:Policy": {
    differs: "takes no GUARDDUTY_POLICY, as the provider",
    source: `${UPSTREAM}/organizations/policy.go`,
  },
  "aws:organizations/policyAttachment:PolicyAttachment": {
    differs: "a target that another change is in progress for is not tried again",
    source: `${UPSTREAM}/organizations/policy_attachment.go`,
  },
  "aws:scheduler/schedule:Schedule": {},
  "random:index/randomId:RandomId": VALUE,
  "random:index/randomString:RandomString": VALUE,
  "random:index/randomUuid:RandomUuid": VALUE,
  "gcp:chronicle/feed:Feed": {
    differs: "an update of the name and of the details at once is refused, as by the API",
  },
  "aws-native:guardduty:ThreatEntitySet": ENTITY_SET,
  "aws-native:guardduty:TrustedEntitySet": ENTITY_SET,
  "azure:sentinel/dataConnectorAwsS3:DataConnectorAwsS3": {
    source:
      "https://github.com/hashicorp/terraform-provider-azurerm/blob/main/internal/services/sentinel/sentinel_data_connector_aws_s3_resource.go",
  },
};
