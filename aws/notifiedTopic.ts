import type { Result } from "../rules/health/types";
import type { Account } from "./accounts";
import { CALLS_IN_DEPLOYMENTS } from "./connection";
import { messages } from "./messages";
import { observe } from "./observe";
import { storage } from "./s3";

/** The topics that exist, of those that a bucket notifies and that `isOwn` accepts. Never rejects. */
export async function notifiedTopics(
  account: Account,
  region: string,
  bucketName: string,
  isOwn: (topicArn: string) => boolean,
): Promise<Result<string[]>> {
  const buckets = storage(region, account.credentials, CALLS_IN_DEPLOYMENTS);
  const topics = messages(region, account, CALLS_IN_DEPLOYMENTS);
  const actions = ["s3:GetBucketNotification", "sns:GetTopicAttributes"];
  const result = await observe(actions, async () => {
    const notified = await buckets.bucket(bucketName).settings.notifications();
    const found: string[] = [];
    for (const { topicArn } of notified) {
      if (!isOwn(topicArn)) continue;
      if ((await topics.topic(topicArn)) !== undefined) found.push(topicArn);
    }
    return found;
  });
  buckets.close();
  topics.close();
  return result;
}
