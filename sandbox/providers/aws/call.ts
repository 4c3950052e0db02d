import { setTimeout as sleep } from "node:timers/promises";
import { AwsError, Members } from "../../cloud/contract";
import { Connection } from "./connection";
import { ApiError } from "./errors";

const throttling = new Set([
  "SlowDown",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
]);

/** Calls AWS as its SDK does: what may pass is tried again, `doing` stands in front of a refusal. */
export async function call(
  { cloud, caller, maxAttempts, patience }: Connection,
  region: string,
  operation: string,
  input: Members,
  doing?: string,
): Promise<Members> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await cloud.call({ ...caller, region }, operation, input);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const exhausted = attempt >= maxAttempts;
      if (!isTransient(error) || exhausted) {
        throw new ApiError(doing, operation, error, exhausted ? maxAttempts : undefined);
      }
    }
    await sleep(patience.intervalMs);
  }
}

function isTransient({ code, statusCode }: AwsError): boolean {
  return throttling.has(code) || (statusCode >= 500 && statusCode !== 501);
}
