import { HeadBucketCommand, S3Client } from "@aws-sdk/client-s3";

import { AWS_MESSAGES } from "../rules/awsMessages";
import type { Result } from "../rules/health/types";
import { entryCalls } from "../rules/preflight";
import type { ExistingEntry } from "../rules/problems";
import { queueArnOfUrl } from "../rules/queues";
import type { Account } from "./accounts";
import { CALLS_IN_DEPLOYMENTS, connect } from "./connection";
import { callError } from "./errors";
import { guardDuty } from "./guardDuty";
import { observe } from "./observe";
import { storage } from "./s3";
import { sharedPolicy } from "./sharedPolicies";

/** Whether what the arguments say to exist is there. Never rejects. */
export function entryExists(account: Account, entry: ExistingEntry): Promise<Result<boolean>> {
  return observe(entryCalls(entry), async () => {
    try {
      await read(account, entry);
      return true;
    } catch (error) {
      const { name, message } = callError(error);
      // Of a detector that is not the account's, another check says so.
      if (AWS_MESSAGES.detectorNotOwned.test(message)) return true;
      if (NO_SUCH.includes(name) || AWS_MESSAGES.noSuchEntry.test(message)) return false;
      throw error;
    }
  });
}

/** Codes of errors of what does not exist. */
const NO_SUCH = [
  ...["ResourceNotFoundException", "QueueDoesNotExist"],
  "AWS.SimpleQueueService.NonExistentQueue",
  ...["NotFoundException", "NotFound", "NoSuchBucket", "PermanentRedirect"],
];

/** Rejects with the error of the SDK. */
async function read(account: Account, entry: ExistingEntry): Promise<void> {
  const { region } = entry;
  if (entry.kind === "queue") {
    const { kind, url } = entry;
    const queue = { kind, url, arn: queueArnOfUrl(url, region) };
    await sharedPolicy(queue, account, CALLS_IN_DEPLOYMENTS);
    return;
  }
  if (entry.kind === "topic" || entry.kind === "bus") {
    await sharedPolicy(entry, account, CALLS_IN_DEPLOYMENTS);
    return;
  }
  if (entry.kind === "bucket") {
    if (entry.byPolicy) {
      const client = storage(region, account.credentials, CALLS_IN_DEPLOYMENTS);
      await client.bucket(entry.name).policy().finally(client.close);
      return;
    }
    await headBucket(account, entry);
    return;
  }
  const client = guardDuty(region, account.credentials, CALLS_IN_DEPLOYMENTS);
  try {
    switch (entry.kind) {
      case "filter":
        return await client.requireFilter(entry.detectorId, entry.name);
      case "list":
        return await client.requireList(entry.detectorId, entry.of, entry.listId);
      case "malwarePlan":
        return await client.requireMalwarePlan(entry.planId);
    }
  } finally {
    client.close();
  }
}

/** S3 redirects to the Region of a bucket that is in another. */
async function headBucket(
  { credentials }: Account,
  { region, name }: { region: string; name: string },
): Promise<void> {
  const connected = connect(S3Client, region, CALLS_IN_DEPLOYMENTS, credentials);
  const { client, options, close } = connected;
  try {
    await client.send(new HeadBucketCommand({ Bucket: name }), options());
  } catch (error) {
    // A HEAD has no body to name the error in.
    const { httpStatusCode } =
      (error as { $metadata?: { httpStatusCode?: number } }).$metadata ?? {};
    if (httpStatusCode === 301) throw Object.assign(new Error(name), { name: "PermanentRedirect" });
    throw error;
  } finally {
    close();
  }
}
