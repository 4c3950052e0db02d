import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";

import type { Messages } from "../../aws/messages";
import { observe } from "../../aws/observe";
import type { Finding, Result } from "../findings";

/** A queue that receives what a topic publishes, for as long as the test lasts. */
export interface Inbox {
  /** The bodies so far that nothing was known of before. */
  receive(): Promise<Result<string[]>>;
  /** Removes queue and subscription; answers what is left, and why. */
  close(): Promise<{ left: string; cause: Finding }[]>;
}

/** How the names of such queues begin. */
const QUEUE = "guardduty-export-test";

/** Subscribes a queue of its own to the topic. What was made is removed again where a later step fails. */
export async function openInbox(messages: Messages, topicArn: string): Promise<Result<Inbox>> {
  const name = `${QUEUE}-${randomBytes(8).toString("hex")}`;
  const queue = await observe("sqs:CreateQueue", () => messages.createQueue(name, topicArn));
  if (queue.value === undefined) return queue;
  const queueUrl = queue.value;
  const remove = async (left: string, action: string, call: () => Promise<void>) => {
    const { finding } = await observe(action, call);
    return finding ? [{ left, cause: finding }] : [];
  };
  const removeQueue = () =>
    remove(queueUrl, "sqs:DeleteQueue", () => messages.deleteQueue(queueUrl));
  const subscription = await observe("sns:Subscribe", () => messages.subscribe(name, topicArn));
  if (subscription.value === undefined) {
    await removeQueue();
    return subscription;
  }
  const subscriptionArn = subscription.value;
  return {
    value: {
      receive: () => observe("sqs:ReceiveMessage", () => messages.receive(queueUrl)),
      async close() {
        const unsubscribed = await remove(subscriptionArn, "sns:Unsubscribe", () =>
          messages.unsubscribe(subscriptionArn),
        );
        return [...unsubscribed, ...(await removeQueue())];
      },
    },
  };
}

/** Between two looks, in milliseconds. */
const PAUSE = 1000;

/**
 * When a message with each of these words arrived, in milliseconds of the clock, until all have or the time is over.
 * A message that was received may come again: nothing is deleted one by one.
 */
export async function arrivalsOf(
  words: readonly string[],
  { receive }: Inbox,
  end: number,
  progress: (waiting: number) => void,
): Promise<{ arrived: Map<string, number>; finding?: Finding | undefined }> {
  const arrived = new Map<string, number>();
  for (;;) {
    progress(words.length - arrived.size);
    const { value: bodies = [], finding } = await receive();
    for (const word of words) {
      if (!arrived.has(word) && bodies.some((body) => body.includes(word))) {
        arrived.set(word, Date.now());
      }
    }
    if (arrived.size === words.length) return { arrived };
    const left = end - Date.now();
    if (left <= 0) return { arrived, finding };
    if (bodies.length === 0) await wait(Math.min(left, PAUSE));
  }
}
