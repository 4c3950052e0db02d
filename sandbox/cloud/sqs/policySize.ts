import { listOf, type PolicyStatement } from "../../../rules/policyDocument";
import { principalsOf } from "../validation/principals";
import { invalidAttribute } from "./attributeRules";

const MOST_BYTES = 8192;
const MOST_STATEMENTS = 20;
const MOST_PRINCIPALS = 50;
const MOST_CONDITIONS = 10;

/**
 * Holds the policy of a queue to its quotas.
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html
 */
export function requirePolicySize(text: string, statements: PolicyStatement[]): void {
  const principals = statements.flatMap((one) => principalsOf(one) ?? []).length;
  const conditions = Math.max(
    ...statements.map(
      ({ Condition = {} }) => Object.values(Condition).flatMap((keys) => Object.keys(keys)).length,
    ),
  );
  const fits =
    Buffer.byteLength(text) <= MOST_BYTES &&
    listOf(statements).length <= MOST_STATEMENTS &&
    principals <= MOST_PRINCIPALS &&
    conditions <= MOST_CONDITIONS;
  if (!fits) throw invalidAttribute("Policy");
}
