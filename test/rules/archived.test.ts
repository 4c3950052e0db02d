import { expect } from "chai";

import {
  archivedByNoFilter,
  archivedCriterion,
  countableCriterion,
} from "../../rules/findingFilters";

const AT = new Date("2026-11-29T00:00:00Z");
const SINCE = AT.getTime() - 30 * 86_400_000;

describe("Archived findings of the last 30 days", () => {
  it("are those that meet the criterion, are archived and were updated since then", () => {
    expect(archivedCriterion({ severity: { lessThan: 4 } }, AT)).to.deep.equal({
      severity: { lessThan: 4 },
      updatedAt: { greaterThanOrEqual: SINCE },
      "service.archived": { equals: ["true"] },
    });
  });

  it("are fewer where the criterion has a later time, and no more where it has an earlier one", () => {
    const since = (greaterThanOrEqual: number) =>
      archivedCriterion({ updatedAt: { greaterThanOrEqual, lessThan: 9e12 } }, AT)["updatedAt"];
    expect(since(SINCE + 1)).to.deep.equal({ greaterThanOrEqual: SINCE + 1, lessThan: 9e12 });
    expect(since(0)).to.deep.equal({ greaterThanOrEqual: SINCE, lessThan: 9e12 });
  });

  it("are counted by type where the type has wildcards, and not where another field has", () => {
    const severity = { lessThan: 4 };
    const plain = { type: { equals: ["a"] }, severity };
    const types = { matches: ["Recon:*"] };
    expect(countableCriterion(plain)).to.deep.equal({ counted: plain });
    expect(countableCriterion({ type: types, severity })).to.deep.equal({
      counted: { severity },
      types,
    });
    expect(countableCriterion({ accountId: { notMatches: ["1*"] }, type: types })).to.deep.equal(
      {},
    );
  });

  it("were archived by no filter as far as the filters' counts do not reach; one that is not counted may have archived any", () => {
    expect(archivedByNoFilter({ all: 5, byFilter: {} })).to.equal(5);
    expect(archivedByNoFilter({ all: 5, byFilter: { one: 2, other: 1 } })).to.equal(2);
    expect(archivedByNoFilter({ all: 5, byFilter: { one: 4, other: 4 } })).to.equal(0);
    expect(archivedByNoFilter({ all: 5, byFilter: { one: undefined } })).to.equal(0);
  });
});
