import type { CallError } from "../rules/health/types";

/** An error of the SDK or of Node.js, its message in one line; the latter's code says more than its name. */
export function callError(error: unknown): CallError {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { code } = error as { code?: unknown };
  const message = error.message.trim().replace(/\s+/g, " ");
  return { name: typeof code === "string" ? code : error.name, message };
}

/** Whether an error of AWS has the code. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && error.name === code;
}
