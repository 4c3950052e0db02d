import { listOf, type PolicyStatement } from "../../../rules/policyDocument";
import { principalsOf } from "../validation/principals";
import { AwsError } from "../contract";

const MOST_BYTES = 8192;
const MOST_STATEMENTS = 20;
const MOST_PRINCIPALS = 50;
const MOST_CONDITIONS = 10;
const MOST_ACTIONS = 7;

/**
 * Holds the policy of a queue to its quotas.
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html
 */
export function requirePolicySize(text: string, statements: PolicyStatement[]): void {
  if (Buffer.byteLength(text) > MOST_BYTES) {
    throw overLimit("Submitted policy is over max allowed size.");
  }
  for (const { Action } of statements) {
    const actions = Action === undefined ? 0 : [Action].flat().length;
    if (actions > MOST_ACTIONS) {
      throw overLimit(
        `${actions} actions were found in a statement from the submitted policy, max allowed is ${MOST_ACTIONS}`,
      );
    }
  }
  const principals = statements.flatMap((one) => principalsOf(one) ?? []).length;
  const conditions = Math.max(
    ...statements.map(
      ({ Condition = {} }) => Object.values(Condition).flatMap((keys) => Object.keys(keys)).length,
    ),
  );
  // UNVERIFIED texts.
  for (const [what, count, most] of [
    ["statements", listOf(statements).length, MOST_STATEMENTS],
    ["principals", principals, MOST_PRINCIPALS],
    ["conditions", conditions, MOST_CONDITIONS],
  ] as const) {
    if (count <= most) continue;
    throw overLimit(`${count} ${what} were found in the submitted policy, max allowed is ${most}`);
  }
}

function overLimit(message: string): AwsError {
  return new AwsError("OverLimit", message, 403);
}
