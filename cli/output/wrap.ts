/** Printed where the width of the terminal is not known. */
export const DEFAULT_WIDTH = 120;

/** A text in lines of a width. A word stays whole, if it is longer than a line too; the further lines of a line are indented as it is, and `hanging` more. */
export function wrapped(text: string, width: number, hanging = 0): string {
  return text
    .split("\n")
    .flatMap((line) => wrappedLine(line, width, hanging))
    .join("\n");
}

function wrappedLine(line: string, width: number, hanging: number): string[] {
  if (lengthOf(line) <= width) return [line];
  const [indent = ""] = /^ */.exec(line) ?? [];
  const words = line.slice(indent.length).split(" ");
  const lines: string[] = [];
  let current = indent + (words[0] ?? "");
  for (const word of words.slice(1)) {
    if (lengthOf(current) + 1 + lengthOf(word) <= width) current += ` ${word}`;
    else {
      lines.push(current);
      current = indent + " ".repeat(hanging) + word;
    }
  }
  return [...lines, current].map((one) => one.trimEnd());
}

/** The widths of columns in which cells fit into `room` characters at all; undefined: their longest words do not. */
export function columnWidths(
  rows: readonly (readonly string[])[],
  room: number,
): number[] | undefined {
  const columns = (rows[0] ?? []).map((_, index) => rows.map((row) => row[index] ?? ""));
  const natural = columns.map((cells) => longest(cells.flatMap((cell) => cell.split("\n"))));
  const least = columns.map((cells) => longest(cells.flatMap((cell) => cell.split(/\s+/))));
  const capped = (cap: number) =>
    natural.map((width, index) => Math.min(width, Math.max(least[index] ?? 0, cap)));
  if (sum(least) > room) return undefined;
  // The widest columns give way first.
  let cap = Math.max(0, ...natural);
  while (sum(capped(cap)) > room) cap--;
  return capped(cap);
}

/** In characters, as a terminal counts them: those beyond 16 bits are one. */
export function lengthOf(text: string): number {
  return [...text].length;
}

function longest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(lengthOf));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
