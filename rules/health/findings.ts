import type { FindingLevel, IdAtLevel } from "../findings";

/** `error`: findings stop or do not arrive; `warning`: a part of them, or a protection, is missing. */
export type Severity = "error" | "warning";

/**
 * A finding: what is wrong, as data. `confirmed` says whether AWS answered so; what could not be checked is not confirmed.
 * The text is made where it is printed.
 */
export type FindingOf<Values> = {
  [Id in keyof Values & string]: { id: Id; severity: Severity; confirmed: boolean } & Values[Id];
}[keyof Values & string];

/** What is printed of each finding. */
export type TextsOf<Values> = {
  [Id in keyof Values & string]: {
    problem: (values: Values[Id]) => string;
    /** One action that makes the finding go away. */
    fix: (values: Values[Id]) => string;
  };
};

type Maker<Values, Level extends FindingLevel> = <Id extends keyof Values & IdAtLevel<Level>>(
  id: Id,
  values: Values[Id],
) => Extract<FindingOf<Values>, { id: Id }>;

/** Makers of findings of one set. Named, as declarations would spell each out. */
export interface FindingMakers<Values> {
  error: Maker<Values, "error">;
  warning: Maker<Values, "warning">;
  unchecked: Maker<Values, "notChecked">;
}

export function findingsOf<Values>(): FindingMakers<Values> {
  const maker =
    <Level extends FindingLevel>(severity: Severity, confirmed: boolean): Maker<Values, Level> =>
    (id, values) =>
      ({ id, severity, confirmed, ...values }) as Extract<FindingOf<Values>, { id: typeof id }>;
  return {
    error: maker<"error">("error", true),
    warning: maker<"warning">("warning", true),
    unchecked: maker<"notChecked">("error", false),
  };
}

/** Healthy: everything was checked and is as it has to be. Not checked: no error is confirmed, and not everything could be checked. */
export type Verdict = "healthy" | "unhealthy" | "notChecked";

export function verdictOf(
  findings: readonly { severity: Severity; confirmed: boolean }[],
): Verdict {
  if (findings.some(({ severity, confirmed }) => severity === "error" && confirmed)) {
    return "unhealthy";
  }
  return findings.every(({ confirmed }) => confirmed) ? "healthy" : "notChecked";
}
