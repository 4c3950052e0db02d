import { bucketArn } from "../arn";
import type { PolicyDocument } from "../policyDocument";
import { denyInsecureTransport } from "../tls";

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
  const of = { Action: "s3:*", Resource: [arn, `${arn}/*`] };
  return {
    Version: "2012-10-17",
    Statement: [
      denyInsecureTransport(of.Action, of.Resource),
      {
        ...{ Sid: "DenyOtherAccounts", Effect: "Deny", Principal: "*", ...of },
        Condition: { StringNotEquals: { "aws:PrincipalAccount": accountId } },
      },
    ],
  };
}
