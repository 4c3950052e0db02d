import type { Fault } from "../../rules/health";

/** A fault of a question, with what could not be seen for it; what AWS said of the thing itself is told as it is. */
export function unseen(what: string, fault: Fault): Fault {
  const { reason, ...rest } = fault;
  if (fault.seen) return fault;
  return { ...rest, reason: `${what} could not be seen: ${reason}` };
}
