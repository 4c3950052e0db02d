import type { Identified } from "../texts/identified";
import { withId } from "../texts/identified";
import { counted } from "../texts/words";
import { capped } from "./cap";
import type { Fix, Problem } from "./problem";
import { movedFix } from "./problem";
import type { ActionId, ProblemId } from "./texts";
import { ACTIONS, TEXTS } from "./texts";
import { both, siblingPath, whole } from "./values";

/** A problem in English. */
export interface ReportedProblem {
  /** Property path as Pulumi writes it; empty for the arguments as a whole. */
  path: string;
  /** What is wrong, the value found, what is allowed, and the fix. */
  reason: string;
}

/** A problem in English; `at` is what a path is called where it is read. */
export function reported(problem: Problem, at?: (path: string) => string): ReportedProblem {
  const text = problemText(problem);
  const end = /[.?]$/.test(text) ? "" : ".";
  const { path, fix } = at ? { path: at(problem.path), fix: fixAt(problem.fix, at) } : problem;
  return { path, reason: `${text}${end} Fix: ${fixText(fix)}` };
}

/** The same with the id of the problem at its end. */
export function identifiedProblem(
  problem: Problem,
  at?: (path: string) => string,
): ReportedProblem {
  const { path, reason } = reported(problem, at);
  return { path, reason: withId(problem.id, reason) };
}

/** A fix whose paths are called otherwise, the new name of a property too. */
function fixAt(fix: Fix, at: (path: string) => string): Fix {
  const moved = movedFix(fix, at);
  return fix.action === "rename" && moved.action === "rename"
    ? { ...moved, to: at(siblingPath(fix.path, fix.to)) }
    : moved;
}

/** What is wrong, the value found and what is allowed; the path is its subject. */
export function problemText({ id, values }: Problem): string {
  return (TEXTS as { [id in ProblemId]: (values: object) => string })[id](values);
}

/** A problem on one line, its path first and its id last. */
export function problemLine(problem: Problem): Identified {
  const { path, reason } = identifiedProblem(problem);
  return (path === "" ? reason : `${path}: ${reason}`) as Identified;
}

/** What to do, for a fix. */
export function fixText(fix: Fix): string {
  switch (fix.action) {
    case "set":
      return setText(fix);
    case "remove":
      return `remove ${both(fix.paths)}`;
    case "rename":
      return `rename ${fix.path} to ${fix.to}`;
    case "run":
      return `run ${fix.command}`;
    case "replace":
      return `replace ${fix.path} with ${fix.by}${fix.exact ? ":" : ", such as"} ${whole(fix.value)}`;
    case "do":
      return (ACTIONS as { [id in ActionId]: (values: object) => string })[fix.id](fix.values);
  }
}

function setText({ values, exact }: Extract<Fix, { action: "set" }>): string {
  const [first] = values as [{ path: string; value: unknown }];
  const paths = both(values.map(({ path }) => (path === "" ? "the arguments" : path)));
  return `set ${paths} to ${exact ? "" : "a value such as "}${whole(first.value)}`;
}

/** Problems in one text, a line each; of very many the first, and how many more. */
export function problemsText(subject: string, problems: readonly ReportedProblem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const listed = capped(problems);
  const lines = listed.shown.map(
    ({ path, reason }) => `  - ${path === "" ? "(all)" : path}: ${reason}`,
  );
  const title = `${subject}: ${count} in the arguments; nothing was registered`;
  return [title, ...lines, ...moreLines(listed)].join("\n");
}

/** The last line of a list of problems that was cut. */
export function moreLines({ more }: { more: number }): string[] {
  return more === 0 ? [] : [`  - and ${counted(more, "more problem")}`];
}
