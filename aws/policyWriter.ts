import { knownArn } from "../rules/arn";
import type { WrittenPolicy } from "../rules/adoption";
import type { Result } from "../rules/health/types";
import type { Account } from "./accounts";
import { CALLS_IN_DEPLOYMENTS } from "./connection";
import { keys } from "./key";
import { observe } from "./observe";
import { storage } from "./s3";

/** The policy of a bucket or key as the deployment reads and writes it. Neither call rejects. */
export interface PolicyWriter {
  /** The text; null when there is none. */
  read(): Promise<Result<string | null>>;
  write(text: string): Promise<Result<true>>;
  close(): void;
}

/** Opens the policy with the credentials of the account that owns the bucket or key. */
export function policyWriter(
  { credentials }: Account,
  region: string,
  { holder, name }: WrittenPolicy,
): PolicyWriter {
  if (holder === "bucket") {
    const client = storage(region, credentials, CALLS_IN_DEPLOYMENTS);
    const bucket = client.bucket(name);
    return {
      read: () => observe("s3:GetBucketPolicy", () => bucket.policy()),
      write: (text) => observe("s3:PutBucketPolicy", () => done(bucket.setPolicy(text))),
      close: client.close,
    };
  }
  const client = keys(knownArn(name).region, credentials, CALLS_IN_DEPLOYMENTS);
  return {
    read: () => observe("kms:GetKeyPolicy", () => client.policy(name)),
    write: (text) => observe("kms:PutKeyPolicy", () => done(client.setPolicy(name, text))),
    close: client.close,
  };
}

async function done(call: Promise<void>): Promise<true> {
  await call;
  return true;
}
