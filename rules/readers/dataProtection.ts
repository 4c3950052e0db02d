import { isRecord } from "../args/unchecked";

/**
 * Whether a topic's data protection policy keeps messages back or masks parts of them. Audits do neither; a policy that cannot be read may.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-message-data-protection-operations.html
 */
export function changesMessages(policy: string): boolean {
  try {
    const { Statement }: { Statement?: unknown } = JSON.parse(policy);
    const statements: unknown[] = Array.isArray(Statement) ? Statement : [Statement];
    return !statements.every(
      (one) => isRecord(one) && isRecord(one["Operation"]) && isAudit(one["Operation"]),
    );
  } catch {
    return true;
  }
}

const isAudit = (operation: object) => Object.keys(operation).every((name) => name === "Audit");
