import { expect } from "chai";

import type { FindingFiltersSettings } from "../../../rules/filters";
import { filterEffects, filterFindings, readFiltersArgs } from "../../../rules/filters";
import { SAMPLE_FINDINGS } from "../../../rules/findingFilters";

const HEX = "0123456789abcdef0123456789abcdef";
const REGIONS = ["us-east-1", "eu-west-1"];

function settings(filters: object, regions: readonly string[] = REGIONS): FindingFiltersSettings {
  const detectorIds = Object.fromEntries(regions.map((region) => [region, HEX]));
  const read = readFiltersArgs({ regions, detectorIds, filters });
  expect(read.problems).to.deep.equal([]);
  return read.settings as FindingFiltersSettings;
}

describe("What finding filters keep out of the export", () => {
  it("is the sample findings that the matcher of GuardDuty's filters matches", () => {
    const scans = { criterion: { type: { matches: ["Recon:*", "Stealth:*"] } } };
    const low = { criterion: { severity: { lessThan: 4 } } };
    const saved = { criterion: { severity: { lessThan: 4 } }, action: "NOOP" };
    const effects = filterEffects(settings({ scans, low, saved }));
    const samples = effects.map(({ filter, samples: all }) => [
      filter.name,
      all.map(({ type }) => type),
    ]);
    expect(samples).to.deep.equal([
      [
        "scans",
        ["Recon:EC2/PortProbeUnprotectedPort", "Stealth:IAMUser/CloudTrailLoggingDisabled"],
      ],
      ["low", SAMPLE_FINDINGS.filter(({ severity }) => severity < 4).map(({ type }) => type)],
    ]);
  });

  it("is warned of where a filter can archive HIGH or CRITICAL findings, and not below", () => {
    const findings = filterFindings(
      settings({
        low: { criterion: { severity: { lessThan: 7 } } },
        high: { criterion: { severity: { greaterThanOrEqual: 7, lessThan: 9 } } },
        scans: { criterion: { type: { equals: ["Recon:EC2/Portscan"] } }, regions: ["eu-west-1"] },
        saved: { criterion: { severity: { greaterThan: 6 } }, action: "NOOP" },
      }),
    );
    expect(findings).to.deep.equal([
      { id: "filterArchivesSevere", filter: "high", severities: ["HIGH"], regions: REGIONS },
      {
        ...{ id: "filterArchivesSevere", filter: "scans" },
        ...{ severities: ["HIGH", "CRITICAL"], regions: ["eu-west-1"] },
      },
    ]);
  });

  for (const [what, filters, regions] of [
    ["one filter", { all: { criterion: { type: { matches: ["*"] } } } }, REGIONS],
    [
      "several filters together",
      {
        low: { criterion: { severity: { lessThan: 5 } } },
        high: { criterion: { severity: { greaterThanOrEqual: 5 } } },
      },
      REGIONS,
    ],
    [
      "filters of one Region",
      {
        low: { criterion: { severity: { lessThan: 5 } } },
        high: { criterion: { severity: { greaterThanOrEqual: 5 } }, regions: ["eu-west-1"] },
      },
      ["eu-west-1"],
    ],
    [
      "a filter of a field that no finding has",
      { all: { criterion: { "resource.accessKeyDetails.userName": { notEquals: ["deploy"] } } } },
      REGIONS,
    ],
  ] as const) {
    it(`is an error where it is everything: ${what}`, () => {
      const [first] = filterFindings(settings(filters));
      expect(first).to.deep.equal({
        ...{ id: "filtersArchiveEverything", filters: Object.keys(filters), regions },
      });
    });
  }

  it("is everything by the filters that it takes, each alone or the fewest together", () => {
    const scans = { criterion: { type: { matches: ["Recon:*"] } } };
    const low = { criterion: { severity: { lessThan: 5 } } };
    const high = { criterion: { severity: { greaterThanOrEqual: 5 } } };
    const all = { criterion: { type: { matches: ["*"] } } };
    const causes = (filters: object) =>
      filterFindings(settings(filters)).flatMap((one) =>
        one.id === "filtersArchiveEverything" ? [one.filters] : [],
      );
    expect(causes({ scans, low, high })).to.deep.equal([["low", "high"]]);
    expect(causes({ scans, all, low, high })).to.deep.equal([["all"]]);
    expect(causes({ all, scans, every: all })).to.deep.equal([["all"], ["every"]]);
  });

  it("is everything where it is all from some time on, and not where it is all until then", () => {
    const ids = (criterion: object) =>
      filterFindings(settings({ old: { criterion } })).map(({ id }) => id);
    const time = 1_767_225_600_000;
    for (const field of ["updatedAt", "createdAt", "service.eventLastSeen"]) {
      expect(ids({ [field]: { greaterThanOrEqual: time } })).to.include("filtersArchiveEverything");
      expect(ids({ [field]: { lessThan: time } })).to.deep.equal(["filterArchivesSevere"]);
    }
  });

  it("is nothing where the conditions on a field exclude each other", () => {
    for (const [field, condition] of [
      ["severity", { greaterThan: 8, lessThan: 4 }],
      ["severity", { equals: ["2"], greaterThan: 4 }],
      ["severity", { equals: ["8"], notEquals: ["8"] }],
      ["type", { equals: ["Recon:EC2/Portscan"], notMatches: ["Recon:*"] }],
      ["service.count", { greaterThan: 5, lessThanOrEqual: 5 }],
      ["updatedAt", { greaterThanOrEqual: 2000, lessThan: 1000 }],
    ] as const) {
      const given = settings({ none: { criterion: { [field]: condition } } });
      expect(filterFindings(given)).to.deep.equal([
        { id: "filterMatchesNothing", filter: "none", fields: [field] },
      ]);
      expect(filterEffects(given)[0]!.severities).to.deep.equal([]);
    }
    for (const condition of [
      { equals: ["Recon:EC2/Portscan", "x"], notEquals: ["x"] },
      { greaterThanOrEqual: 5, lessThanOrEqual: 5 },
      { notEquals: ["x"], notMatches: ["x*"] },
    ]) {
      const ids = filterFindings(settings({ some: { criterion: { type: condition } } }));
      expect(ids.map(({ id }) => id)).not.to.include("filterMatchesNothing");
    }
  });

  it("is not known by samples of fields that they do not have", () => {
    const effects = filterEffects(
      settings({
        own: { criterion: { accountId: { equals: ["111122223333"] }, severity: { lessThan: 4 } } },
        others: { criterion: { accountId: { notEquals: ["111122223333"] } } },
      }),
    );
    expect(effects.map(({ lacking }) => lacking)).to.deep.equal([["accountId"], []]);
  });

  it("is not everything while one filter only saves, or findings of other accounts stay", () => {
    for (const filters of [
      { all: { criterion: { type: { matches: ["*"] } }, action: "NOOP" } },
      { own: { criterion: { accountId: { equals: ["111122223333"] } } } },
    ]) {
      const ids = filterFindings(settings(filters)).map(({ id }) => id);
      expect(ids).not.to.include("filtersArchiveEverything");
    }
  });
});

describe("The ranks of finding filters", () => {
  const criterion = { type: { equals: ["x"] } };
  const names = Array.from({ length: 100 }, (_, index) => `filter-${index}`);
  const ranks = (filters: object) =>
    new Map(settings(filters).filters.map(({ name, rank }) => [name, rank]));
  const of = (some: readonly string[]) =>
    Object.fromEntries(some.map((name) => [name, { criterion }]));

  it("are those that are given, and others of 1 to 100 for the rest", () => {
    const { one, two, ...rest } = { one: 1, two: 100, ...of(names.slice(0, 98)) };
    const all = ranks({ one: { criterion, rank: one }, two: { criterion, rank: two }, ...rest });
    expect([all.get("one"), all.get("two")]).to.deep.equal([1, 100]);
    expect([...all.values()].sort((a, b) => a - b)).to.deep.equal(
      names.map((_, index) => index + 1),
    );
  });

  it("stay when a filter is added after them, and mostly when one is removed", () => {
    const few = ranks(of(names.slice(0, 10)));
    const more = ranks(of(names.slice(0, 11)));
    for (const [name, rank] of few) expect(more.get(name), name).to.equal(rank);
    const fewer = ranks(of(names.slice(1, 10)));
    const moved = [...fewer].filter(([name, rank]) => few.get(name) !== rank);
    expect(moved).to.have.length.at.most(1);
  });
});
