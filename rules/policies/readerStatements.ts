import { knownArn, rootArn } from "../arn";
import type { PolicyCondition, PolicyStatement } from "../policyDocument";
import { knownRegion } from "../regions";

/** Identities of other accounts that read findings: ARNs of IAM roles and users. */
export interface ReadersInput {
  sidPrefix: string;
  readers: readonly string[];
}

/**
 * What the bucket policy grants to readers of other accounts: to list and get findings. They are named by a condition, which S3 takes
 * before they exist; their own policies have to grant it too.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export function readFindings(
  { sidPrefix, readers }: ReadersInput,
  bucketArn: string,
  folder: string,
): PolicyStatement[] {
  if (readers.length === 0) return [];
  return [
    {
      Sid: `${sidPrefix}ListFindings`,
      Effect: "Allow",
      Principal: accountsOf(readers),
      Action: "s3:ListBucket",
      Resource: bucketArn,
      Condition: { ...named(readers), StringLike: { "s3:prefix": `${folder}*` } },
    },
    {
      Sid: `${sidPrefix}GetFindings`,
      Effect: "Allow",
      Principal: accountsOf(readers),
      Action: "s3:GetObject",
      Resource: `${bucketArn}/${folder}*`,
      Condition: named(readers),
    },
  ];
}

/** What the key policy grants to readers of other accounts: to decrypt findings, through S3 in the key's Region alone. */
export function decryptFindings(
  { sidPrefix, readers }: ReadersInput,
  region: string,
): PolicyStatement[] {
  if (readers.length === 0) return [];
  return [
    {
      Sid: `${sidPrefix}DecryptFindings`,
      Effect: "Allow",
      Principal: accountsOf(readers),
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: { ...named(readers), StringEquals: { "kms:ViaService": s3ViaService(region) } },
    },
  ];
}

/** S3 as the caller of KMS in a Region: what `kms:ViaService` holds. */
export function s3ViaService(region: string): string {
  const suffix = knownRegion(region).partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  return `s3.${region}.${suffix}`;
}

/** Readers whose account is known to be none of `account`: an identity of the same account needs its own policy alone. */
export function readersOutside(account: string | undefined, readers: readonly string[]): string[] {
  return readers.filter((arn) => knownArn(arn).accountId !== account).sort();
}

function accountsOf(readers: readonly string[]) {
  const roots = readers.map((arn) => {
    const { partition, accountId } = knownArn(arn);
    return rootArn(partition, accountId);
  });
  const [first, ...more] = [...new Set(roots)].sort();
  return { AWS: more.length === 0 ? (first as string) : [first as string, ...more] };
}

function named(readers: readonly string[]): PolicyCondition {
  const [first, ...more] = [...readers].sort();
  return {
    ArnEquals: {
      "aws:PrincipalArn": more.length === 0 ? (first as string) : [first as string, ...more],
    },
  };
}
