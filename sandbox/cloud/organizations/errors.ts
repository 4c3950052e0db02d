import { AwsError } from "../contract";

/**
 * Errors that say by their `Reason` which rule was broken, with the texts of AWS's pages.
 * Source: https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html#API_AttachPolicy_Errors
 */
const CONSTRAINTS = {
  CANNOT_CLOSE_MANAGEMENT_ACCOUNT: "You attempted to close the management account.",
  CANNOT_REMOVE_DELEGATED_ADMINISTRATOR_FROM_ORG:
    "You attempted to remove an account that is registered as a delegated administrator for a service integrated with your organization.",
  MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED:
    "You have attached the maximum number of policies to the specified target.",
  MAX_TAG_LIMIT_EXCEEDED: "You have exceeded the number of tags allowed on this resource.",
  MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED:
    "You cannot remove the last policy attached to the specified target. You must have at least one attached at all times.",
  OU_DEPTH_LIMIT_EXCEEDED: "You attempted to create an OU tree that is too many levels deep.",
  OU_NUMBER_LIMIT_EXCEEDED:
    "You attempted to exceed the number of OUs that you can have in an organization.",
  POLICY_CONTENT_LIMIT_EXCEEDED: "You have exceeded the maximum policy size.",
  POLICY_NUMBER_LIMIT_EXCEEDED:
    "You attempted to exceed the number of policies that you can have in an organization.",
  POLICY_TYPE_ENABLED_FOR_THIS_SERVICE:
    "You attempted to disable service access before you disabled the policy type.",
  SERVICE_ACCESS_NOT_ENABLED:
    "You attempted to register a delegated administrator before you enabled service access. Call the EnableAWSServiceAccess API first.",
} as const;

const INPUTS = {
  DUPLICATE_TAG_KEY: "Tag keys must be unique among the tags attached to the same entity.",
  IMMUTABLE_POLICY: "You specified a policy that is managed by AWS and can't be modified.",
  NON_DETACHABLE_POLICY: "You can't detach this AWS Managed Policy.",
  TARGET_NOT_SUPPORTED: "You can't perform the specified operation on that target entity.",
} as const;

export function constraintViolation(reason: keyof typeof CONSTRAINTS): AwsError {
  return new AwsError("ConstraintViolationException", CONSTRAINTS[reason]).with({ Reason: reason });
}

export function invalidInput(reason: keyof typeof INPUTS): AwsError {
  return new AwsError("InvalidInputException", INPUTS[reason]).with({ Reason: reason });
}

export function accessDenied(): AwsError {
  return new AwsError(
    "AccessDeniedException",
    "You don't have permissions to access this resource.",
  );
}
