/** Whether a value is a Pulumi Output or a Promise: known only later. Recognised by its mark, since the rules import no SDK. */
export function isLater(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const marked = value as { __pulumiOutput?: unknown; then?: unknown };
  return marked.__pulumiOutput === true || typeof marked.then === "function";
}

/** Stands for what is known only later, where arguments are read before it is. */
export const LATER: unknown = { __pulumiOutput: true };
