import type { Account } from "../../aws/accounts";
import { accountOf, openCloud } from "../../aws/cloud";
import type { Messages } from "../../aws/messages";
import { messages } from "../../aws/messages";
import { observe } from "../../aws/observe";
import { knownArn, parseArn } from "../../rules/arn";
import { topicsOfHealth } from "../../rules/health";
import { administratorOf } from "../administrator";
import { CannotRun, cannotRun } from "../cannotRun";
import type { LiveStack, LiveStackOptions } from "../config/liveStack";
import { readLiveStack } from "../config/liveStack";
import { milliseconds } from "../durations";
import { notChecked, unchecked } from "../findings";
import type { Report } from "../output/report";
import { makeChanges } from "../test/changes";
import { changesReport } from "../test/changesReport";
import { arrivalsOf, openInbox } from "../test/inbox";
import { observeDetectors } from "../test/samples";

export interface TestChangesOptions extends LiveStackOptions {
  /** ARN of the topic of messages; undefined: the configuration's, or the one that a health check of the stack made. */
  topic?: string;
  deadline: string;
  /** Of one call. */
  timeout: string;
}

/** Makes a call in each Region that changes nothing, and reports when its message arrived. Throws CannotRun. */
export async function testChanges(
  folder: string,
  options: TestChangesOptions,
  progress: (text: string) => void,
): Promise<Report> {
  const stack = await readLiveStack(folder, options);
  if (stack.plan.detaching) throw cannotRun("detachedExport", { command: "test" });
  const deadline = milliseconds("--deadline", options.deadline);
  const timeout = milliseconds("--timeout", options.timeout);
  const cloud = await openCloud(stack.plan, { timeout });
  const opened: Messages[] = [];
  const messagesIn = (region: string, account: Account) => {
    const client = messages(region, account, { timeout });
    opened.push(client);
    return client;
  };
  try {
    const account = administratorOf(cloud);
    const topicArn =
      options.topic ?? (await topicOf(stack, messagesIn(stack.plan.home.name, account)));
    if (parseArn(topicArn)?.service !== "sns") {
      throw new CannotRun(unchecked("messageTopicUnknown", { candidates: [topicArn] }));
    }
    const inbox = await openInbox(messagesIn(knownArn(topicArn).region, account), topicArn);
    if (inbox.value === undefined) throw new CannotRun(notChecked("messages", inbox.finding));
    const detectors = await observeDetectors(cloud, stack.settings.regions);
    const changes = await makeChanges(cloud, detectors);
    const ids = changes.flatMap(({ call }) => call?.value?.requestId ?? []);
    const waiting = (count: number) =>
      progress(`waiting for ${count} of ${changes.length} messages`);
    const arrivals = await arrivalsOf(ids, inbox.value, Date.now() + deadline, waiting);
    const left = await inbox.value.close();
    const { accounts } = stack.plan;
    const bucketOwnerId = accountOf(cloud, accounts, accounts.bucketOwner);
    return changesReport(stack, topicArn, changes, { ...arrivals, deadline, left, bucketOwnerId });
  } finally {
    progress("");
    opened.forEach((one) => one.close());
    cloud.close();
  }
}

/** The one topic of the stack's health check. Throws CannotRun. */
async function topicOf(stack: LiveStack, client: Messages): Promise<string> {
  const { topicArn, component } = stack.health ?? {};
  if (topicArn !== undefined) return topicArn;
  const { value, finding } = await observe("sns:ListTopics", () => client.listTopics());
  if (value === undefined) throw new CannotRun(notChecked("messages", finding));
  const candidates = topicsOfHealth(component, value);
  const [only, ...others] = candidates;
  if (only !== undefined && others.length === 0) return only;
  throw new CannotRun(unchecked("messageTopicUnknown", { candidates }));
}
