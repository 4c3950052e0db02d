import { expect } from "chai";
import fc from "fast-check";

import { COLUMNS, databaseName, PARTITION_KEYS, TABLE_NAME } from "../../../rules/table";

describe("the names that queries use", () => {
  it("are lower-case letters, digits and underscores, and start with a letter, of any component name", () => {
    expect(databaseName("findings-athena", "1a2b3c4d")).to.equal(
      "guardduty_findings_athena_1a2b3c4d",
    );
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (component) => {
        expect(databaseName(component, "1a2b3c4d")).to.match(/^[a-z][a-z0-9_]{0,254}$/);
      }),
    );
    const fixed = [TABLE_NAME, ...[...COLUMNS, ...PARTITION_KEYS].map(({ name }) => name)];
    for (const name of fixed) expect(name).to.match(/^[a-z][a-z0-9_]*$/);
  });

  it("distinguish databases of components whose names differ in what Athena does not support", () => {
    expect(databaseName("a-b", "1a2b3c4d")).not.to.equal(databaseName("a.b", "5e6f7a8b"));
  });
});
