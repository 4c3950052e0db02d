import { grouped } from "../../rules/grouped";
import type { Cell } from "./report";

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
    const text = (typeof cell === "string" ? cell : (cell.like ?? cell.text)).replaceAll(
      textOf(name),
      OWN_NAME,
    );
    return typeof cell === "string" || cell.tone === undefined ? text : { text, tone: cell.tone };
  });
}

function regionNames(names: string[], all: number): string {
  return names.length === all && all > NAMED ? `all ${all} Regions` : names.join(", ");
}

export const textOf = (cell: Cell): string => (typeof cell === "string" ? cell : cell.text);
