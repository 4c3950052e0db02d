import type { Problem } from "./problems";
import type { Unchecked } from "./unchecked";
import { listAt, recordAt } from "./unchecked";

/** What is wrong with who is told of findings, and who reads them. */
export function notificationProblems(args: Unchecked): Problem[] {
  return [...documentProblems(args), ...repeatedReaders(args)];
}

/**
 * A bucket has one notification document, and writing it takes the place of all.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html
 */
function documentProblems(args: Unchecked): Problem[] {
  if (args["notifications"] !== true) return [];
  const path = "notifications";
  if (args["notificationTopicArn"] !== undefined) {
    return [
      { path, reason: "makes a topic, and notificationTopicArn names one; leave one of them out" },
    ];
  }
  if (recordAt(args, "bucket.existing") === undefined) return [];
  const reason =
    "would take the place of all notifications of the existing bucket; give notificationTopicArn, and have the bucket's owner add the output notificationConfiguration";
  return [{ path, reason }];
}

function repeatedReaders(args: Unchecked): Problem[] {
  const readers = listAt(args, "readerArns");
  return readers.flatMap((reader, index) => {
    const first = readers.indexOf(reader);
    if (first === index || typeof reader !== "string") return [];
    return [
      {
        path: `readerArns[${index}]`,
        reason: `${reader} is in readerArns[${first}] already; name each once`,
      },
    ];
  });
}
