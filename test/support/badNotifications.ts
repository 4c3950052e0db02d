import type { BadInput } from "./badInputCase";

const regions = ["us-east-1"];
const TOPIC = "arn:aws:sns:us-east-1:111122223333:findings";
const READER = "arn:aws:iam::999900001111:role/siem";
const NO_READER =
  "must be the ARN of an IAM role or user, such as arn:aws:iam::111122223333:role/siem; got ";

/** Topics and readers that a person may get wrong, and what they are told. */
export const badNotifications: BadInput[] = [
  [
    "a topic made and a topic given",
    { regions, notifications: true, notificationTopicArn: TOPIC },
    [
      {
        path: "notifications",
        reason: "makes a topic, and notificationTopicArn names one; leave one of them out",
      },
    ],
  ],
  [
    "a topic made for an existing bucket",
    { regions, notifications: true, bucket: { existing: { name: "acme-logs" } } },
    [
      {
        path: "notifications",
        reason:
          "would take the place of all notifications of the existing bucket; give notificationTopicArn, and have the bucket's owner add the output notificationConfiguration",
      },
    ],
  ],
  [
    "a queue for the topic",
    { regions, notificationTopicArn: "arn:aws:sqs:us-east-1:111122223333:findings" },
    [
      {
        path: "notificationTopicArn",
        reason:
          'must be the ARN of an SNS topic; got "arn:aws:sqs:us-east-1:111122223333:findings"',
      },
    ],
  ],
  [
    "a word for whether there are notifications",
    { regions, notifications: "yes" },
    [{ path: "notifications", reason: 'must be a boolean; got "yes"' }],
  ],
  [
    "a whole account as a reader",
    { regions, readerArns: ["arn:aws:iam::999900001111:root"] },
    [{ path: "readerArns[0]", reason: `${NO_READER}"arn:aws:iam::999900001111:root"` }],
  ],
  [
    "everybody as a reader",
    { regions, readerArns: ["*"] },
    [{ path: "readerArns[0]", reason: `${NO_READER}"*"` }],
  ],
  [
    "a reader twice",
    { regions, readerArns: [READER, READER] },
    [
      {
        path: "readerArns[1]",
        reason: `${READER} is in readerArns[0] already; name each once`,
      },
    ],
  ],
];
