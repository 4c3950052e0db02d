import type { ExistingEntry, Fix, Problem } from "../problems";
import { arnText, parseArn } from "../arn";
import { accountOfQueueUrl } from "../queues";
import { problem, remove, setLike, toDo } from "../problems";

/** What the arguments say to exist, and which of them. */
export interface NamedEntry {
  /** Path of the value that names it. */
  path: string;
  /** Path of all that is said about it. Defaults to the same. */
  whole?: string;
  entry: ExistingEntry;
  /** Whether a topic sends to it: SNS has the owner of a queue in another account confirm that. */
  subscribed?: true;
  /** Whether rules of EventBridge publish to it: they do that in their own account alone. */
  published?: true;
}

/** The IAM actions that read whether it exists. */
export function entryCalls(entry: ExistingEntry): string[] {
  switch (entry.kind) {
    case "filter":
      return ["guardduty:GetFilter"];
    case "list":
      return [`guardduty:Get${entry.of}`];
    case "malwarePlan":
      return ["guardduty:GetMalwareProtectionPlan"];
    case "queue":
      return ["sqs:GetQueueAttributes"];
    case "topic":
      return ["sns:GetTopicAttributes"];
    case "bus":
      return ["events:DescribeEventBus"];
    case "bucket":
      return [entry.byPolicy ? "s3:GetBucketPolicy" : "s3:ListBucket"];
  }
}

/** An entry that is not there: its import, or the first call that uses it, would name neither the argument nor what to do. */
export function entryProblem(named: NamedEntry): Problem {
  return problem("entryNotFound", named.path, fixOf(named), { entry: named.entry });
}

/** A queue that is subscribed, or a topic that EventBridge publishes to, with credentials of another account; empty where it is the account's. */
export function otherOwnerProblems(named: NamedEntry, accountId: string): Problem[] {
  const { path, whole = path, entry, subscribed, published } = named;
  if (entry.kind === "queue" && subscribed) {
    const account = accountOfQueueUrl(entry.url);
    if (account === undefined || account === accountId) return [];
    return [problem("queueOfOtherAccount", path, remove(whole), { account, accountId })];
  }
  const topic = entry.kind === "topic" && published ? parseArn(entry.arn) : undefined;
  if (topic === undefined || topic.accountId === accountId) return [];
  const fix = setLike(path, arnText({ ...topic, accountId }));
  return [problem("topicOfOtherAccount", path, fix, { account: topic.accountId, accountId })];
}

/** What is used is named anew: without it the arguments may lack what they need. */
function fixOf({ path, whole = path, entry }: NamedEntry): Fix {
  switch (entry.kind) {
    case "topic":
      return toDo("useTopic", { path });
    case "bus":
      return toDo("useBus", { path });
    case "bucket":
      return toDo("useBucketIn", { path, region: entry.region });
    default:
      return remove(whole);
  }
}
