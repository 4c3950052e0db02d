import type { AccountRole } from "../../rules/plan";
import type { NamedEntry } from "../../rules/preflight";
import { bucketEntries, entryProblem, topicEntries } from "../../rules/preflight";
import type { Check } from "../shared/checks";
import { hasHooks } from "../shared/hooks";
import type { ExportContext } from "./context";
import { readAs } from "./importChecks";

/** Checks that the topic and the bucket of access logs that the arguments name exist. */
export function entryChecks(context: Pick<ExportContext, "owners" | "plan">): Check[] {
  if (!hasHooks()) return [];
  const { accounts, home, settings } = context.plan;
  const logs = settings.bucket.accessLogsBucket;
  const entries = [
    ...topicEntries("notificationTopicArn", settings.notificationTopic),
    ...bucketEntries("bucket.accessLogs.bucketName", logs, home.name),
  ];
  return entries.map((named) => entryCheck(context, accounts.bucketOwner, named));
}

function entryCheck(
  context: Pick<ExportContext, "owners" | "plan">,
  role: AccountRole,
  named: NamedEntry,
): Check {
  const subject = { check: "entry", entry: named.entry } as const;
  return {
    subject,
    async run() {
      const { value, problems } = await readAs(context, role, subject, (aws, account) =>
        aws.entryExists(account, named.entry),
      );
      return value === false ? [entryProblem(named)] : problems;
    },
  };
}
