import { AwsError } from "../contract";

/** GuardDuty's refusals: only the message distinguishes the causes. */
export const MESSAGES = {
  notJson: "The request is rejected because the JSON could not be processed.",
  noDestinationType:
    "The request failed because no destinationType parameter was included in the request.",
  noDestinationProperties:
    "The request failed because no destinationProperties parameter was included in the request.",
  destinationArn:
    "The request failed because the value specified for the destinationArn parameter is not valid.",
  kmsKeyArn:
    "The request failed because the value specified for the kmsKeyArn parameter is not valid.",
  noBucket:
    "The request failed because the resource specified in the destinationArn parameter does not exist.",
  noFolder:
    "The request failed because the resource folder specified in the destinationArn parameter does not exist.",
  callerPermissions:
    "The request failed because you do not have the required permissions for the s3:GetObject or s3:ListBucket actions.",
  servicePermissions:
    "The request failed because the GuardDuty service principal does not have permission to the KMS key or the resource specified by the destinationArn parameter. Refer to https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html",
  destinationExists:
    "The request failed because a publishingDestination already exists with the destinationType value provided in the request.",
  outOfRange:
    "The request is rejected because an invalid or out-of-range value is specified as an input parameter.",
  invalidValues:
    "The request is rejected because the one or more input parameters have invalid values.",
  maxResults: "The request is rejected because the parameter maxResults is out-of-bounds.",
  nextToken: "The request is rejected because an invalid next token is specified",
  resourceArn: "Invalid input resource arn",
  notYourDetector:
    "The request is rejected because the input detectorId is not owned by the current account.",
  detectorExists:
    "The request is rejected because a detector already exists for the current account.",
  hasMembers:
    "The request is rejected because the current account cannot delete detector while it has invited or associated members.",
  // UNVERIFIED text.
  bothRuntimes:
    "The request is rejected because EKS_RUNTIME_MONITORING and RUNTIME_MONITORING cannot be provided in the same request.",
  // UNVERIFIED text.
  memberFrequency:
    "The request is rejected because a member account cannot update the finding publishing frequency.",
  // UNVERIFIED text.
  memberSuspends:
    "The request is rejected because a member account cannot suspend GuardDuty while it is associated with an administrator account.",
  // UNVERIFIED text.
  memberDetector:
    "The request is rejected because a member account cannot delete its detector while it is associated with an administrator account.",
  notManagement:
    "The request failed because you do not have required AWS Organization master permission.",
  notInOrganization:
    "The request failed because admin account passed is not member of AWS Organizations.",
  otherAdministrator:
    "The request failed because another account is already enabled as GuardDuty delegated administrator for the organization.",
  noResource: "The request is rejected since no such resource found.",
  // UNVERIFIED text.
  filterExists:
    "The request is rejected because a filter with the given name already exists for the current account.",
  // UNVERIFIED text.
  filterLimit:
    "The request is rejected because the number of filters is at its maximum for the current account.",
  // UNVERIFIED text.
  administratorOnly:
    "The request is rejected because a member account does not have permission for this operation; only its administrator account does.",
  // UNVERIFIED texts of lists.
  ipSetId: "The request is rejected because the input ipSetId is not owned by the current account.",
  threatIntelSetId:
    "The request is rejected because the input threatIntelSetId is not owned by the current account.",
  threatEntitySetId:
    "The request is rejected because the input threatEntitySetId is not owned by the current account.",
  trustedEntitySetId:
    "The request is rejected because the input trustedEntitySetId is not owned by the current account.",
  listExists:
    "The request is rejected because a list with the given name already exists for the current account.",
  listLimit:
    "The request is rejected because the number of lists of this kind is at its maximum for the current account.",
  listLocation:
    "The request is rejected because the value specified for the location parameter is not the URI of an object in Amazon S3.",
  // UNVERIFIED texts of Malware Protection plans.
  planBucket:
    "The request is rejected because the bucket does not exist in this Region, or is not owned by the current account.",
  planRole:
    "The request is rejected because GuardDuty cannot assume the provided IAM role, which has to be one of the current account and to trust malware-protection-plan.guardduty.amazonaws.com.",
  planOwnership:
    "The request is rejected because the provided IAM role does not have the required permissions to validate S3 bucket ownership.",
  planLimit:
    "The request is rejected because the number of Malware Protection plans is at its maximum for the current account.",
  // UNVERIFIED text.
  policyManaged:
    "The request is rejected because a GuardDuty policy of AWS Organizations manages this setting for the account.",
  noInvitation:
    "The request is rejected because the current account does not have an invitation from the requested master account.",
} as const;

export function badRequest(cause: keyof typeof MESSAGES): AwsError {
  return new AwsError("BadRequestException", MESSAGES[cause]);
}
