import { fittingTexts, shortened } from "./fitting";
import { contentOf, groupedRows, MOST_ROWS, toneOf } from "./grouping";
import { inline, inlineCell } from "./inline";
import type { Cell, Content, Report, Section, Tone } from "./report";
import type { Text } from "./text";
import { linesOf } from "./text";

/** GitHub refuses a comment of more than 65,536 characters. */
export const MARKDOWN_LIMIT = 60_000;

/** Title and summary leave most of a comment to what is wrong. */
const LONGEST_TITLE = 1_000;
const LONGEST_SUMMARY = 5_000;

const MARKS: { [tone in Tone]: string } = { good: "✅", bad: "❌", open: "⚠️" };
const LEFT_OUT = "_Details are left out here: there is no room for them in a comment._";

/** A report for a pull request: summary first, details folded. Where it is too long for a comment, sections are cut, last what is wrong. */
export function markdownText(report: Report): string {
  const { title, summary, sections } = report;
  const head = `### ${inline(shortened(title, LONGEST_TITLE))}\n\n${MARKS[summary.tone]} ${inline(shortened(summary.text, LONGEST_SUMMARY))}`;
  const room = MARKDOWN_LIMIT - head.length - LEFT_OUT.length - 5;
  const texts = fittingTexts(sections, room, sectionText);
  const left = texts.includes(undefined) ? [LEFT_OUT] : [];
  return [head, ...texts.filter((text) => text !== undefined), ...left].join("\n\n") + "\n";
}

function sectionText({ title, content, folded, tone }: Section): string {
  const body = contentText(content);
  const mark = tone === undefined ? "" : `${MARKS[tone]} `;
  if (content.kind === "diagram") return body;
  return folded
    ? `<details><summary>${mark}${title}</summary>\n\n${body}\n\n</details>`
    : `**${mark}${title}**\n\n${body}`;
}

function contentText(content: Content): string {
  switch (content.kind) {
    case "table":
      return tableText(content);
    case "lines":
      return content.lines.map((line) => `- ${linesText(line)}`).join("\n");
    case "code":
      return fenced(content.language, content.text);
    case "diagram":
      return fenced("mermaid", content.graph);
  }
}

/** Lines under the first become a block of their own: their indentation says what belongs to what. */
function linesText(text: Text): string {
  if (typeof text !== "string") return inline(text);
  const [first = "", ...rest] = text.split("\n");
  if (rest.length === 0) return inline(first);
  const block = fenced("text", rest.map((line) => line.replace(/^ {2}/, "")).join("\n"));
  return `${inline(first)}\n${block.replace(/^/gm, "  ")}`;
}

function tableText({
  head,
  rows: all,
  byRegion = false,
}: Extract<Content, { kind: "table" }>): string {
  const rows = byRegion && all.length > MOST_ROWS ? groupedRows(all) : all;
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(head.map(inlineCell)),
    line(head.map(() => "---")),
    ...rows.map((row) => line(row.map(cellText))),
  ].join("\n");
}

function cellText(cell: Cell): string {
  const tone = toneOf(cell);
  const mark = tone === undefined ? "" : `${MARKS[tone]} `;
  return mark + linesOf(contentOf(cell)).map(inlineCell).join("<br>");
}

function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
