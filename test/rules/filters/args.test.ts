import { expect } from "chai";

import { readFiltersArgs } from "../../../rules/filters";
import { readListsArgs } from "../../../rules/lists";

const base = { regions: ["us-east-1"], detectorIds: { "us-east-1": "a".repeat(32) } };
const found = ({ problems }: { problems: readonly { id: string; path: string }[] }) =>
  problems.map(({ id, path }) => `${id} ${path}`);

describe("Names of filters and lists", () => {
  it("are reported together with what is wrong in their values and those of others", () => {
    const ab = { criterion: { severity: { lessThan: 6.9 } }, action: "archive" };
    const scans = { criterion: {}, rnk: 1 };
    expect(found(readFiltersArgs({ ...base, filters: { ab, scans } })).sort()).to.deep.equal([
      "filterFieldMissing filters.scans.criterion",
      "filterName filters.ab",
      "notOneOf filters.ab.action",
      "notWhole filters.ab.criterion.severity.lessThan",
      "unknownProperty filters.scans.rnk",
    ]);
    const lists = { "a b": { kind: "IPSet", entries: 5 }, bad: { kind: "IPList", entries: [] } };
    expect(found(readListsArgs({ ...base, lists })).sort()).to.deep.equal([
      'listName lists["a b"]',
      "notOneOf lists.bad.kind",
      'wrongType lists["a b"].entries',
    ]);
  });
});
