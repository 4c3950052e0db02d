import type { Fault, Refusal } from "../rules/health";
import { isCode, refusalOf } from "./errors";
import { faultOfRefusal } from "../rules/health/refusals";

/** What AWS answered, or why it was not seen. */
export type Seen<T> = { seen: T; fault?: undefined } | { seen?: undefined; fault: Fault };

/** What it means when AWS says that a thing does not exist. */
export interface Gone {
  code: string;
  fault: Fault;
}

/** Asks; what is refused is a fault whose next step names the actions that the question needs. Never rejects. */
export async function asked<T>(
  actions: string,
  question: () => Promise<T>,
  gone?: Gone,
): Promise<Seen<T>> {
  try {
    return { seen: await question() };
  } catch (error) {
    const isGone = gone !== undefined && isCode(error, gone.code);
    return { fault: isGone ? gone.fault : faultOf(error, actions) };
  }
}

export function faultOf(error: unknown, actions: string): Fault {
  return faultOfAnswer(refusalOf(error), actions);
}

/** The same of what an error was told apart into. */
export function faultOfAnswer(refusal: Refusal, actions: string): Fault {
  const fault = { ...faultOfRefusal(refusal), seen: false };
  if (!/^(AccessDenied|Forbidden|UnauthorizedOperation)/.test(refusal.name)) return fault;
  const nextStep = `Allow the identity that asks ${actions}, and look for a policy that denies it`;
  return { ...fault, nextStep };
}
