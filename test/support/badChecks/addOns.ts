import { problemsOfFiles, withListFiles } from "../../../rules/addOns";
import { readListsArgs } from "../../../rules/lists";
import * as preflight from "../../../rules/preflight";
import type { BadCheck } from "./case";
import { DETECTOR } from "./checked";

const BUS = "arn:aws:events:us-east-1:111122223333:event-bus/security";

const TOPIC = "arn:aws:sns:us-east-1:111122223333:security";

/** What an argument names does not exist, until the argument names another. */
const absent = (
  path: string,
  named: string,
  entriesOf: (path: string, named: unknown) => preflight.NamedEntry[],
): BadCheck => ({
  args: { [path]: named },
  aws: {},
  find: ({ args, aws }) =>
    "there" in aws ? [] : entriesOf(path, args[path]).map(preflight.entryProblem),
  done: () => ({ there: true }),
});

const listFile = (text: string | undefined) =>
  withListFiles({ lists: { bad: { kind: "IPSet", file: "bad.txt" } } }, () =>
    text === undefined ? { cause: "notFound" } : { text },
  );

/** Files of lists, and what add-ons refer to. */
export const badAddOnTargets: { [what: string]: BadCheck } = {
  "a file of a list that does not exist": {
    args: {},
    aws: { text: undefined },
    find: ({ aws }) => listFile(aws["text"] as string | undefined).problems,
    done: () => ({ text: "8.8.8.8" }),
  },
  "a file of a list with a private address": {
    args: {},
    aws: { text: "8.8.8.8\n10.0.0.1" },
    find: ({ aws }) => {
      const { values, files } = listFile(aws["text"] as string);
      const ids = { regions: ["us-east-1"], detectorIds: { "us-east-1": DETECTOR } };
      return problemsOfFiles(readListsArgs({ ...values, ...ids }).problems, files);
    },
    done: () => ({ text: "8.8.8.8" }),
  },
  "a list with entries and a file": {
    args: { lists: { bad: { kind: "IPSet", entries: ["8.8.8.8"], file: "bad.txt" } } },
    aws: {},
    find: ({ args }) => withListFiles(args, () => ({ text: "8.8.8.8" })).problems,
  },
  "a reader's queue that does not exist": {
    args: { queue: { existing: { url: "https://sqs.us-east-1.amazonaws.com/111122223333/siem" } } },
    aws: {},
    find: ({ args }) => {
      const { existing } = args["queue"] as { existing?: { url: string } };
      return preflight.queueEntries(existing?.url).map(preflight.entryProblem);
    },
  },
  "a bus of events that does not exist": absent("busArn", BUS, preflight.busEntries),
  "a topic of events that does not exist": absent("topicArn", TOPIC, preflight.topicEntries),
  "a bucket of access logs that does not exist": absent("logs", "acme-logs", (path, name) =>
    preflight.bucketEntries(path, name, "us-east-1"),
  ),
};
