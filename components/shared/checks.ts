import * as pulumi from "@pulumi/pulumi";

import { failure } from "./failure";

/** A check of what AWS has already. */
export interface Check {
  what: string;
  /** What is wrong, a line each. */
  run(): Promise<string[]>;
}

/** Runs checks before anything is made: resolves to nothing once all is well. What is wrong fails the component, all at once. */
export function runChecks(
  component: pulumi.ComponentResource,
  checks: Check[],
): pulumi.Output<pulumi.Resource[]> | undefined {
  if (checks.length === 0) return undefined;
  return pulumi.output(
    Promise.all(checks.map((check) => answer(component, check))).then((answers) => {
      refuse(component, answers.flat());
      return [];
    }),
  );
}

/** Fails the component with what is wrong, if anything is. */
export function refuse(component: pulumi.ComponentResource, wrong: string[]): void {
  if (wrong.length > 0) throw failure(component, wrong.join("\n"));
}

/** An answer that lacks what is to be checked: of mocks, or of a preview that does not know the credentials yet. */
export class IncompleteAnswer extends Error {}

/** The answer, all of whose `members` are known. Throws IncompleteAnswer. */
export function complete<T extends object, K extends keyof T & string>(
  answer: T,
  ...members: K[]
): T {
  const missing = members.filter((member) => answer[member] === undefined);
  if (missing.length === 0) return answer;
  throw new IncompleteAnswer(`the answer has no ${missing.join(", ")}`);
}

/** What could not be read is said: it is not taken for fine. */
async function answer(
  component: pulumi.ComponentResource,
  { what, run }: Check,
): Promise<string[]> {
  try {
    return await run();
  } catch (error) {
    await pulumi.log.warn(`not checked: ${what}: ${(error as Error).message}`, component);
    return [];
  }
}

/** What is wrong as a check reports it. */
export function lines(problem: string | undefined): string[] {
  return problem === undefined ? [] : [problem];
}
