import type { Text } from "./text";

/** How a text is meant: shown in colour on a terminal, with a mark in markdown. */
export type Tone = "good" | "bad" | "open";

export type Cell =
  | Text
  | {
      text: Text;
      tone?: Tone;
      /** What it has in common with cells of other rows, where rows are grouped. Defaults to its text. */
      like?: string;
    };

export type Content =
  | {
      kind: "table";
      head: string[];
      rows: Cell[][];
      /** Whether the first cells name Regions: those that are alike may be one row. Defaults to false. */
      byRegion?: boolean;
    }
  | { kind: "lines"; lines: Text[] }
  /** Ready for another program: shown as it is. */
  | { kind: "code"; language: string; text: string }
  /** A mermaid graph: only markdown has it. */
  | { kind: "diagram"; graph: string };

export interface Section {
  /** Words of ours alone: nothing that a config says. */
  title: string;
  content: Content;
  /** Whether markdown folds it away. Defaults to false. */
  folded?: boolean;
  /** How markdown sets it off. Defaults to not at all. */
  tone?: Tone;
}

/** What a command has to say, in every format. */
export interface Report {
  /** Whether something is wrong: exit code 1. */
  findings: boolean;
  /** Whether something that has to be looked at was not: exit code 2 when nothing is wrong. Defaults to false. */
  notChecked?: boolean;
  title: Text;
  /** One line that says it all. */
  summary: { text: string; tone: Tone };
  sections: Section[];
  /** What `--format json` prints. */
  data: object;
}

/** The report with warnings and what is not checked as findings, where `strict` is set. */
export function judged(report: Report, strict = false): Report {
  const some = report.sections.some(({ tone }) => tone !== undefined);
  return { ...report, findings: report.findings || (strict && some) };
}

/** The summary with how much under it was not checked: what is worse stays. */
export function withUnchecked({ text, tone }: Report["summary"], open: number): Report["summary"] {
  if (open === 0) return { text, tone };
  return { text: `${text}; ${open} not checked`, tone: tone === "good" ? "open" : tone };
}

/** A section of lines; none when there are none. */
export function listSection(
  title: string,
  lines: Text[],
  more: Pick<Section, "folded" | "tone"> = {},
): Section[] {
  return lines.length === 0 ? [] : [{ title, content: { kind: "lines", lines }, ...more }];
}

export function tableSection(
  title: string,
  head: string[],
  rows: Cell[][],
  { byRegion, ...more }: Pick<Section, "folded" | "tone"> & { byRegion?: boolean } = {},
): Section[] {
  if (rows.length === 0) return [];
  return [
    { title, content: { kind: "table", head, rows, ...(byRegion && { byRegion }) }, ...more },
  ];
}
