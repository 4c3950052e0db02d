import { callFailed } from "../rules/health/callErrors";
import type { HealthFinding, Result } from "../rules/health/types";
import { callError } from "./errors";

/** An answer of AWS that says that what was asked for does not exist. */
export interface Missing<Finding> {
  /** The code of the error, or a message where the code says nothing. */
  error: string | RegExp;
  finding: Finding;
}

/** Makes a call; `actions` are the IAM actions it needs. Never rejects: a call that failed is a finding. */
export async function observe<T, Finding = never>(
  actions: string | readonly string[],
  call: () => Promise<T>,
  missing: readonly Missing<Finding>[] = [],
): Promise<Result<T, HealthFinding | Finding>> {
  try {
    return { value: await call() };
  } catch (thrown) {
    const error = callError(thrown);
    const known = missing.find(({ error: is }) =>
      typeof is === "string" ? error.name === is : is.test(error.message),
    );
    return { finding: known?.finding ?? callFailed(error, [actions].flat()) };
  }
}
