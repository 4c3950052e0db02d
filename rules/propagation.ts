/** GuardDuty's one answer to every fault of the two policies, and to policies it does not see yet. */
export const SERVICE_PERMISSION_REFUSAL =
  "the GuardDuty service principal does not have permission to the KMS key or the resource specified by the destinationArn parameter";

/** All waits together, in milliseconds. Changed policies were seen by GuardDuty within 2 s; a wrong one never is. */
export const LONGEST_WAIT_MS = 120_000;

const FIRST_WAIT_MS = 1_000;

/**
 * How long to wait before the next try, in milliseconds: 1 s, then twice as long each time, two minutes together.
 * Undefined: do not try again, since the refusal is another one or the time is used up.
 * `errors` are those of the tries so far, newest first.
 */
export function nextWait(errors: readonly string[]): number | undefined {
  if (!errors[0]?.includes(SERVICE_PERMISSION_REFUSAL)) return undefined;
  const waited = FIRST_WAIT_MS * (2 ** (errors.length - 1) - 1);
  const left = LONGEST_WAIT_MS - waited;
  return left > 0 ? Math.min(FIRST_WAIT_MS * 2 ** (errors.length - 1), left) : undefined;
}
