import type { BEYOND_TEXTS } from "../texts/beyond";

/** Why an identity needs an action that is not among the calls of the engine, and where that is written. */
export interface BeyondReason {
  why: keyof typeof BEYOND_TEXTS;
  source: string;
}

const REGION: BeyondReason = {
  why: "bucketRegion",
  source: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/s3_bucket",
};

const DELEGATION: BeyondReason = {
  why: "delegation",
  source: "https://docs.aws.amazon.com/guardduty/latest/ug/organizations_permissions.html",
};

const MARKER: BeyondReason = {
  why: "prefixMarker",
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
};

const LOOKUP: BeyondReason = {
  why: "prefixLookup",
  source: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html",
};

const PUBLIC: BeyondReason = {
  why: "publicStatements",
  source:
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
};

const PROVIDER: BeyondReason = {
  why: "providerReads",
  source: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs",
};

const CHANGES: BeyondReason = {
  why: "functionChanges",
  source: "https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html",
};

const LISTS: BeyondReason = {
  why: "listReader",
  source: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-lists-prerequisites.html",
};

const EARLIER: BeyondReason = {
  why: "earlierResources",
  source: "https://www.pulumi.com/docs/iac/cli/commands/pulumi_refresh/",
};

const HANDLERS: BeyondReason = {
  why: "handlerOfType",
  source:
    "https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html",
};

/** Every action that is granted though no call of the engine on the sandbox needs it. */
export const BEYOND: { [action: string]: BeyondReason } = {
  "iam:CreateServiceLinkedRole": {
    why: "serviceLinkedRole",
    source: "https://docs.aws.amazon.com/guardduty/latest/ug/using-service-linked-roles.html",
  },
  "guardduty:ListTagsForResource": {
    why: "tags",
    source:
      "https://docs.aws.amazon.com/guardduty/latest/APIReference/API_ListTagsForResource.html",
  },
  "kms:PutKeyPolicy": {
    why: "topicKeyPolicy",
    source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html",
  },
  "kms:UpdateAlias": {
    why: "aliasOfNewKey",
    source: "https://docs.aws.amazon.com/kms/latest/developerguide/alias-access.html",
  },
  "iam:ListUserPolicies": EARLIER,
  "sqs:GetQueueUrl": EARLIER,
  "iam:PutRolePolicy": LISTS,
  "iam:DeleteRolePolicy": LISTS,
  "guardduty:ListDetectors": HANDLERS,
  "guardduty:ListThreatEntitySets": HANDLERS,
  "guardduty:ListTrustedEntitySets": HANDLERS,
  "iam:PassRole": {
    why: "passRole",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  },
  "iam:ListAttachedRolePolicies": PROVIDER,
  "iam:ListInstanceProfilesForRole": PROVIDER,
  "iam:ListGroupsForUser": PROVIDER,
  "lambda:GetFunctionCodeSigningConfig": PROVIDER,
  "lambda:ListVersionsByFunction": PROVIDER,
  "lambda:DeleteFunctionConcurrency": CHANGES,
  "lambda:UpdateFunctionCode": CHANGES,
  "lambda:UpdateFunctionConfiguration": CHANGES,
  "sqs:SetQueueAttributes": {
    why: "existingQueuePolicy",
    source:
      "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html",
  },
  "sns:Unsubscribe": {
    why: "confirmedSubscription",
    source: "https://docs.aws.amazon.com/sns/latest/api/API_Unsubscribe.html",
  },
  "s3:DeleteObject": {
    why: "emptiesResults",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html",
  },
  "s3:DeleteObjectVersion": {
    why: "emptiesResults",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html",
  },
  "s3:GetBucketPublicAccessBlock": PUBLIC,
  "s3:GetAccountPublicAccessBlock": PUBLIC,
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
