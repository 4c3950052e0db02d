import { isRecord } from "../args/unchecked";

/** The filter of a subscription as SNS has it. */
export interface SubscriptionFilter {
  policy: string;
  /** MessageAttributes by default, or MessageBody. */
  scope?: string | undefined;
}

/** A filter policy without keys lets every message through. */
export const isEmptyFilter = (policy: string): boolean => policy.replace(/\s/g, "") === "{}";

/**
 * Whether no message of a service matches: they have no attributes.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html
 */
export function lacksAll({ policy, scope }: SubscriptionFilter): boolean {
  if (scope === "MessageBody" || isEmptyFilter(policy)) return false;
  return !Object.values(parsed(policy)).every(
    (values) => Array.isArray(values) && values.some(acceptsNone),
  );
}

const acceptsNone = (value: unknown): boolean => isRecord(value) && value["exists"] === false;

function parsed(text: string): object {
  try {
    const found: unknown = JSON.parse(text);
    return isRecord(found) ? found : { unreadable: text };
  } catch {
    return { unreadable: text };
  }
}
