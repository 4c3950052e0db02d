import Table from "cli-table3";

import type { Cell, Content, Report, Section, Tone } from "./report";

const COLOURS: { [tone in Tone]: number } = { good: 32, bad: 31, open: 33 };

type Paint = (text: string, tone: Tone) => string;

/** A report for a terminal; coloured only when `colour` is said. */
export function terminalText(report: Report, colour: boolean): string {
  const paint: Paint = (text, tone) =>
    colour ? `\u001b[${COLOURS[tone]}m${text}\u001b[39m` : text;
  const { title, summary, sections } = report;
  return [
    `${title}: ${paint(summary.text, summary.tone)}`,
    ...sections.flatMap((section) => sectionText(section, paint)),
    "",
  ].join("\n");
}

/** A report that follows another: a line when it says nothing else of what is set off, and in full after an empty one otherwise. */
export function textAfter(before: Report, report: Report, colour: boolean): string {
  const [one, other] = [before, report].map(({ summary, sections }) =>
    JSON.stringify([summary, sections.filter(({ tone }) => tone !== undefined)]),
  );
  if (one !== other) return `\n${terminalText(report, colour)}`;
  const summary = { ...report.summary, text: `unchanged, ${report.summary.text}` };
  return terminalText({ ...report, summary, sections: [] }, colour);
}

function sectionText({ title, content, tone }: Section, paint: Paint): string[] {
  const body = contentText(content, paint);
  if (body === undefined) return [];
  return ["", tone === undefined ? title : paint(title, tone), body];
}

function contentText(content: Content, paint: Paint): string | undefined {
  switch (content.kind) {
    case "table":
      return tableText(content.head, content.rows, paint);
    case "lines":
      return content.lines.map((line) => `  ${line.replaceAll("\n", "\n  ")}`).join("\n");
    case "code":
      return content.text;
    case "diagram":
      return undefined;
  }
}

function tableText(head: string[], rows: Cell[][], paint: Paint): string {
  const table = new Table({ head, style: { head: [], border: [], compact: true } });
  for (const row of rows) {
    table.push(row.map((cell) => (typeof cell === "string" ? cell : paint(cell.text, cell.tone))));
  }
  return table.toString();
}
