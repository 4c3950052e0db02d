import { bucketArn } from "../arn";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";

/**
 * The policy of the bucket of list files: no requests without TLS, and none by identities of other accounts. GuardDuty reads by its service-linked
 * role, to whose rights it adds each file when a list is activated.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-lists-prerequisites.html
 */
export function listBucketPolicy(
  partition: string,
  bucketName: string,
  accountId: string,
): PolicyDocument {
  const arn = bucketArn(partition, bucketName);
  const deny = (Sid: string, Condition: PolicyStatement["Condition"]): PolicyStatement => ({
    ...{ Sid, Effect: "Deny", Principal: "*", Action: "s3:*" },
    ...{ Resource: [arn, `${arn}/*`], Condition },
  });
  return {
    Version: "2012-10-17",
    Statement: [
      deny("DenyInsecureTransport", { Bool: { "aws:SecureTransport": "false" } }),
      deny("DenyOtherAccounts", { StringNotEquals: { "aws:PrincipalAccount": accountId } }),
    ],
  };
}
