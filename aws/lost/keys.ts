import { resourceId } from "../../rules/arn";
import { EXPORT_TAG } from "../../rules/exportTag";
import type { Result } from "../../rules/health/types";
import type { Account } from "../accounts";
import { CALLS_IN_DEPLOYMENTS } from "../connection";
import { keys } from "../key";
import { messages } from "../messages";
import { notifiedTopics } from "../notifiedTopic";
import { observe } from "../observe";
import type { Found } from "./found";

/** The keys, of a component's tag, of the topics that a bucket notifies. Never rejects. */
export async function keysOfNotified(
  account: Account,
  region: string,
  { bucketName, isOwn, tag }: NotifiedTopics,
): Promise<Result<Found[]>> {
  const topics = await notifiedTopics(account, region, bucketName, isOwn);
  if (topics.value === undefined) return topics;
  const client = messages(region, account, CALLS_IN_DEPLOYMENTS);
  const read = await observe("sns:GetTopicAttributes", () =>
    Promise.all(topics.value.map((arn) => client.topic(arn))),
  );
  client.close();
  if (read.value === undefined) return read;
  const arns = read.value.flatMap((topic) => topic?.kmsKeyId ?? []);
  const found = await Promise.all(
    arns.map((keyArn) => keyOfTopic(account, region, { keyArn, tag })),
  );
  const finding = found.find((one) => one.finding !== undefined)?.finding;
  return finding === undefined ? { value: found.flatMap(({ value = [] }) => value) } : { finding };
}

interface NotifiedTopics {
  bucketName: string;
  isOwn: (topicArn: string) => boolean;
  /** Value of the export's tag. */
  tag: string;
}

const KEY_OF_TOPIC = ["kms:ListResourceTags"];

/** The key of a topic, where a component created it, whose tag it has. Never rejects. */
export function keyOfTopic(
  { credentials }: Account,
  region: string,
  { keyArn, tag }: { keyArn: string; tag: string },
): Promise<Result<Found[]>> {
  return observe(KEY_OF_TOPIC, async () => {
    const client = keys(region, credentials, CALLS_IN_DEPLOYMENTS);
    try {
      const isOwn = await client.hasTag(keyArn, EXPORT_TAG, tag);
      return isOwn ? [{ name: keyArn, id: resourceId(keyArn) }] : [];
    } finally {
      client.close();
    }
  });
}
