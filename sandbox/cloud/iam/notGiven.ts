import { AwsError } from "../contract";

/** What the sandbox does not have of a managed policy is its document. */
export function notGiven(arn: string): AwsError {
  return new AwsError(
    "NotImplemented",
    `The sandbox does not have the managed policy ${arn}. Fix: give its document in the world's managedPolicies.`,
    501,
  );
}
