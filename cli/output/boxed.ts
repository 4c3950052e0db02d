import Table from "cli-table3";

/** Rows that are drawn at once: the library compares each row of a table with all above it. */
export const ROWS_AT_ONCE = 200;

const BELOW_HEAD = "├";

/** A table with borders, as wide as its cells. */
export function boxed(head: string[], rows: string[][]): string {
  if (rows.length <= ROWS_AT_ONCE) return drawn(head, rows);
  const blocks = Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, index) =>
    rows.slice(index * ROWS_AT_ONCE, (index + 1) * ROWS_AT_ONCE),
  );
  const widthsOf = blocks.map((block) => drawnWidths(drawn(head, block)));
  const widths = head.map((_, column) => Math.max(...widthsOf.map((of) => of[column] ?? 0)));
  const bodies = blocks.map((block) => {
    const lines = drawn(head, block, widths).split("\n");
    const start = lines.findIndex((line) => line.startsWith(BELOW_HEAD)) + 1;
    return { above: lines.slice(0, start), body: lines.slice(start, -1), below: lines.slice(-1) };
  });
  const lines = bodies.flatMap(({ body }) => body);
  return [...(bodies[0]?.above ?? []), ...lines, ...(bodies[0]?.below ?? [])].join("\n");
}

/** `widths`: of the columns with their margins; undefined: as wide as their cells. */
function drawn(head: string[], rows: string[][], widths?: number[]): string {
  const table = new Table({
    head,
    style: { head: [], border: [], compact: true },
    ...(widths && { colWidths: widths }),
  });
  table.push(...rows);
  return table.toString();
}

/** The widths of the columns, by the border above. */
function drawnWidths(text: string): number[] {
  const border = text.slice(1, text.indexOf("\n") - 1);
  return border.split("┬").map(({ length }) => length);
}
