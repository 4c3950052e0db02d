import { readLivePolicy } from "../adoption";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { listOf } from "../policyDocument";
import type { Problem } from "../problems";
import { queuePolicy } from "./notifications";

/** The reader's statement of a queue that others use too, under a Sid by which it is found again. */
export function queueStatement(sid: string, queueArn: string, topicArn: string): PolicyStatement {
  const [send] = listOf(queuePolicy(queueArn, topicArn).Statement) as [PolicyStatement];
  return { ...send, Sid: sid };
}

/** The policy of such a queue with the reader's statement as it should be now; everything else stays as it is, in order. Or why it cannot be read. */
export function mergedQueuePolicy(
  text: string | undefined,
  own: PolicyStatement,
): { policy: PolicyDocument } | { problem: Problem } {
  const live = readLivePolicy(text, { of: "queue", path: "queue.existing.url" });
  if (live.problem !== undefined) return { problem: live.problem };
  const statements = listOf(live.policy.Statement);
  const index = statements.findIndex(({ Sid }) => Sid === own.Sid);
  const others = statements.filter(({ Sid }) => Sid !== own.Sid);
  const before = index === -1 ? others.length : index;
  const Statement = [...others.slice(0, before), own, ...others.slice(before)];
  return { policy: { ...live.policy, Statement } };
}
