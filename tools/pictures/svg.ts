import {
  createAnsiSequenceParser,
  createColorPalette,
  defaultNamedColorsMap,
} from "ansi-sequence-parser";

const FONT = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace';
const SIZE = 14;
/** Of one character, in pixels: every text is stretched to it, whatever font a reader has. */
const CELL = { width: 8.4, height: 20 };
const MARGIN = 20;
/** How wide the terminal is, unless a table is wider. */
const LEAST_COLUMNS = 100;

const BACKGROUND = "#161b22";
const PLAIN = "#d0d7de";
const FAINT = "#8b949e";
/** Light enough for that background. */
const PALETTE = createColorPalette({
  ...defaultNamedColorsMap,
  red: "#ff7b72",
  green: "#56d364",
  yellow: "#e3b341",
});

/** Where the lines of a table go from the middle of a cell: up, down, left, right. */
const LINES: { [character: string]: string } = {
  "─": "lr",
  "│": "ud",
  "┌": "dr",
  "┐": "dl",
  "└": "ur",
  "┘": "ul",
  "├": "udr",
  "┤": "udl",
  "┬": "dlr",
  "┴": "ulr",
  "┼": "udlr",
};
/** A line that belongs to a table. */
const TABLE = /^[─-┼]/;
const STEPS: { [direction: string]: string } = {
  u: `v${-CELL.height / 2}`,
  d: `v${CELL.height / 2}`,
  l: `h${-CELL.width / 2}`,
  r: `h${CELL.width / 2}`,
};

/** A command in a terminal: what it was called as, and what it printed, with colours as ANSI sequences. */
export interface Screen {
  command: string;
  output: string;
  /** What the picture shows, for who does not see it. */
  description: string;
}

interface Run {
  text: string;
  colour: string;
}

/** The picture of a screen: the same screen is always the same SVG. */
export function svgOf({ command, output, description }: Screen): string {
  const printed = runsOf(output.trimEnd());
  const widest = printed.map(textOf).filter((line) => TABLE.test(line));
  const columns = Math.max(LEAST_COLUMNS, ...widest.map((line) => line.length));
  const lines = [
    [
      { text: "$ ", colour: FAINT },
      { text: command, colour: PLAIN },
    ],
    [],
    ...printed.flatMap((line) => broken(line, columns)),
  ];
  const longest = Math.max(...lines.map((line) => textOf(line).length));
  const width = Math.ceil(longest * CELL.width + 2 * MARGIN);
  const height = lines.length * CELL.height + 2 * MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(description)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="${BACKGROUND}"/>`,
    `<g font-family='${FONT}' font-size="${SIZE}" xml:space="preserve">`,
    ...lines.flatMap((line, index) => lineSvg(line, index)),
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

/** The lines of a text, each as runs of one colour. */
function runsOf(text: string): Run[][] {
  const parser = createAnsiSequenceParser();
  return text.split("\n").map((line) =>
    parser.parse(line).map(({ value, foreground }) => ({
      text: value,
      colour: foreground === null ? PLAIN : PALETTE.value(foreground),
    })),
  );
}

function textOf(line: Run[]): string {
  return line.map(({ text }) => text).join("");
}

/** A line broken at spaces; what follows is indented as it is, and two more. */
function broken(line: Run[], columns: number): Run[][] {
  const indent = "  ".padStart(textOf(line).search(/\S/) + 2);
  const lines = [line];
  for (let last = line; textOf(last).length > columns;) {
    const text = textOf(last);
    const space = text.lastIndexOf(" ", columns);
    const at = space > indent.length ? space : columns;
    const rest = cut(last, text[at] === " " ? at + 1 : at, text.length);
    lines.splice(-1, 1, cut(last, 0, at), (last = [{ text: indent, colour: PLAIN }, ...rest]));
  }
  return lines;
}

/** The characters of a line from one column up to another. */
function cut(line: Run[], from: number, to: number): Run[] {
  let column = 0;
  return line.flatMap(({ text, colour }) => {
    const start = column;
    column += text.length;
    const part = text.slice(Math.max(0, from - start), Math.max(0, to - start));
    return part === "" ? [] : [{ text: part, colour }];
  });
}

function lineSvg(line: Run[], index: number): string[] {
  const top = MARGIN + index * CELL.height;
  let column = 0;
  const texts: string[] = [];
  let path = "";
  for (const { text, colour } of line) {
    // Words that stand together, or one character of a table's lines.
    for (const { 0: part, index: at } of text.matchAll(/[─-┼]|[^\s─-┼]+(?: [^\s─-┼]+)*/g)) {
      const left = MARGIN + (column + at) * CELL.width;
      const directions = LINES[part];
      if (directions === undefined) texts.push(textSvg(part, left, top, colour));
      else path += linesPath(directions, left, top);
    }
    column += text.length;
  }
  return path === "" ? texts : [`<path d="${path}" stroke="${FAINT}" fill="none"/>`, ...texts];
}

function textSvg(text: string, left: number, top: number, colour: string): string {
  const length = rounded(text.length * CELL.width);
  const baseline = top + CELL.height * 0.7;
  return `<text x="${rounded(left)}" y="${baseline}" textLength="${length}" fill="${colour}">${escaped(text)}</text>`;
}

function linesPath(directions: string, left: number, top: number): string {
  const middle = `M${rounded(left + CELL.width / 2)} ${top + CELL.height / 2}`;
  return [...directions].map((direction) => middle + STEPS[direction]).join("");
}

function rounded(pixels: number): number {
  return Number(pixels.toFixed(1));
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
