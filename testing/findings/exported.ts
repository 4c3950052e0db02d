/** A finding as it was exported, its object's key, and the day of the object's folder. */
export interface Exported {
  key: string;
  day: string;
  finding: Finding;
}

export interface Finding {
  id: string;
  arn: string;
  type: string;
  title: string;
  accountId: string;
  region: string;
  severity: number;
  createdAt: string;
  updatedAt: string;
  confidence?: number;
  associatedAttackSequenceArn?: string;
  [property: string]: unknown;
}

export interface Answer {
  [column: string]: string | number | null;
}

/** What is asked: the exports, on which day, and the query's parameter. */
export interface Question {
  exports: readonly Exported[];
  now: Date;
  parameter: string;
}

/** The columns of most lists of findings. */
export function listed({ updatedAt, severity, type, title, accountId, region, id }: Finding) {
  return { updatedat: updatedAt, severity, type, title, accountid: accountId, region, id };
}

export function recordsOf({ exports, now }: Question, days: number): Exported[] {
  const first = daysBefore(now, days);
  return exports.filter(
    ({ day, finding }) => day >= first && !finding.title.startsWith("[SAMPLE]"),
  );
}

export function newest(question: Question, days: number): Finding[] {
  const findings = grouped(recordsOf(question, days).map(findingOf), ({ id }) => id);
  return [...findings.values()].map((of) =>
    of.reduce((one, other) => (isNewer(other, one) ? other : one)),
  );
}

/** Throws where a query chooses one of two records by chance. */
function isNewer(one: Finding, other: Finding): boolean {
  if (one.updatedAt !== other.updatedAt) return one.updatedAt > other.updatedAt;
  const [count, ofOther] = [one, other].map((each) => Number(at(each, "service.count") ?? 0));
  if (count === ofOther) requireSame(one, other);
  return count! > ofOther!;
}

function requireSame(one: unknown, other: unknown): void {
  const [text, ofOther] = [one, other].map((each) => JSON.stringify(each));
  if (text !== ofOther) throw new Error(`nothing orders ${text} and ${ofOther}`);
}

export const findingOf = ({ finding }: Exported) => finding;

export function daysBefore(now: Date, days: number): string {
  const day = new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
  return day.toISOString().slice(0, 10).replaceAll("-", "/");
}

export function bandOf(severity: number): string {
  if (severity >= 9) return "critical";
  return severity >= 7 ? "high" : severity >= 4 ? "medium" : "low";
}

export function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

export const highest = (of: Finding[]) => Math.max(...of.map(({ severity }) => severity));
export const lastOf = (of: Finding[]) =>
  of
    .map(({ updatedAt }) => updatedAt)
    .sort()
    .at(-1) as string;

/**
 * Sorts by columns, those with a minus descending; rows without a value come last, as Trino has them. Throws where the columns leave the
 * order of two rows to chance.
 */
export function by(...columns: string[]) {
  return (one: Answer, other: Answer) => {
    for (const column of columns) {
      const name = column.replace(/^-/, "");
      const [a, b] = [one[name] ?? null, other[name] ?? null];
      if (a === b) continue;
      if (a === null || b === null) return a === null ? 1 : -1;
      return a < b === (name === column) ? -1 : 1;
    }
    requireSame(one, other);
    return 0;
  };
}

/** The text at a path, as SQL has it. */
export function at(value: unknown, path: string): string | null {
  const found = valueAt(value, path);
  return found === undefined || found === null || typeof found === "object" ? null : String(found);
}

export function listAt(value: unknown, path: string): unknown[] {
  return (valueAt(value, path) ?? []) as unknown[];
}

export function joined(one: Finding, list: string, ...paths: string[]): string {
  const texts = listAt(one, list).map((item) =>
    paths.map((path) => at(item, path)).find((text) => text !== null),
  );
  return [...new Set(texts)].filter(Boolean).sort().join(", ");
}

export function valueAt(value: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>(
      (inner, part) => (inner as { [part: string]: unknown } | undefined)?.[part],
      value,
    );
}

/** Every text within a value, names of members too. */
export function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  const names = Array.isArray(value) ? [] : Object.keys(value);
  return [...names, ...Object.values(value).flatMap(strings)];
}
