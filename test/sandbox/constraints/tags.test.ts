import { type Constraint, describeConstraints } from "../../../testing/constraints";
import { ADMIN, BUCKET, DETECTOR, keyArn } from "../../../testing/worlds";

type Call = Constraint["call"];
const SOURCE = "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html";
const RESERVED = "aws: prefixed tag key names are not allowed for external use.";
const arn = (service: string, name: string) => `arn:aws:${service}:us-east-1:${ADMIN}:${name}`;
const list = (keys: string[], Key = "Key", Value = "Value") =>
  keys.map((key) => ({ [Key]: key, [Value]: "x" }));
const map = (keys: string[]) => Object.fromEntries(keys.map((key) => [key, "x"]));
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
  ],
});

interface Tagged {
  given?: Call[];
  tag: (keys: string[]) => Call;
  reserved: string;
  duplicate?: string;
  tooMany: string;
}

const SERVICES: { [service: string]: Tagged } = {
  "a bucket": {
    tag: (keys) => ["s3:PutBucketTagging", { Bucket: BUCKET, Tagging: { TagSet: list(keys) } }],
    reserved: "InvalidTag: System tags cannot be added/updated by requester",
    duplicate: "InvalidTag: Cannot provide multiple Tags with the same key",
    tooMany: "BadRequest: Bucket tag count cannot be greater than 50",
  },
  "an object": {
    given: [["s3:PutObject", { Bucket: BUCKET, Key: "k", Body: "x" }]],
    tag: (keys) => [
      "s3:PutObjectTagging",
      { Bucket: BUCKET, Key: "k", Tagging: { TagSet: list(keys) } },
    ],
    reserved: "InvalidTag: Your TagKey cannot be prefixed with aws:",
    duplicate: "InvalidTag: Cannot provide multiple Tags with the same key",
    tooMany: "BadRequest: Object tags cannot be greater than 10",
  },
  "a key": {
    tag: (keys) => ["kms:TagResource", { KeyId: keyArn(), Tags: list(keys, "TagKey", "TagValue") }],
    reserved: "TagException: Tags beginning with aws: are reserved",
    duplicate: "TagException: Duplicate tag keys",
    tooMany: "TagException: Too many tags",
  },
  "a topic": {
    given: [["sns:CreateTopic", { Name: "t" }]],
    tag: (keys) => ["sns:TagResource", { ResourceArn: arn("sns", "t"), Tags: list(keys) }],
    reserved: `InvalidParameterException: Invalid parameter: Tag Reason: ${RESERVED}`,
    duplicate: "InvalidParameterException: Invalid parameter: Duplicated keys are not allowed.",
    tooMany:
      "TagLimitExceededException: Could not complete request: tag quota of per resource exceeded",
  },
  "a queue": {
    given: [["sqs:CreateQueue", { QueueName: "q" }]],
    tag: (keys) => [
      "sqs:TagQueue",
      { QueueUrl: `https://sqs.us-east-1.amazonaws.com/${ADMIN}/q`, Tags: map(keys) },
    ],
    reserved: `InvalidParameterValue: ${RESERVED}`,
    tooMany: "InvalidParameterValue: A resource has 50 tags at most.",
  },
  "a role": {
    given: [["iam:CreateRole", { RoleName: "r", AssumeRolePolicyDocument: TRUST }]],
    tag: (keys) => ["iam:TagRole", { RoleName: "r", Tags: list(keys) }],
    reserved: `InvalidInputException: ${RESERVED}`,
    duplicate:
      "InvalidInputException: Duplicate tag keys found. Please note that Tag keys are case insensitive.",
    tooMany: "LimitExceededException: The number of tags has reached the maximum limit.",
  },
  "a rule": {
    given: [["events:PutRule", { Name: "r", EventPattern: '{"source":["aws.guardduty"]}' }]],
    tag: (keys) => [
      "events:TagResource",
      { ResourceARN: arn("events", "rule/r"), Tags: list(keys) },
    ],
    reserved: `ValidationException: ${RESERVED}`,
    duplicate: "ValidationException: Duplicate tag keys found.",
    tooMany: "LimitExceededException: A resource has 50 tags at most.",
  },
  "a detector": {
    tag: (keys) => [
      "guardduty:TagResource",
      { ResourceArn: arn("guardduty", `detector/${DETECTOR}`), Tags: map(keys) },
    ],
    reserved: `BadRequestException: ${RESERVED}`,
    tooMany: "BadRequestException: A resource has 50 tags at most.",
  },
};

const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => `k${from + index}`);

for (const [what, { given = [], tag, reserved, duplicate, tooMany }] of Object.entries(SERVICES)) {
  const most = what === "an object" ? 10 : 50;
  const adds = !["a bucket", "an object"].includes(what);
  const row = (title: string, more: Call[], keys: string[], refused: string): Constraint => ({
    title,
    given: [...given, ...more],
    call: tag(keys),
    refused,
    source: SOURCE,
  });
  describeConstraints(`tags of ${what}`, [
    row("begin with other letters than aws:", [], ["AWS:team"], reserved),
    ...(duplicate === undefined ? [] : [row("have a key each", [], ["a", "a"], duplicate)]),
    adds
      ? row(`are ${most} at most`, [tag(many(0, 30))], many(30, 21), tooMany)
      : row(`are ${most} at most`, [], many(0, most + 1), tooMany),
  ]);
}
