import type { StoredObject } from "../../world";
import type { Aws } from "../aws";
import { AwsError, type Members } from "../contract";

export type Encryption = Pick<StoredObject, "sse" | "kmsKeyArn" | "bucketKeyEnabled">;

/** What a bucket does with objects whose request says nothing. */
export function defaultEncryption({ world }: Aws, name: unknown): Encryption {
  const [rule] = (world.buckets[String(name)]?.encryption?.["Rules"] ?? []) as Members[];
  const { SSEAlgorithm, KMSMasterKeyID } = rule?.["ApplyServerSideEncryptionByDefault"] ?? {};
  return {
    sse: SSEAlgorithm ?? "AES256",
    kmsKeyArn: KMSMasterKeyID,
    bucketKeyEnabled: rule?.["BucketKeyEnabled"],
  };
}

export function requestedEncryption(input: Members): Encryption {
  const { ServerSideEncryption: sse, SSEKMSKeyId, BucketKeyEnabled } = input;
  if (sse === undefined && SSEKMSKeyId === undefined) return {};
  if (SSEKMSKeyId !== undefined && !String(sse).startsWith("aws:kms")) {
    throw new AwsError(
      "InvalidArgument",
      "Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms",
    );
  }
  return {
    sse,
    kmsKeyArn: SSEKMSKeyId,
    ...(BucketKeyEnabled !== undefined && { bucketKeyEnabled: BucketKeyEnabled }),
  };
}

/** The headers of the request; a bucket's default encryption is none of them. */
export function encryptionContext(input: Members): { [key: string]: string } {
  const { ServerSideEncryption: sse, SSEKMSKeyId } = input;
  return {
    ...(sse && { "s3:x-amz-server-side-encryption": sse }),
    ...(SSEKMSKeyId && { "s3:x-amz-server-side-encryption-aws-kms-key-id": SSEKMSKeyId }),
  };
}

export function encryptionMembers({ sse, kmsKeyArn, bucketKeyEnabled }: StoredObject): Members {
  return {
    ServerSideEncryption: sse ?? "AES256",
    SSEKMSKeyId: kmsKeyArn,
    BucketKeyEnabled: bucketKeyEnabled || undefined,
  };
}
