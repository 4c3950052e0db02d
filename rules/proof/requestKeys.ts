import { NEVER_SENT_BY_SERVICE } from "../evaluator";

/** The actions that GuardDuty takes to export. */
export const REQUEST_ACTIONS = [
  "s3:GetBucketLocation",
  "s3:PutObject",
  "s3:PutObjectAcl",
  "kms:GenerateDataKey",
] as const;
export type RequestAction = (typeof REQUEST_ACTIONS)[number];

/**
 * - `given`: the request holds what its call gives, and else lacks the key.
 * - `absent`: the request lacks the key.
 * - `open`: AWS does not document whether the request has the key, or with which value, where the call gives none.
 */
type Knowledge = "given" | "absent" | "open";

interface RequestKeys {
  /** One that ends with a slash or a colon stands for all that start so. */
  keys: readonly string[];
  /** The actions whose requests may hold them; requests of all others lack them. */
  of: readonly RequestAction[];
  what: Knowledge;
  source: string;
}

const GUIDE = "https://docs.aws.amazon.com";
const LISTED = `${GUIDE}/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html`;
const S3_KEYS = `${GUIDE}/service-authorization/latest/reference/list_amazons3.html`;
const PUT_OBJECT = `${GUIDE}/AmazonS3/latest/API/API_PutObject.html`;
const EXPORT = `${GUIDE}/guardduty/latest/ug/guardduty_exportfindings.html`;
const KMS_KEYS = `${GUIDE}/kms/latest/developerguide/conditions-kms.html`;
const GLOBAL_KEYS = `${GUIDE}/IAM/latest/UserGuide/reference_policies_condition-keys.html`;

const S3 = ["s3:GetBucketLocation", "s3:PutObject", "s3:PutObjectAcl"] as const;
const PUT = ["s3:PutObject"] as const;
const PUT_AND_ACL = ["s3:PutObject", "s3:PutObjectAcl"] as const;
const KMS = ["kms:GenerateDataKey"] as const;

/** Every condition key of S3, of KMS and of all services: what GuardDuty's requests hold for it. */
export const REQUEST_KEYS: readonly RequestKeys[] = [
  // S3 accepts two versions of TLS: each is tried.
  { keys: ["s3:TlsVersion"], of: S3, what: "open", source: S3_KEYS },
  { keys: ["s3:ResourceAccount"], of: S3, what: "open", source: S3_KEYS },
  {
    keys: ["s3:authType", "s3:signatureversion", "s3:signatureAge", "s3:x-amz-content-sha256"],
    ...{ of: S3, what: "open", source: S3_KEYS },
  },
  {
    keys: ["s3:BucketTag/", "aws:ResourceTag/"],
    of: REQUEST_ACTIONS,
    what: "open",
    source: S3_KEYS,
  },
  {
    keys: ["s3:x-amz-server-side-encryption", "s3:x-amz-server-side-encryption-aws-kms-key-id"],
    ...{ of: PUT, what: "given", source: EXPORT },
  },
  { keys: ["s3:x-amz-acl"], of: PUT_AND_ACL, what: "given", source: EXPORT },
  {
    // S3 refuses the headers of keys that the customer sends together with those of SSE-KMS.
    keys: ["s3:x-amz-server-side-encryption-customer-algorithm"],
    of: PUT,
    what: "absent",
    source: `${GUIDE}/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html`,
  },
  {
    // They require s3:PutObjectTagging, s3:PutObjectRetention, s3:PutObjectLegalHold and s3:GetObject, which GuardDuty does not ask for.
    keys: [
      ...["s3:RequestObjectTag/", "s3:RequestObjectTagKeys"],
      ...["s3:object-lock-mode", "s3:object-lock-retain-until-date"],
      ...["s3:object-lock-remaining-retention-days", "s3:object-lock-legal-hold"],
      "s3:if-match",
    ],
    ...{ of: PUT, what: "absent", source: PUT_OBJECT },
  },
  {
    // Credentials of S3 Access Grants are those of a role.
    keys: ["s3:AccessGrantsInstanceArn"],
    of: PUT_AND_ACL,
    what: "absent",
    source: `${GUIDE}/AmazonS3/latest/userguide/access-grants.html`,
  },
  {
    keys: [
      ...["s3:x-amz-grant-full-control", "s3:x-amz-grant-read", "s3:x-amz-grant-read-acp"],
      ...["s3:x-amz-grant-write", "s3:x-amz-grant-write-acp", "s3:x-amz-storage-class"],
    ],
    ...{ of: PUT_AND_ACL, what: "open", source: S3_KEYS },
  },
  {
    keys: [
      ...["s3:if-none-match", "s3:ObjectCreationOperation", "s3:x-amz-copy-source"],
      ...["s3:x-amz-metadata-directive", "s3:x-amz-object-annotation-directive"],
      ...["s3:x-amz-website-redirect-location", "s3:object-lock-event-hold"],
      "s3:object-lock-event-hold-duration-days",
    ],
    ...{ of: PUT, what: "open", source: S3_KEYS },
  },
  {
    // A destination is a bucket, no access point.
    keys: [
      ...["s3:DataAccessPointAccount", "s3:DataAccessPointArn", "s3:AccessPointNetworkOrigin"],
      "s3:AccessPointTag/",
    ],
    ...{ of: [], what: "absent", source: EXPORT },
  },
  { keys: ["s3:ExistingObjectTag/"], of: ["s3:PutObjectAcl"], what: "open", source: S3_KEYS },
  {
    keys: [
      ...["s3:AccessGrantScope", "s3:AccessGrantsLocationScope", "s3:ExistingJobOperation"],
      ...["s3:ExistingJobPriority", "s3:InventoryAccessibleOptionalFields"],
      ...["s3:JobSuspendedCause", "s3:RequestJobOperation", "s3:RequestJobPriority"],
      ...["s3:annotation-prefix", "s3:delimiter", "s3:deliverySourceArn", "s3:destinationRegion"],
      ...["s3:isReplicationPauseRequest", "s3:locationconstraint", "s3:logType"],
      ...["s3:max-annotation-results", "s3:max-keys", "s3:prefix"],
      ...["s3:resourceArnBeingAuthorized", "s3:versionid", "s3:x-amz-bucket-namespace"],
      ...["s3:x-amz-object-if-match", "s3:x-amz-object-ownership"],
      ...["aws:RequestTag/", "aws:TagKeys"],
    ],
    ...{ of: [], what: "absent", source: LISTED },
  },
  {
    // S3 gives the ARN of the object, or that of the bucket with a bucket key: both are tried. A caller may add keys of its own:
    // with and without are tried.
    keys: ["kms:EncryptionContext:", "kms:EncryptionContextKeys"],
    of: KMS,
    what: "open",
    source: `${GUIDE}/AmazonS3/latest/userguide/UsingKMSEncryption.html`,
  },
  {
    // GuardDuty takes symmetric encryption keys alone.
    keys: ["kms:EncryptionAlgorithm", "kms:KeySpec", "kms:KeyUsage"],
    ...{ of: KMS, what: "given", source: KMS_KEYS },
  },
  { keys: ["kms:MultiRegion", "kms:MultiRegionKeyType"], of: KMS, what: "open", source: KMS_KEYS },
  {
    // KMS documents both of requests for an identity of an account: GuardDuty's reach KMS by S3, under its service principal.
    keys: ["kms:CallerAccount", "kms:ViaService"],
    ...{ of: KMS, what: "open", source: KMS_KEYS },
  },
  {
    keys: [
      ...["kms:KeyOrigin", "kms:ResourceAliases"],
      ...["kms:CustomerMasterKeySpec", "kms:CustomerMasterKeyUsage"],
    ],
    ...{ of: KMS, what: "open", source: KMS_KEYS },
  },
  {
    // A destination has the ARN of the key, no alias; AWS Nitro Enclaves have no part in it.
    keys: ["kms:RequestAlias", "kms:RecipientAttestation:"],
    ...{ of: KMS, what: "absent", source: EXPORT },
  },
  {
    keys: [
      ...["kms:BypassPolicyLockoutSafetyCheck", "kms:DataKeyPairSpec", "kms:ExpirationModel"],
      ...["kms:GrantConstraintSourceArn", "kms:GrantConstraintType", "kms:GrantIsForAWSResource"],
      ...["kms:GrantOperations", "kms:GranteePrincipal", "kms:GranteeServicePrincipal"],
      ...["kms:KeyAgreementAlgorithm", "kms:MacAlgorithm", "kms:MessageType", "kms:PrimaryRegion"],
      ...["kms:ReEncryptOnSameKey", "kms:ReplicaRegion", "kms:RetiringPrincipal"],
      ...["kms:RetiringServicePrincipal", "kms:RotationPeriodInDays"],
      ...["kms:ScheduleKeyDeletionPendingWindowInDays", "kms:SigningAlgorithm"],
      ...["kms:TrailingDaysWithoutKeyUsage", "kms:ValidTo", "kms:WrappingAlgorithm"],
      "kms:WrappingKeySpec",
    ],
    ...{ of: [], what: "absent", source: LISTED },
  },
  {
    keys: [
      ...["aws:SourceAccount", "aws:SourceArn", "aws:SecureTransport"],
      ...["aws:PrincipalIsAWSService", "aws:PrincipalServiceName"],
    ],
    ...{ of: REQUEST_ACTIONS, what: "given", source: EXPORT },
  },
  {
    keys: ["aws:CurrentTime", "aws:EpochTime", "aws:RequestedRegion", "aws:ResourceAccount"],
    ...{ of: REQUEST_ACTIONS, what: "open", source: GLOBAL_KEYS },
  },
  {
    keys: NEVER_SENT_BY_SERVICE,
    ...{ of: REQUEST_ACTIONS, what: "absent", source: GLOBAL_KEYS },
  },
  {
    keys: [
      ...["aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalServiceNamesList"],
      ...["aws:PrincipalType", "aws:userid", "aws:AssumedRoot", "aws:FederatedProvider"],
      ...["aws:TokenIssueTime", "aws:MultiFactorAuthPresent", "aws:ChatbotSourceArn"],
      ...["aws:Ec2InstanceSourceVpc", "aws:Ec2InstanceSourcePrivateIPv4", "aws:SourceIdentity"],
      ...["ec2:RoleDelivery", "ec2:SourceInstanceArn", "glue:RoleAssumedBy"],
      ...["glue:CredentialIssuingService", "lambda:SourceFunctionArn", "ssm:SourceInstanceArn"],
      ...["identitystore:UserId", "aws:SourceIp", "aws:SourceVpc", "aws:SourceVpcArn"],
      ...["aws:SourceVpce", "aws:VpceAccount", "aws:VpceOrgPaths", "aws:VpceOrgID"],
      ...["aws:VpcSourceIp", "aws:ResourceOrgID", "aws:ResourceOrgPaths"],
      ...["aws:CalledViaAWSMCP", "aws:ViaAWSService", "aws:ViaAWSMCPService", "aws:referer"],
      ...["aws:SourceOwner", "aws:SourceOrgPaths", "aws:SourceOrgID", "aws:UserAgent"],
      "aws:IsMcpServiceAction",
    ],
    ...{ of: REQUEST_ACTIONS, what: "open", source: GLOBAL_KEYS },
  },
];

function absentFrom(action: RequestAction): readonly string[] {
  return REQUEST_KEYS.filter(({ of, what }) => what !== "open" || !of.includes(action)).flatMap(
    ({ keys }) => keys,
  );
}

/** The keys that a request of an action lacks, unless its call gives them. */
export const ABSENT_KEYS: { readonly [action in RequestAction]: readonly string[] } = {
  "s3:GetBucketLocation": absentFrom("s3:GetBucketLocation"),
  "s3:PutObject": absentFrom("s3:PutObject"),
  "s3:PutObjectAcl": absentFrom("s3:PutObjectAcl"),
  "kms:GenerateDataKey": absentFrom("kms:GenerateDataKey"),
};
