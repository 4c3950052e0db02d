import type { BadInput } from "./case";
import { at } from "./case";

const regions = ["us-east-1"];
const TOPIC = "arn:aws:sns:us-east-1:111122223333:findings";
const READER = "arn:aws:iam::999900001111:role/siem";

/** Topics and readers that users may get wrong, and every problem that is reported. */
export const badNotifications: BadInput[] = [
  [
    "a topic made and a topic given",
    { regions, notifications: true, notificationTopicArn: TOPIC },
    [
      at(
        "notifications",
        "creates a topic, and notificationTopicArn names another; they cannot be used together. Fix: remove notifications",
      ),
    ],
  ],
  [
    "a topic made for an existing bucket",
    { regions, notifications: true, bucket: { existing: { name: "acme-logs" } } },
    [
      at(
        "notifications",
        "would replace every notification of the existing bucket; use notificationTopicArn, and have the bucket's owner add the output notificationConfiguration. Fix: remove notifications",
      ),
    ],
  ],
  [
    "a topic of another Region than the bucket",
    { regions, notificationTopicArn: "arn:aws:sns:eu-west-1:111122223333:findings" },
    [
      at(
        "notificationTopicArn",
        'is a topic of eu-west-1; AWS publishes to it from us-east-1, the home Region, and only topics of that Region are supported. Fix: set notificationTopicArn to a value such as "arn:aws:sns:us-east-1:111122223333:findings"',
      ),
    ],
  ],
  [
    "a queue for the topic",
    { regions, notificationTopicArn: "arn:aws:sqs:us-east-1:111122223333:findings" },
    [
      at(
        "notificationTopicArn",
        'must be the ARN of a standard SNS topic; got "arn:aws:sqs:us-east-1:111122223333:findings". Fix: set notificationTopicArn to a value such as "arn:aws:sns:us-east-1:111122223333:findings"',
      ),
    ],
  ],
  [
    "a word for whether there are notifications",
    { regions, notifications: "yes" },
    [
      at(
        "notifications",
        'must be true or false; got "yes". Fix: set notifications to a value such as true',
      ),
    ],
  ],
  [
    "a whole account as a reader",
    { regions, readerArns: ["arn:aws:iam::999900001111:root"] },
    [
      at(
        "readerArns[0]",
        'must be the ARN of one IAM role or user, not of an account or a pattern; got "arn:aws:iam::999900001111:root". Fix: set readerArns[0] to a value such as "arn:aws:iam::111122223333:role/siem"',
      ),
    ],
  ],
  [
    "all principals as a reader",
    { regions, readerArns: ["*"] },
    [
      at(
        "readerArns[0]",
        'must be the ARN of one IAM role or user, not of an account or a pattern; got "*". Fix: set readerArns[0] to a value such as "arn:aws:iam::111122223333:role/siem"',
      ),
    ],
  ],
  [
    "a reader twice",
    { regions, readerArns: [READER, READER] },
    [
      at(
        "readerArns[1]",
        '"arn:aws:iam::999900001111:role/siem" is already in readerArns[0]. Fix: remove readerArns[1]',
      ),
    ],
  ],
  [
    "a reader of another partition",
    { regions, readerArns: ["arn:aws-us-gov:iam::999900001111:role/siem", READER] },
    [
      at(
        "readerArns[0]",
        'is in partition aws-us-gov; us-east-1 is in aws. Fix: set readerArns[0] to "arn:aws:iam::999900001111:role/siem"',
      ),
    ],
  ],
  [
    "a reader of a partition that is not known",
    { regions, readerArns: ["arn:aws-iso:iam::999900001111:user/ann"] },
    [
      at(
        "readerArns[0]",
        'is in partition aws-iso; us-east-1 is in aws. Fix: set readerArns[0] to "arn:aws:iam::999900001111:user/ann"',
      ),
    ],
  ],
  [
    "commercial readers and a commercial topic of an export in China",
    {
      regions: ["cn-northwest-1"],
      homeRegion: "cn-north-1",
      readerArns: [READER],
      notificationTopicArn: TOPIC,
    },
    [
      at(
        "readerArns[0]",
        'is in partition aws; cn-north-1 is in aws-cn. Fix: set readerArns[0] to "arn:aws-cn:iam::999900001111:role/siem"',
      ),
      at(
        "notificationTopicArn",
        'is in partition aws; cn-north-1 is in aws-cn. Fix: set notificationTopicArn to a value such as "arn:aws-cn:sns:cn-north-1:111122223333:findings"',
      ),
    ],
  ],
  [
    "a topic whose Region is not in the partition that its ARN names",
    { regions, notificationTopicArn: "arn:aws:sns:us-gov-west-1:111122223333:findings" },
    [
      at(
        "notificationTopicArn",
        'is in partition aws-us-gov; us-east-1 is in aws. Fix: set notificationTopicArn to a value such as "arn:aws:sns:us-east-1:111122223333:findings"',
      ),
    ],
  ],
];
