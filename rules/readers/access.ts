import { bucketArn, knownArn } from "../arn";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { s3ViaService } from "../policies";

/** Where the findings are that a reader reads. */
export interface FindingsLocation {
  bucketArn: string;
  /** Folder of the findings in the bucket: `[prefix/]AWSLogs/`. */
  folder: string;
  keyArn: string;
}

/** The place of the findings, from an export's outputs: `s3://bucket/[prefix/]AWSLogs/` and the key's ARN. */
export function findingsLocation(findingsUri: string, keyArn: string): FindingsLocation {
  const [, bucketName, folder] = /^s3:\/\/([^/]+)\/(.*)$/.exec(findingsUri) ?? [];
  const { partition } = knownArn(keyArn);
  return { bucketArn: bucketArn(partition, bucketName ?? ""), folder: folder ?? "", keyArn };
}

/** What a reader may do at its queue. */
export interface QueueAccess {
  queueArn: string;
  actions: readonly string[];
}

/**
 * The policy of a reader's identity: list and get findings, decrypt them through S3 alone, take notifications off its queue.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export function readerPolicy(
  { bucketArn: bucket, folder, keyArn }: FindingsLocation,
  deletesAfterTransfer: boolean,
  queue?: QueueAccess,
): PolicyDocument {
  const findings = `${bucket}/${folder}*`;
  return {
    Version: "2012-10-17",
    Statement: [
      allow("ListFindings", "s3:ListBucket", bucket, {
        StringLike: { "s3:prefix": `${folder}*` },
      }),
      allow("GetFindings", "s3:GetObject", findings),
      allow("DecryptFindings", "kms:Decrypt", keyArn, {
        StringEquals: { "kms:ViaService": s3ViaService(knownArn(keyArn).region) },
      }),
      ...(deletesAfterTransfer ? [allow("DeleteFindings", "s3:DeleteObject", findings)] : []),
      ...(queue ? [allow("ReceiveNotifications", [...queue.actions], queue.queueArn)] : []),
    ],
  };
}

function allow(
  Sid: string,
  Action: PolicyStatement["Action"],
  Resource: string,
  Condition?: PolicyStatement["Condition"],
): PolicyStatement {
  return { Sid, Effect: "Allow", Action, Resource, ...(Condition && { Condition }) };
}
