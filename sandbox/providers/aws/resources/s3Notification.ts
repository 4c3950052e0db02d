import { randomUUID } from "node:crypto";
import { Members } from "../../../cloud/contract";
import { isEmpty } from "../../resource/equality";
import { Props } from "../../rpc";
import { bucketSetting } from "./s3Setting";

/** Property of the destinations -> its list, its ARN, and how its ids begin. */
const KINDS = [
  {
    property: "topics",
    arn: "topicArn",
    list: "TopicConfigurations",
    member: "TopicArn",
    id: "topic",
  },
  {
    property: "queues",
    arn: "queueArn",
    list: "QueueConfigurations",
    member: "QueueArn",
    id: "queue",
  },
  {
    property: "lambdaFunctions",
    arn: "lambdaFunctionArn",
    list: "LambdaFunctionConfigurations",
    member: "LambdaFunctionArn",
    id: "lambda",
  },
] as const;

/** The one notification document of a bucket. */
export const bucketNotification = bucketSetting({
  token: "aws:s3/bucketNotification:BucketNotification",
  title: "Bucket Notification",
  props: {
    eventbridge: { default: false },
    // The id of a destination is made up when the program gives none.
    ...Object.fromEntries(KINDS.map(({ property }) => [property, { same: sameButIds }])),
  },
  put: "s3:PutBucketNotificationConfiguration",
  get: "s3:GetBucketNotificationConfiguration",
  toMembers: (inputs) => ({ NotificationConfiguration: document(inputs) }),
  toState: (found) =>
    Object.keys(found).length === 0
      ? undefined
      : {
          eventbridge: found["EventBridgeConfiguration"] !== undefined,
          ...Object.fromEntries(
            KINDS.map((kind) => [
              kind.property,
              (found[kind.list] ?? []).map((one: Members) => ({
                id: one["Id"],
                [kind.arn]: one[kind.member],
                events: one["Events"],
                ...filterState(one),
              })),
            ]),
          ),
        },
  remove: (_resource, call) =>
    call("s3:PutBucketNotificationConfiguration", { NotificationConfiguration: {} }),
});

function document(inputs: Props): Members {
  const members: Members = {};
  if (inputs["eventbridge"] === true) members["EventBridgeConfiguration"] = {};
  for (const { property, arn, list, member, id } of KINDS) {
    const items: Props[] = inputs[property] ?? [];
    if (items.length === 0) continue;
    members[list] = items.map((item) => ({
      Id: item["id"] || `tf-s3-${id}-${randomUUID().replaceAll("-", "")}`,
      [member]: item[arn],
      Events: item["events"],
      ...filterMembers(item),
    }));
  }
  return members;
}

function filterMembers({ filterPrefix, filterSuffix }: Props): Members {
  const FilterRules = [
    ...(isEmpty(filterPrefix) ? [] : [{ Name: "prefix", Value: filterPrefix }]),
    ...(isEmpty(filterSuffix) ? [] : [{ Name: "suffix", Value: filterSuffix }]),
  ];
  return FilterRules.length > 0 ? { Filter: { Key: { FilterRules } } } : {};
}

function filterState({ Filter }: Members): Props {
  const rules: Members[] = Filter?.Key?.FilterRules ?? [];
  const valueOf = (name: string): string =>
    rules.find((rule) => String(rule["Name"]).toLowerCase() === name)?.["Value"] ?? "";
  return { filterPrefix: valueOf("prefix"), filterSuffix: valueOf("suffix") };
}

function sameButIds(state: unknown, input: unknown): boolean {
  const [olds, news] = [(state ?? []) as Props[], (input ?? []) as Props[]];
  if (olds.length !== news.length) return false;
  return news.every((item, index) => {
    const old = olds[index] ?? {};
    const keys = new Set([...Object.keys(old), ...Object.keys(item)]);
    return [...keys].every((key) => {
      if (key === "id" && isEmpty(item["id"])) return true;
      if (key === "events") return sameEvents(old[key], item[key]);
      return (isEmpty(old[key]) && isEmpty(item[key])) || old[key] === item[key];
    });
  });
}

/** Events are a set. */
function sameEvents(olds: string[] = [], news: string[] = []): boolean {
  return [...olds].sort().join() === [...news].sort().join();
}
