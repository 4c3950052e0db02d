import type { Report } from "./report";

/** What a terminal or a browser obeys and does not show, a line's end aside: controls, what turns the direction of text, what has no width, and spaces that look like another. */
const HIDDEN =
  /(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}|\u2800/gu;

/** A text that may hold words of others, such as the Sid of a statement, with what would not be seen written out. */
export function printableText(text: string): string {
  return text.replace(HIDDEN, (hidden) => {
    const digits = (hidden.codePointAt(0) as number).toString(16).padStart(4, "0");
    return digits.length > 4 ? `\\u{${digits}}` : `\\u${digits}`;
  });
}

/** The same of names of others in one line: what they hold is no line of ours. */
export function singleLine<T>(value: T): T {
  return inner(value, (text) => printableText(text).replace(/\n/g, "\\u000a")) as T;
}

/** The same of all that a report says. */
export function printable(report: Report): Report {
  const { title, summary, sections } = report;
  return { ...report, ...(inner({ title, summary, sections }) as Partial<Report>) };
}

function inner(value: unknown, shown = printableText): unknown {
  if (typeof value === "string") return shown(value);
  if (Array.isArray(value)) return value.map((one) => inner(one, shown));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inner(one, shown)]));
}
