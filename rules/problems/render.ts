import type { Fix, Problem } from "./problem";
import { movedFix } from "./problem";
import type { ProblemId } from "./texts";
import { TEXTS } from "./texts";
import { both, whole } from "./values";

/** A problem in English. */
export interface ReportedProblem {
  /** Property path as Pulumi writes it; empty for the arguments as a whole. */
  path: string;
  /** What is wrong, the value found, what is allowed, and the fix. */
  reason: string;
}

/** A problem in English; `at` is what a path is called where it is read. */
export function reported(
  { id, path, values, fix }: Problem,
  at: (path: string) => string = (same) => same,
): ReportedProblem {
  const text = (TEXTS as { [id in ProblemId]: (values: object) => string })[id](values);
  const end = text.endsWith("?") ? "" : ".";
  return { path: at(path), reason: `${text}${end} Fix: ${fixText(movedFix(fix, at))}` };
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
      return `replace ${fix.path} with ${fix.by}, such as ${whole(fix.value)}`;
  }
}

function setText({ values, exact }: Extract<Fix, { action: "set" }>): string {
  const [first] = values as [{ path: string; value: unknown }];
  const paths = both(values.map(({ path }) => (path === "" ? "the arguments" : path)));
  return `set ${paths} to ${exact ? "" : "a value such as "}${whole(first.value)}`;
}

/** All problems in one text, a line each. */
export function problemsText(subject: string, problems: readonly ReportedProblem[]): string {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  const lines = problems.map(
    ({ path, reason }) => `  - ${path === "" ? "(all)" : path}: ${reason}`,
  );
  return [`${subject}: ${count} in the arguments; nothing was registered`, ...lines].join("\n");
}
