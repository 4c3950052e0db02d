import { knownArn } from "../arn";
import type { SharedAccess, SharedClass, SharedKind } from "../proof";
import { callerText } from "./findings";
import { listed, statementName } from "./words";

export const SHARED_KINDS: { [kind in SharedKind]: string } = {
  queue: "queue",
  topic: "topic",
  bus: "event bus",
};

const CLASSES: { [kind in SharedKind]: { [one in SharedClass]: string } } = {
  queue: {
    read: "receive its messages",
    send: "send messages that pass for new findings",
    delete: "delete messages",
    change: "change the queue",
  },
  topic: {
    read: "subscribe to it",
    send: "publish messages",
    delete: "delete messages",
    change: "change the topic",
  },
  bus: {
    read: "route its events elsewhere",
    send: "send events that pass for findings",
    delete: "stop its rules",
    change: "change the bus",
  },
};

/** What a statement of the policy of a queue, topic or bus that exists lets others do; `path` is the setting that names it. */
export function sharedAccessText(
  found: SharedAccess,
  path: string,
): { problem: string; fix: string } {
  const { kind, arn, callers, access, dependsOn } = found;
  const may = dependsOn.length > 0;
  const what = access.map((one) => `${CLASSES[kind][one.class]} (${one.action})`);
  const open = listed(dependsOn.map((key) => key ?? "a policy variable"));
  const name = statementName(found);
  return {
    problem: `${path}: ${name} of the policy of ${SHARED_KINDS[kind]} ${arn} ${may ? "may let" : "lets"} ${listed(callers.map(callerText))} ${listed(what)}${may ? `, depending on ${open}` : ""}`,
    fix: `Have the owner of ${arn} remove ${name}, or restrict its Principal to account ${knownArn(arn).accountId}.`,
  };
}
