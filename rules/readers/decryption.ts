import { knownArn } from "../arn";
import type { AccessRequest, Decision } from "../evaluator";
import { evaluate } from "../evaluator";
import { s3ViaService } from "../policies";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";

/** What a key's policy decides about a reader that decrypts findings, as S3 asks for it. */
export function decryptionBy(
  readerArn: string,
  keyArn: string,
  keyPolicy: PolicyDocument,
): Decision {
  return evaluate(keyPolicy, requestOf(readerArn, keyArn));
}

/** Source: https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service */
function requestOf(arn: string, keyArn: string): AccessRequest {
  const { accountId } = knownArn(arn);
  return {
    principal: { kind: "AWS", arn },
    action: "kms:Decrypt",
    resource: keyArn,
    context: {
      known: {
        "aws:PrincipalAccount": accountId,
        "aws:PrincipalArn": arn,
        "aws:PrincipalIsAWSService": "false",
        "aws:SecureTransport": "true",
        "kms:CallerAccount": accountId,
        "kms:ViaService": s3ViaService(knownArn(keyArn).region),
      },
      otherwise: "unknown",
    },
  };
}

/** The statement of a key's policy that lets a reader decrypt findings. */
export function decryptStatement(readerArn: string, keyArn: string): PolicyStatement {
  return {
    Effect: "Allow",
    Principal: { AWS: readerArn },
    Action: "kms:Decrypt",
    Resource: "*",
    Condition: { StringEquals: { "kms:ViaService": s3ViaService(knownArn(keyArn).region) } },
  };
}
