import type { Problem } from "../problems";
import { problem, remove } from "../problems";
import { repeatedProblems } from "./repeated";
import { topicRegionProblems } from "./topicRelations";
import type { Unchecked } from "./unchecked";
import { listAt, recordAt } from "./unchecked";

/** What is wrong with where findings are announced, and who reads them. */
export function notificationProblems(args: Unchecked): Problem[] {
  return [
    ...documentProblems(args),
    ...topicRegionProblems(args, "notificationTopicArn"),
    ...repeatedProblems(listAt(args, "readerArns"), "readerArns"),
  ];
}

/**
 * A bucket has one notification document, and writing it takes the place of all.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
 */
function documentProblems(args: Unchecked): Problem[] {
  if (args["notifications"] !== true) return [];
  const fix = remove("notifications");
  if (args["notificationTopicArn"] !== undefined) {
    return [problem("twoTopics", "notifications", fix)];
  }
  return recordAt(args, "bucket.existing") === undefined
    ? []
    : [problem("notificationsOfExisting", "notifications", fix)];
}
