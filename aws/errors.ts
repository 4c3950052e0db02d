import type { Refusal } from "../rules/health/types";

/** An error of the SDK or of Node.js; the latter's code says more than its name. */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { code } = error as { code?: unknown };
  return { name: typeof code === "string" ? code : error.name, message: error.message };
}

/** Whether an error of AWS has the code. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && error.name === code;
}
