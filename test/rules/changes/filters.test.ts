import { expect } from "chai";
import * as fc from "fast-check";

import { addOnChanges } from "../../../rules/changes";
import type { Criterion } from "../../../rules/findingFilters";
import { meetsCriterion, SAMPLE_FINDINGS } from "../../../rules/findingFilters";
import { changeText } from "../../../rules/texts/changes";

interface Filter {
  criterion: Criterion;
  action?: string;
  regions?: string[];
  detach?: boolean;
  description?: string;
}

const changes = (base: { [name: string]: Filter }, head: { [name: string]: Filter }) =>
  addOnChanges(
    { config: { filters: base }, documents: [] },
    { config: { filters: head }, documents: [] },
  );
const printed = (base: { [name: string]: Filter }, head: { [name: string]: Filter }) =>
  changes(base, head).map((one) => `${one.risk ? "! " : ""}${changeText(one)}`);

const LOW: Filter = { criterion: { severity: { lessThan: 4 } } };
const WIDER = "! filters.low can archive more findings than before: they are no longer exported";

describe("A change of finding filters", () => {
  it("is a risk where a filter that archives is added, and none where one is saved or removed", () => {
    expect(printed({}, { low: LOW })).to.deep.equal([
      "! filters.low is added: findings that it matches are no longer exported",
    ]);
    expect(printed({}, { low: { ...LOW, action: "NOOP" } })).to.deep.equal([
      "filters.low is added",
    ]);
    expect(printed({ low: LOW }, {})).to.deep.equal([
      "filters.low is removed: new findings that it matched are exported again, except where the filter was adopted and stays",
    ]);
    expect(printed({ low: { ...LOW, action: "NOOP" } }, {})).to.deep.equal([
      "filters.low is removed",
    ]);
    expect(printed({ low: { ...LOW, detach: true } }, {})).to.deep.equal([
      "filters.low is removed: the filter stays in GuardDuty",
    ]);
  });

  const wider: [what: string, from: Filter, to: Filter][] = [
    ["a higher bound", LOW, { criterion: { severity: { lessThan: 7 } } }],
    ["an action that archives", { ...LOW, action: "NOOP" }, LOW],
    ["more Regions", { ...LOW, regions: ["us-east-1"] }, { ...LOW, regions: ["us-east-1", "a"] }],
    ["all Regions", { ...LOW, regions: ["us-east-1"] }, LOW],
    [
      "a condition less",
      { criterion: { severity: { lessThan: 4 }, type: { equals: ["a"] } } },
      LOW,
    ],
    [
      "a value more",
      { criterion: { type: { equals: ["a"] } } },
      { criterion: { type: { equals: ["a", "b"] } } },
    ],
    [
      "an exception less",
      { criterion: { type: { notEquals: ["a", "b"] } } },
      { criterion: { type: { notEquals: ["a"] } } },
    ],
    [
      "a severity that has tenths above the bound",
      { criterion: { severity: { lessThanOrEqual: 3 } } },
      { criterion: { severity: { equals: ["3"] } } },
    ],
    [
      "a value of a list that may have the excluded one too",
      { criterion: { "service.additionalInfo.value": { notEquals: ["b"] } } },
      { criterion: { "service.additionalInfo.value": { equals: ["a"] } } },
    ],
    [
      "a pattern beyond the former one",
      { criterion: { type: { matches: ["Recon:EC2/*"] } } },
      { criterion: { type: { matches: ["Recon:*"] } } },
    ],
    [
      "a pattern that stands for more than one character",
      { criterion: { type: { matches: ["Recon:?"] } } },
      { criterion: { type: { matches: ["Recon:*"] } } },
    ],
    [
      "an exception that leaves out less",
      { criterion: { type: { notMatches: ["Recon:*"] } } },
      { criterion: { type: { notMatches: ["Recon:EC2/*"] } } },
    ],
    [
      "another operator of which nothing is known",
      { criterion: { type: { equals: ["a"] } } },
      { criterion: { type: { matches: ["a"] } } },
    ],
  ];
  for (const [what, from, to] of wider) {
    it(`is a risk with ${what}`, () => {
      expect(printed({ low: from }, { low: to })[0]).to.equal(WIDER);
    });
  }

  const narrower: [what: string, from: Filter, to: Filter][] = [
    ["a lower bound", { criterion: { severity: { lessThan: 7 } } }, LOW],
    [
      "a bound of another form",
      { criterion: { severity: { greaterThan: 6 } } },
      {
        criterion: { severity: { greaterThanOrEqual: 7 } },
      },
    ],
    ["an action that only saves", LOW, { ...LOW, action: "NOOP" }],
    ["fewer Regions", LOW, { ...LOW, regions: ["us-east-1"] }],
    ["a condition more", LOW, { criterion: { ...LOW.criterion, type: { equals: ["a"] } } }],
    [
      "a type in place of a pattern that it fits",
      { criterion: { type: { matches: ["Recon:*", "Stealth:*"] } } },
      { criterion: { type: { equals: ["Recon:EC2/Portscan"] } } },
    ],
    [
      "a pattern within the former one",
      { criterion: { type: { matches: ["Recon:*"] } } },
      { criterion: { type: { matches: ["Recon:EC2/*", "Recon:*Port?can"] } } },
    ],
    [
      "an exception by a pattern that the former one is within",
      { criterion: { type: { notMatches: ["Recon:EC2/*"], notEquals: ["Recon:IAMUser/Tor"] } } },
      { criterion: { type: { notMatches: ["Recon:*"] } } },
    ],
    ["a severity in place of a bound", LOW, { criterion: { severity: { equals: ["3"] } } }],
    ["another description", LOW, { ...LOW, description: "low" }],
  ];
  for (const [what, from, to] of narrower) {
    it(`is no risk with ${what}`, () => {
      const found = changes({ low: from }, { low: to });
      expect(found).not.to.deep.equal([]);
      expect(found.filter(({ risk }) => risk)).to.deep.equal([]);
    });
  }

  it("is a risk whenever a sample finding is archived that was not", () => {
    const types = SAMPLE_FINDINGS.map(({ type }) => type);
    const some = (values: string[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 });
    const prefixes = [
      "*",
      ...types.flatMap((type) => [1, 5, 12].map((end) => `${type.slice(0, end)}*`)),
    ];
    const bound = fc.integer({ min: 1, max: 10 });
    const optional = <T>(of: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
      fc.record(of, { requiredKeys: [] });
    const criterion = fc.record({
      type: optional({
        ...{ equals: some(types), notEquals: some(types) },
        ...{ matches: some(prefixes), notMatches: some(prefixes) },
      }),
      severity: optional({
        ...{ greaterThan: bound, greaterThanOrEqual: bound },
        ...{ lessThan: bound, lessThanOrEqual: bound },
        equals: some(["2", "5", "8", "9"]),
      }),
    }) as fc.Arbitrary<Criterion>;
    fc.assert(
      fc.property(criterion, criterion, (from, to) => {
        const isNew = SAMPLE_FINDINGS.some(
          (one) => meetsCriterion(to, one) && !meetsCriterion(from, one),
        );
        const ids = changes({ low: { criterion: from } }, { low: { criterion: to } });
        const isRisk = ids.some(({ id, risk }) => id === "suppressionWidened" && risk);
        return !isNew || isRisk;
      }),
      { numRuns: 2000 },
    );
  });
});
