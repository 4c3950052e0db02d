import type { Fault } from "../../rules/health";

/** A fault of a question, with what could not be seen for it. */
export function unseen(what: string, { reason, ...rest }: Fault): Fault {
  return { ...rest, reason: `${what} could not be seen: ${reason}` };
}
