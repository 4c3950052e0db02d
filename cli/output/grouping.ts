import { grouped } from "../../rules/grouped";
import type { Cell } from "./report";
import type { Text } from "./text";
import { mapped, plainText } from "./text";

/** More rows than these are grouped wherever they are printed. */
export const MOST_ROWS = 8;

/** All Regions are named up to this many. */
const NAMED = 4;

/** Stands for each Region's name in the cells of a group. */
const OWN_NAME = "<Region>";

/** The Regions of a table, named in its first cells, with one row for those that are alike. */
export function groupedRows(rows: Cell[][]): Cell[][] {
  const alike = grouped(rows, (row) => JSON.stringify(likeCells(row)));
  return [...alike.values()].map((same) => {
    const [first = []] = same;
    if (same.length === 1) return first;
    const names = same.map(([name = ""]) => textOf(name));
    return [regionNames(names, rows.length), ...likeCells(first)];
  });
}

/** All cells but the first, as rows are compared by them. */
function likeCells([name = "", ...cells]: Cell[]): Cell[] {
  return cells.map((cell) => {
    const [tone, like] = isPlain(cell) ? [undefined, undefined] : [cell.tone, cell.like];
    const text = mapped(like ?? contentOf(cell), (words) =>
      words.replaceAll(textOf(name), OWN_NAME),
    );
    return tone === undefined ? text : { text, tone };
  });
}

function regionNames(names: string[], all: number): string {
  return names.length === all && all > NAMED ? `all ${all} Regions` : names.join(", ");
}

const isPlain = (cell: Cell): cell is Text => typeof cell === "string" || Array.isArray(cell);

/** The text of a cell, with its values. */
export const contentOf = (cell: Cell): Text => (isPlain(cell) ? cell : cell.text);

export const toneOf = (cell: Cell) => (isPlain(cell) ? undefined : cell.tone);

export const textOf = (cell: Cell): string => plainText(contentOf(cell));
