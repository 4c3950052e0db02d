import { AWS_MESSAGES } from "./awsMessages";

/** All waits together, in milliseconds. Changed policies were seen by GuardDuty within 2 s; a wrong one never is. */
export const LONGEST_WAIT_MS = 120_000;

const FIRST_WAIT_MS = 1_000;

/**
 * How long to wait before the next try, in milliseconds: 1 s, then twice as long each time, two minutes together.
 * Undefined: do not try again, since the refusal is another one or the time is used up.
 * `errors` are those of the tries so far, newest first.
 */
export function nextWait(errors: readonly string[]): number | undefined {
  if (!AWS_MESSAGES.servicePermission.test(errors[0] ?? "")) return undefined;
  const waited = FIRST_WAIT_MS * (2 ** (errors.length - 1) - 1);
  const left = LONGEST_WAIT_MS - waited;
  return left > 0 ? Math.min(FIRST_WAIT_MS * 2 ** (errors.length - 1), left) : undefined;
}
