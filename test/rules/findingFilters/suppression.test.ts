import { expect } from "chai";

import type { Criterion } from "../../../rules/findingFilters";
import { archivesEverything, severityLevels } from "../../../rules/findingFilters";

const ORIGIN = {
  region: "us-east-1",
  accountIds: ["111122223333", "222233334444"],
  detectorId: "d".repeat(32),
  now: new Date("2026-11-29T00:00:00Z"),
};
const everything = (...criteria: Criterion[]) =>
  archivesEverything(
    criteria.map((criterion, index) => ({ name: `filter-${index}`, criterion })),
    ORIGIN,
  );

describe("What suppression rules archive", () => {
  const ALL: [what: string, criteria: Criterion[]][] = [
    ["no condition", [{}]],
    ["any type", [{ type: { matches: ["*"] } }]],
    ["any severity", [{ severity: { greaterThanOrEqual: 0 } }]],
    [
      "each severity by its number",
      [{ severity: { equals: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(String) } }],
    ],
    ["a type that does not exist, negated", [{ type: { notEquals: ["none"] } }]],
    [
      "a resource that findings of others lack, negated",
      [{ "resource.instanceDetails.instanceId": { notEquals: ["i-1"] } }],
    ],
    ["what is not archived yet", [{ "service.archived": { equals: ["false"] } }]],
    ["the Region", [{ region: { equals: ["us-east-1"] } }]],
    ["every account", [{ accountId: { equals: ORIGIN.accountIds } }]],
    ["every time", [{ updatedAt: { greaterThanOrEqual: 0 } }]],
    [
      "two filters, of low and of high severities",
      [{ severity: { lessThan: 7 } }, { severity: { greaterThanOrEqual: 7 } }],
    ],
  ];
  for (const [what, criteria] of ALL) {
    it(`is everything: ${what}`, () => expect(everything(...criteria)).to.equal(true));
  }

  const PART: [what: string, criteria: Criterion[]][] = [
    ["no filter", []],
    ["low severities", [{ severity: { lessThan: 4 } }]],
    ["one account of two", [{ accountId: { equals: ["111122223333"] } }]],
    ["one type", [{ type: { equals: ["Recon:EC2/PortProbeUnprotectedPort"] } }]],
    ["another Region", [{ region: { equals: ["eu-west-1"] } }]],
    ["an instance", [{ "resource.instanceDetails.instanceId": { matches: ["*"] } }]],
    ["two filters with a gap", [{ severity: { lessThan: 7 } }, { severity: { greaterThan: 9 } }]],
  ];
  for (const [what, criteria] of PART) {
    it(`is not everything: ${what}`, () => expect(everything(...criteria)).to.equal(false));
  }

  describe("at the times that its conditions name", () => {
    const DAY = 86_400_000;
    const TODAY = ORIGIN.now.getTime();
    const CASES: [what: string, updatedAt: Criterion[string], now: boolean][] = [
      ["from yesterday on", { greaterThan: TODAY - DAY }, true],
      ["from tomorrow on", { greaterThan: TODAY + DAY }, false],
      ["until tomorrow", { lessThan: TODAY + DAY }, true],
      ["until yesterday", { lessThanOrEqual: TODAY - DAY }, false],
      ["this week", { greaterThan: TODAY - DAY, lessThan: TODAY + 6 * DAY }, true],
    ];
    for (const [what, updatedAt, now] of CASES) {
      it(what, () => expect(everything({ updatedAt })).to.equal(now));
    }
  });

  it("has the levels of its severities", () => {
    const levels = (severity?: Criterion[string]) => severityLevels(severity ? { severity } : {});
    expect(levels()).to.deep.equal(["LOW", "MEDIUM", "HIGH", "CRITICAL"]);
    expect(levels({ lessThan: 4 })).to.deep.equal(["LOW"]);
    expect(levels({ greaterThanOrEqual: 8.95 })).to.deep.equal(["CRITICAL"]);
    expect(levels({ equals: ["4", "7"] })).to.deep.equal(["MEDIUM", "HIGH"]);
    expect(levels({ notEquals: ["9", "10"] })).to.deep.equal(["LOW", "MEDIUM", "HIGH"]);
    expect(levels({ greaterThanOrEqual: 7, lessThan: 9 })).to.deep.equal(["HIGH"]);
  });
});
