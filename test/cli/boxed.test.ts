import Table from "cli-table3";
import { expect } from "chai";

import { boxed, ROWS_AT_ONCE } from "../../cli/output/boxed";

const HEAD = ["Account", "Region\nor all"];

/** Rows of different widths: the widest cells, of two lines and of a colour, are in different blocks. */
const rowsOf = (count: number): string[][] =>
  Array.from({ length: count }, (_, index) => [
    index === 3 ? "the widest of the first column" : `account ${index}`,
    index === count - 1 ? "two\nlines, the widest" : `\u001b[32m${index}\u001b[39m 東京`,
  ]);

function whole(rows: string[][]): string {
  const table = new Table({ head: HEAD, style: { head: [], border: [], compact: true } });
  table.push(...rows);
  return table.toString();
}

describe("A table that is drawn in blocks", () => {
  for (const count of [0, 1, ROWS_AT_ONCE, ROWS_AT_ONCE + 1, 3 * ROWS_AT_ONCE]) {
    it(`is the same as in one: ${count} rows`, () => {
      expect(boxed(HEAD, rowsOf(count))).to.equal(whole(rowsOf(count)));
    });
  }
});
