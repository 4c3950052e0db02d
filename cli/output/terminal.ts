import { boxed } from "./boxed";
import { groupedRows, MOST_ROWS, textOf, toneOf } from "./grouping";
import type { Cell, Content, Report, Section, Tone } from "./report";
import { plainText } from "./text";
import { columnWidths, wrapped } from "./wrap";

const COLOURS: { [tone in Tone]: number } = { good: 32, bad: 31, open: 33 };

type Paint = (text: string, tone: Tone) => string;

/** How a terminal shows a report. */
export interface Screen {
  colour: boolean;
  /** In characters; undefined: lines are not broken. */
  width?: number | undefined;
}

/** A report for a terminal. */
export function terminalText(report: Report, { colour, width = Infinity }: Screen): string {
  // Each line by itself: a terminal forgets no colour at the end of one, but programs that cut lines do.
  const paint: Paint = (text, tone) =>
    colour ? text.replace(/[^\n]+/g, `\u001b[${COLOURS[tone]}m$&\u001b[39m`) : text;
  const { summary, sections } = report;
  const title = plainText(report.title);
  const head = wrapped(`${title}: ${summary.text}`, width, 2);
  return [
    painted(head, `${title}: `.length, (text) => paint(text, summary.tone)),
    ...sections.flatMap((section) => sectionText(section, paint, width)),
    "",
  ].join("\n");
}

/** A report that follows another: a line when it says nothing else of what is set off, and in full after an empty one otherwise. */
export function textAfter(before: Report, report: Report, screen: Screen): string {
  const [one, other] = [before, report].map(({ summary, sections }) =>
    JSON.stringify([summary, sections.filter(({ tone }) => tone !== undefined)]),
  );
  if (one !== other) return `\n${terminalText(report, screen)}`;
  const summary = { ...report.summary, text: `unchanged, ${report.summary.text}` };
  return terminalText({ ...report, summary, sections: [] }, screen);
}

/** The summary in its tone, wherever its line is broken. */
function painted(head: string, start: number, paint: (text: string) => string): string {
  const first = head.indexOf("\n");
  if (first === -1 || first > start) return head.slice(0, start) + paint(head.slice(start));
  return head.slice(0, first + 1) + paint(head.slice(first + 1));
}

function sectionText({ title, content, tone }: Section, paint: Paint, width: number): string[] {
  const body = contentText(content, paint, width);
  if (body === undefined) return [];
  return ["", tone === undefined ? title : paint(title, tone), body];
}

function contentText(content: Content, paint: Paint, width: number): string | undefined {
  switch (content.kind) {
    case "table":
      return tableText(content, paint, width);
    case "lines":
      return content.lines
        .map((line) => wrapped(`  ${plainText(line).replaceAll("\n", "\n  ")}`, width, 2))
        .join("\n");
    case "code":
      return content.text;
    case "diagram":
      return undefined;
  }
}

/** Names of Regions on more lines than these are read more easily in a record than in a cell. */
const TALL = 4;

/** Between and around cells. */
const BORDER = 3;

type TableContent = Extract<Content, { kind: "table" }>;

function tableText(content: TableContent, paint: Paint, width: number): string {
  const { head, byRegion = false } = content;
  const widthsOf = (rows: Cell[][]) =>
    columnWidths([head, ...rows.map((row) => row.map(textOf))], width - BORDER * head.length - 1);
  const isGrouped =
    byRegion && (content.rows.length > MOST_ROWS || widthsOf(content.rows) === undefined);
  const rows = isGrouped ? groupedRows(content.rows) : content.rows;
  const widths = widthsOf(rows);
  const fitted = (text: string, column: number) => wrapped(text, widths?.[column] ?? width);
  const isTall = (row: Cell[]) => fitted(textOf(row[0] ?? ""), 0).split("\n").length > TALL;
  if (widths === undefined || (isGrouped && rows.some(isTall)))
    return recordsText(head, rows, paint, width);
  return boxed(
    head.map(fitted),
    rows.map((row) => row.map((cell, column) => tinted(fitted(textOf(cell), column), cell, paint))),
  );
}

/** Rows one under the other, where a table has no room for their words. */
function recordsText(head: string[], rows: Cell[][], paint: Paint, width: number): string {
  const lineOf = (cell: Cell, column: number) => {
    const label = `${column === 0 ? "" : "  "}  ${head[column]}: `;
    const text = wrapped(label + textOf(cell).replaceAll("\n", `\n${" ".repeat(6)}`), width, 2);
    return painted(text, label.length, (part) => tinted(part, cell, paint));
  };
  return rows.map((row) => row.map(lineOf).join("\n")).join("\n");
}

function tinted(text: string, cell: Cell, paint: Paint): string {
  const tone = toneOf(cell);
  return tone === undefined ? text : paint(text, tone);
}
