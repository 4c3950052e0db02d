/** Why an identity needs an action that is not among the calls of the engine, and where that is written. */
export interface BeyondReason {
  why: string;
  source: string;
}

const REGION: BeyondReason = {
  why: "the provider asks for the Region of a bucket that it is sent elsewhere to find",
  source: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket",
};

const DELEGATION: BeyondReason = {
  why: "EnableOrganizationAdminAccount calls Organizations with the caller's rights",
  source: "https://docs.aws.amazon.com/guardduty/latest/ug/organizations_permissions.html",
};

const MARKER: BeyondReason = {
  why: "S3 encrypts the prefix marker, and answers its checksum, with the caller's rights to the key",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
};

const LOOKUP: BeyondReason = {
  why: "GuardDuty looks up the prefix with the rights of whoever sets the destination",
  source: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html",
};

/** Every action that is granted though no call of the engine on the sandbox needs it. */
export const BEYOND: { [action: string]: BeyondReason } = {
  "iam:CreateServiceLinkedRole": {
    why: "the first detector of an account makes GuardDuty's service-linked role",
    source: "https://docs.aws.amazon.com/guardduty/latest/ug/using-service-linked-roles.html",
  },
  "guardduty:ListTagsForResource": {
    why: "the provider reads the tags of resources whose own read does not return them",
    source:
      "https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListTagsForResource.html",
  },
  "kms:PutKeyPolicy": {
    why: "the policy of the notifications' key is written with it, and again when it was changed outside of the stack",
    source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html",
  },
  "kms:UpdateAlias": {
    why: "the alias is moved when a key that was deleted outside of the stack is made anew",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html",
  },
  "kms:GenerateDataKey": MARKER,
  "kms:Decrypt": MARKER,
  "s3:ListBucket": LOOKUP,
  "s3:GetObject": LOOKUP,
  "s3:GetBucketLocation": REGION,
  "organizations:DescribeAccount": DELEGATION,
  "organizations:DescribeOrganization": DELEGATION,
  "organizations:DescribeOrganizationalUnit": DELEGATION,
  "organizations:EnableAWSServiceAccess": DELEGATION,
  "organizations:ListAWSServiceAccessForOrganization": DELEGATION,
  "organizations:ListAccounts": DELEGATION,
  "organizations:RegisterDelegatedAdministrator": DELEGATION,
};
