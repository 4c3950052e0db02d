import { parseArn } from "../arn";
import type { AccountRole } from "../accountRole";
import { accountIdOf } from "../plan/accounts";
import type { ExportPlan } from "../plan/exportPlan";
import type { SharedKind } from "../proof";
import { queueArnOfUrl } from "../queues";
import type { AddOns } from "./types";

/** A queue, topic or bus that exists, which a stack uses and others write the policy of. */
export interface SharedResource {
  /** Path of the setting that names it. */
  path: string;
  kind: SharedKind;
  arn: string;
  /** Of a queue. */
  url?: string;
  /** The part whose credentials read its policy. */
  role: AccountRole;
}

/** A queue, topic or bus by its ARN, read by the account that owns it; nothing where the ARN is not known. */
export function sharedResource(
  { accounts }: Pick<ExportPlan, "accounts">,
  kind: SharedKind,
  path: string,
  arn: unknown,
  otherwise: AccountRole,
): SharedResource[] {
  const owner = typeof arn === "string" ? parseArn(arn)?.accountId : undefined;
  if (owner === undefined) return [];
  const own = accounts.uses.find(({ account }) => accountIdOf(accounts, account) === owner);
  return [{ path, kind, arn: arn as string, role: own?.account ?? otherwise }];
}

/** Every queue, topic and bus that exists and that the stack uses, as far as the configuration names them in plain text. */
export function sharedResources(
  { accounts, home }: Pick<ExportPlan, "accounts" | "home">,
  { readers, events, health }: AddOns,
  notificationTopicArn?: unknown,
): SharedResource[] {
  const named = (kind: SharedKind, path: string, arn: unknown, otherwise: AccountRole) =>
    sharedResource({ accounts }, kind, path, arn, otherwise);
  return [
    ...named("topic", "notificationTopicArn", notificationTopicArn, accounts.bucketOwner),
    ...Object.entries(readers).flatMap(([name, { queue }]) => {
      const { url } = (queue as { existing?: { url?: unknown } } | undefined)?.existing ?? {};
      if (typeof url !== "string") return [];
      const path = `readers.${name}.queue.existing.url`;
      const arn = queueArnOfUrl(url, home.name);
      return named("queue", path, arn, accounts.bucketOwner).map((one) => ({ ...one, url }));
    }),
    ...named("topic", "events.topicArn", events?.["topicArn"], "administrator"),
    ...named("bus", "events.busArn", events?.["busArn"], "administrator"),
    ...named("topic", "health.topicArn", health?.["topicArn"], "administrator"),
  ];
}
