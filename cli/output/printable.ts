import type { Report } from "./report";

/** What a terminal obeys, a line's end aside: C0 and C1 controls, and what turns the direction of text. */
// eslint-disable-next-line no-control-regex
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** A text that may hold words of others, such as the Sid of a statement, with what a terminal would obey written out. */
export function printableText(text: string): string {
  return text.replace(
    OBEYED,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The same of all that a report says. */
export function printable(report: Report): Report {
  const { title, summary, sections } = report;
  return { ...report, ...(inner({ title, summary, sections }) as Partial<Report>) };
}

function inner(value: unknown): unknown {
  if (typeof value === "string") return printableText(value);
  if (Array.isArray(value)) return value.map(inner);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inner(one)]));
}
