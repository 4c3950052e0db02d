import type { Fault } from "../../rules/health";
import { refusalOf } from "../../rules/health";
import { faultOfRefusal } from "../../rules/health/refusals";

/** What AWS answered, or why it was not seen. */
export type Seen<T> = { seen: T; fault?: undefined } | { seen?: undefined; fault: Fault };

/** Asks; what is refused is a fault whose next step names the actions that the question needs. Never rejects. */
export async function asked<T>(actions: string, question: () => Promise<T>): Promise<Seen<T>> {
  try {
    return { seen: await question() };
  } catch (error) {
    return { fault: faultOf(error, actions) };
  }
}

export function faultOf(error: unknown, actions: string): Fault {
  const refusal = refusalOf(error);
  const fault = faultOfRefusal(refusal);
  if (!/^(AccessDenied|Forbidden|UnauthorizedOperation)/.test(refusal.name)) {
    return { ...fault, seen: false };
  }
  const nextStep = `Allow the identity that asks ${actions}, and look for a policy that denies it`;
  return { ...fault, seen: false, nextStep };
}

/** The code of an error of AWS. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && error.name === code;
}
