import type { Cell, Content, Section } from "./report";
import { contentOf, toneOf } from "./grouping";
import type { Text } from "./text";
import { plainText } from "./text";

/** Lines or rows that a section keeps, most first. */
const KEPT = [10_000, 3_000, 1_000, 300, 100, 30, 10, 3, 1];

/** Characters that a line keeps, where its section is cut. */
const LONGEST_LINE = 2_000;

/** The texts of sections in their order, within a number of characters: what is set off as wrong comes first to its room. Undefined: no room. */
export function fittingTexts(
  sections: readonly Section[],
  room: number,
  textOfSection: (section: Section) => string,
): (string | undefined)[] {
  const texts: (string | undefined)[] = sections.map(() => undefined);
  let left = room;
  const keep = (index: number, share: number) => {
    const text = fittingText(sections[index] as Section, share, textOfSection);
    texts[index] = text;
    left -= text === undefined ? 0 : text.length + 2;
  };
  const indexes = [...sections.keys()];
  const wrong = indexes.filter((index) => sections[index]?.tone === "bad");
  wrong.forEach((index, before) => keep(index, Math.floor(left / (wrong.length - before)) - 2));
  for (const index of indexes.filter((one) => !wrong.includes(one))) keep(index, left - 2);
  return texts;
}

function fittingText(
  section: Section,
  room: number,
  textOfSection: (section: Section) => string,
): string | undefined {
  const whole = textOfSection(section);
  if (whole.length <= room) return whole;
  for (const most of KEPT) {
    const content = cut(section.content, most);
    const text = content && textOfSection({ ...section, content });
    if (text !== undefined && text.length <= room) return text;
  }
  return undefined;
}

/** The first lines or rows, and how many more there are. What is ready for another program is never cut. */
function cut(content: Content, most: number): Content | undefined {
  switch (content.kind) {
    case "lines": {
      const lines = content.lines.slice(0, most).map((line) => shortened(line));
      return { ...content, lines: [...lines, ...moreText(content.lines.length - most)] };
    }
    case "table": {
      const rows: Cell[][] = content.rows.slice(0, most).map((row) => row.map(shortenedCell));
      return {
        ...content,
        rows: [...rows, ...moreText(content.rows.length - most).map((one) => [one])],
      };
    }
    case "code":
    case "diagram":
      return undefined;
  }
}

function shortenedCell(cell: Cell): Cell {
  const [text, tone] = [shortened(contentOf(cell)), toneOf(cell)];
  return tone === undefined ? text : { text, tone };
}

/** The first characters; of a text with values, as one value. */
export function shortened<Given extends Text>(text: Given, longest = LONGEST_LINE): Given | Text {
  const plain = plainText(text);
  if (plain.length <= longest) return text;
  const cut = `${plain.slice(0, longest)} …`;
  return typeof text === "string" ? cut : [{ value: cut }];
}

function moreText(count: number): string[] {
  return count <= 0 ? [] : [`… and ${count.toLocaleString("en-US")} more`];
}
