import { expect } from "chai";

import type { FindingFiltersArgs } from "../../../components/filters/args";
import { FindingFilters } from "../../../components/filters/findingFilters";
import type { RecordOptions } from "../../../testing/recorder";
import { record } from "../../../testing/recorder";

const TYPE = "aws:guardduty/filter:Filter";
const IDS = { "us-east-1": "a".repeat(32), "eu-west-1": "b".repeat(32) };
const REGIONS = Object.keys(IDS);
const LOW = { criterion: { severity: { lessThan: 4 } } };

const recorded = (filters: object, options?: RecordOptions) =>
  record(() => {
    const args = { regions: REGIONS, detectorIds: IDS, filters };
    const { filterArns } = new FindingFilters("filters", args as FindingFiltersArgs);
    return { filterArns };
  }, options);

describe("FindingFilters", () => {
  it("registers each filter in each of its Regions, as the AWS provider takes it", async () => {
    const { find, resources, outputs } = await recorded({
      scans: {
        criterion: {
          type: { equals: ["Recon:EC2/Portscan"], notMatches: ["*.B"] },
          severity: { greaterThanOrEqual: 1, lessThan: 4 },
          updatedAt: { greaterThan: 1_767_225_600_000 },
        },
        ...{ action: "NOOP", description: "Own scanner", rank: 9, tags: { team: "security" } },
        regions: ["eu-west-1"],
      },
      low: LOW,
    });
    expect(resources.map(({ name }) => name)).to.have.members([
      ...["filters-low-us-east-1", "filters-low-eu-west-1", "filters-scans-eu-west-1"],
    ]);
    const { inputs, parent, retainOnDelete } = find(TYPE, "filters-scans-eu-west-1");
    expect(parent?.name).to.equal("filters");
    expect(inputs).to.deep.equal({
      ...{ region: "eu-west-1", detectorId: IDS["eu-west-1"] },
      ...{ name: "scans", action: "NOOP", description: "Own scanner", rank: 9 },
      findingCriteria: {
        criterions: [
          { field: "type", equals: ["Recon:EC2/Portscan"], notMatches: ["*.B"] },
          { field: "severity", greaterThanOrEqual: "1", lessThan: "4" },
          { field: "updatedAt", greaterThan: "2026-01-01T00:00:00Z" },
        ],
      },
      tags: { team: "security" },
    });
    expect(retainOnDelete).to.equal(false);
    expect(Object.keys(outputs["filterArns"] as object).sort()).to.deep.equal(["low", "scans"]);
  });

  it("registers the filters of a Region by rank, one after the other", async () => {
    const { find } = await recorded({ second: { ...LOW, rank: 2 }, first: { ...LOW, rank: 1 } });
    const before = (name: string) => find(TYPE, name).dependsOn;
    expect(before("filters-second-us-east-1")).to.deep.equal([`${TYPE}::filters-first-us-east-1`]);
    expect(before("filters-first-us-east-1")).to.deep.equal([]);
  });

  it("imports a filter that exists, and keeps it and a detached one when the stack goes", async () => {
    const { find } = await recorded({
      low: { ...LOW, existing: { "eu-west-1": { detectorId: IDS["eu-west-1"] } } },
      scans: { ...LOW, detach: true },
    });
    const adopted = find(TYPE, "filters-low-eu-west-1");
    expect(adopted.importId).to.equal(`${IDS["eu-west-1"]}:low@eu-west-1`);
    const kept = (name: string) => find(TYPE, name).retainOnDelete;
    expect(kept("filters-low-eu-west-1")).to.equal(true);
    expect(kept("filters-low-us-east-1")).to.equal(false);
    expect(kept("filters-scans-us-east-1")).to.equal(true);
  });

  it("refuses to import a filter of another detector, by the entry that names it", async () => {
    const existing = { "eu-west-1": { detectorId: IDS["us-east-1"] } };
    const { errors, resources } = await recorded(
      { low: { ...LOW, existing } },
      { keepErrors: true },
    );
    expect(errors.map(({ message }) => message)).to.deep.equal([
      `filters.low.existing["eu-west-1"].detectorId: is ${IDS["us-east-1"]}; the account's detector in eu-west-1 is ${IDS["eu-west-1"]}. Fix: set filters.low.existing["eu-west-1"].detectorId to "${IDS["eu-west-1"]}"`,
    ]);
    expect(resources.map(({ name }) => name)).to.deep.equal(["filters-low-us-east-1"]);
  });

  it("warns of filters that can archive severe findings or all findings", async () => {
    const { logs } = await recorded({
      high: { criterion: { severity: { greaterThan: 6 } } },
      rest: { criterion: { severity: { lessThan: 7 } } },
    });
    expect(
      logs.filter(({ severity }) => severity === "warning").map((one) => one.message),
    ).to.deep.equal([
      "filters.high and filters.rest together archive all findings of us-east-1 and eu-west-1: nothing is exported. Fix: Set filters.high.action to NOOP, or restrict its criterion to the findings that you do not investigate.",
      "filters.high can archive HIGH and CRITICAL findings in us-east-1 and eu-west-1: they are not exported, and no event is sent. Fix: Set filters.high.criterion.severity.lessThan to 7, or set filters.high.action to NOOP.",
    ]);
  });

  it("reports every problem of its arguments at once, and registers nothing", async () => {
    const bad = { scans: { criterion: { typ: { equals: ["x"] } }, rank: 0 } };
    const { errors, resources, components } = await recorded(bad, { keepErrors: true });
    expect([...resources, ...components]).to.deep.equal([]);
    expect(errors.map(({ message }) => message)).to.deep.equal([
      "FindingFilters filters: 2 problems in the arguments; nothing was registered\n" +
        "  - filters.scans.rank: must be at least 1; got 0. Fix: set filters.scans.rank to 1\n" +
        "  - filters.scans.criterion.typ: typ is not a field that filters of partition aws can use; did you mean type? Fix: rename filters.scans.criterion.typ to type",
    ]);
  });
});
