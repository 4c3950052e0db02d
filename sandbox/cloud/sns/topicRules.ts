import { arnPattern } from "../../../rules/arn";
import type { Topic } from "../../world";
import { AwsError, type Members } from "../contract";
import { isJsonObject } from "../json";
import { invalid } from "./topic";

type Valid = (value: string) => boolean;

const oneOf =
  (...values: string[]): Valid =>
  (value) =>
    values.includes(value);
const between =
  (from: number, to: number): Valid =>
  (value) =>
    /^\d+$/.test(value) && Number(value) >= from && Number(value) <= to;

const ROLE = arnPattern("iam", "role/.+");

/**
 * The values that an attribute may have; an empty text takes it away.
 * Source: https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html
 */
const VALUES: { [name: string]: Valid } = {
  DisplayName: (value) => value.length <= 100,
  DeliveryPolicy: isJsonObject,
  KmsMasterKeyId: () => true,
  MaximumMessageSize: between(1024, 1_048_576),
  SignatureVersion: oneOf("1", "2"),
  TracingConfig: oneOf("PassThrough", "Active"),
  FifoTopic: oneOf("true", "false"),
};

const FIFO_VALUES: { [name: string]: Valid } = {
  ArchivePolicy: isJsonObject,
  ContentBasedDeduplication: oneOf("true", "false"),
  FifoThroughputScope: oneOf("Topic", "MessageGroup"),
};

const FEEDBACK =
  /^(?:HTTP|SQS|Lambda|Firehose|Application)(?:(?:Success|Failure)FeedbackRoleArn|SuccessFeedback(SampleRate))$/;

export function requireTopicAttribute(name: unknown, value: string, isFifo: boolean): void {
  const text = String(name);
  const [isFeedback, isRate] = FEEDBACK.exec(text) ?? [];
  const feedback = isRate ? between(0, 100) : (role: string) => ROLE.test(role);
  const values = isFifo ? { ...VALUES, ...FIFO_VALUES } : VALUES;
  const valid = isFeedback ? feedback : Object.hasOwn(values, text) && values[text];
  if (!valid) throw invalid("AttributeName");
  if (value !== "" && !valid(value)) throw invalid(text);
}

/** A topic of the name is answered only to the attributes and tags that it has. */
export function requireSame(
  { attributes, tags }: Topic,
  given: { [name: string]: string },
  givenTags: { [key: string]: string },
): void {
  if (Object.keys(given).some((name) => given[name] !== attributes[name])) {
    throw invalid("Attributes Reason: Topic already exists with different attributes");
  }
  const others = Object.keys(givenTags).some((key) => givenTags[key] !== tags[key]);
  if (others) throw invalid("Tags Reason: Topic already exists with different tags");
}

/** Source: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
export function requireMessage({ attributes }: Topic, input: Members): void {
  const { Message, Subject, MessageGroupId, MessageDeduplicationId } = input;
  const most = Number(attributes["MaximumMessageSize"] ?? 262_144);
  if (Buffer.byteLength(Message) > most) throw invalid("Message too long");
  if (Subject !== undefined && !/^[^\p{Cc}]{1,99}$/u.test(Subject)) throw invalid("Subject");
  if (attributes["FifoTopic"] !== "true") return;
  if (MessageGroupId === undefined) {
    throw invalid("The MessageGroupId parameter is required for FIFO topics");
  }
  if (MessageDeduplicationId === undefined && attributes["ContentBasedDeduplication"] !== "true") {
    throw invalid(
      "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
    );
  }
  throw new AwsError(
    "NotImplemented",
    "The sandbox does not order messages of FIFO topics. Fix: use a standard topic here, and try FIFO topics on AWS.",
    501,
  );
}
