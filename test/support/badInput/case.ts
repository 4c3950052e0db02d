import type { ReportedProblem } from "../../../rules/problems";

/** Stands for a value that is known only later, in the rules and in Pulumi alike. */
export const later = (): Promise<unknown> => Promise.resolve("later");

/** What is wrong, the arguments, every problem they have. */
export type BadInput = [what: string, args: unknown, problems: ReportedProblem[]];

/** A problem in English, at a path. */
export const at = (path: string, reason: string): ReportedProblem => ({ path, reason });
