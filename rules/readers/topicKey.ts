import { knownArn } from "../arn";
import type { PolicyDocument } from "../policyDocument";
import { partitionOf } from "../regions";
import type { PolicyDifference, PolicyText } from "./deliveryPolicies";
import { isAs, letsThrough, policyDifference } from "./deliveryPolicies";
import { notificationsKeyPolicy } from "./notifications";

/** The key of a topic as the stack deploys it: one that it makes, whose ARN is not known, or the one of this ARN. */
export type DeclaredTopicKey = "own" | { arn: string };

/** A key as KMS has it. */
export interface ObservedKey {
  arn: string;
  /** Enabled, Disabled or PendingDeletion among others. */
  state: string;
  policy: string;
}

/** A topic as SNS has it, and its key. */
export interface ObservedTopic {
  policy: PolicyText;
  /** ARN, id or alias of the key; undefined: messages are not encrypted. */
  kmsKeyId?: string;
  /** Undefined: KMS does not have it, or it was not read. */
  key?: ObservedKey;
}

export type TopicKeyDifference =
  | { link: "topicEncryption"; resource: string; kmsKeyId?: string; expected?: string }
  | { link: "topicKey"; resource: string; topicArn: string; state: string }
  | PolicyDifference<"topicKeyPolicy">;

/**
 * AWS's own key of SNS, whose policy lets no service publish and cannot be changed.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
const OWN_KEY_OF_SNS = /(^|[:/])alias\/aws\/sns$/;

export const isOwnKeyOfSns = (keyId: string): boolean => OWN_KEY_OF_SNS.test(keyId);

/** In place of a state of KMS. */
export const KEY_NOT_FOUND = "NotFound";

/** Whether a topic is encrypted under a key that has to be read to judge it. */
export function readsKey(
  declared: DeclaredTopicKey | undefined,
  kmsKeyId: string | undefined,
): kmsKeyId is string {
  if (declared === undefined || kmsKeyId === undefined || isOwnKeyOfSns(kmsKeyId)) {
    return false;
  }
  return declared === "own" || declared.arn === kmsKeyId;
}

/** Where messages of new findings come from. */
interface Source {
  topicArn: string;
  bucketArn: string;
  accountId: string;
}

/** Whether S3 can use the key of a topic. Undefined: the key is not compared. */
export function topicKeyDifferences(
  declared: DeclaredTopicKey | undefined,
  { topicArn, bucketArn, accountId }: Source,
  { kmsKeyId, key }: ObservedTopic,
): TopicKeyDifference[] {
  if (declared === undefined) return [];
  const expected = declared === "own" ? {} : { expected: declared.arn };
  if (!readsKey(declared, kmsKeyId)) {
    const found = kmsKeyId !== undefined && { kmsKeyId };
    return [{ link: "topicEncryption", resource: topicArn, ...found, ...expected }];
  }
  const state = key?.state ?? KEY_NOT_FOUND;
  if (key === undefined || state !== "Enabled") {
    return [{ link: "topicKey", resource: key?.arn ?? kmsKeyId, topicArn, state }];
  }
  const partition = partitionOf(knownArn(topicArn).region);
  const holds =
    declared === "own"
      ? isAs(notificationsKeyPolicy(partition, bucketArn, accountId))
      : letsS3Use(key.arn, { bucketArn, accountId });
  return policyDifference("topicKeyPolicy", key.arn, key.policy, holds);
}

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html */
function letsS3Use(
  resource: string,
  { bucketArn, accountId }: Omit<Source, "topicArn">,
): (document: PolicyDocument) => true | "denied" {
  const source = { "aws:SourceAccount": accountId, "aws:SourceArn": bucketArn };
  return (document) => {
    const service = "s3.amazonaws.com";
    const results = ["kms:GenerateDataKey", "kms:Decrypt"].map((action) =>
      letsThrough(document, { service, action, resource, source }),
    );
    return results.includes("denied") ? "denied" : true;
  };
}
