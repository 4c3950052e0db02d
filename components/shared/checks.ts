import * as pulumi from "@pulumi/pulumi";

import { unchecked } from "../../rules/preflight";
import type { CheckSubject, Problem } from "../../rules/problems";
import { problemLine } from "../../rules/problems";
import { identifiedLines } from "../../rules/texts/identified";
import { failure } from "./failure";
import { logWarning } from "./log";

/** A check of what AWS has already. */
export interface Check {
  subject: CheckSubject;
  /** What a call that failed with the message is reported as. Defaults to a warning that it could not be checked. */
  unanswered?: (message: string) => Problem;
  run(): Promise<Problem[]>;
}

/** Runs checks before anything is registered: resolves to nothing once no error is found. All errors fail the component at once. */
export function runChecks(
  component: pulumi.ComponentResource,
  checks: Check[],
): pulumi.Output<pulumi.Resource[]> | undefined {
  if (checks.length === 0) return undefined;
  return pulumi.output(
    answersOf(checks).then(async (problems) => {
      await logWarnings(component, problems);
      refuse(component, problems);
      return [];
    }),
  );
}

/** Every problem that the checks find. */
export async function answersOf(checks: readonly Check[]): Promise<Problem[]> {
  return (await Promise.all(checks.map(answer))).flat();
}

/** Fails the component with the errors among the problems, if there are any. */
export function refuse(component: pulumi.Resource, problems: readonly Problem[]): void {
  const errors = problems.filter(({ severity }) => severity === "error").map(problemLine);
  if (errors.length > 0) throw failure(component, identifiedLines([...new Set(errors)]));
}

/** Logs the warnings among the problems, of a component or, undefined, of the program. */
export async function logWarnings(
  component: pulumi.Resource | undefined,
  problems: readonly Problem[],
): Promise<void> {
  for (const one of problems.filter(({ severity }) => severity === "warning")) {
    await logWarning(problemLine(one), component);
  }
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

/** A check that AWS does not answer is reported: it is not taken for passed. */
async function answer({
  subject,
  unanswered = unchecked(subject),
  run,
}: Check): Promise<Problem[]> {
  try {
    return await run();
  } catch (error) {
    const problemOf = error instanceof IncompleteAnswer ? unchecked(subject) : unanswered;
    return [problemOf((error as Error).message)];
  }
}
