import type { Holder } from ".";

/** The command that prints the policy of a bucket or a key. */
export const READ_COMMANDS: { [holder in Holder]: string } = {
  bucket: "aws s3api get-bucket-policy --bucket <name of the bucket>",
  key: "aws kms get-key-policy --key-id <ARN of the key> --region <Region of the key>",
};
