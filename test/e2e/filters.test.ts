import { expect } from "chai";

import type { FindingFiltersArgs } from "../../components/filters/args";
import { FindingFilters } from "../../components/filters/findingFilters";
import { GuardDutyExport } from "../../components/export/guardDutyExport";
import { filterEffects, readFiltersArgs } from "../../rules/filters";
import { SAMPLE_FINDINGS } from "../../rules/findingFilters";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, exampleWorld, openCloudStack } from "../../testing/cloudStack";

const REGIONS = ["us-east-1", "eu-west-1", "me-south-1"];

type Filters = FindingFiltersArgs["filters"];

const program = (filters: Filters) => async () => {
  const { detectorIds } = new GuardDutyExport("findings", { regions: REGIONS });
  const { filterArns } = new FindingFilters("filters", { regions: REGIONS, detectorIds, filters });
  return { filterArns, detectorIds };
};
const SCANS: Filters = { scans: { criterion: { type: { matches: ["Recon:*", "Stealth:*"] } } } };
const named = (names: readonly string[]): Filters =>
  Object.fromEntries(
    names.map((name, index) => [
      name,
      { criterion: { type: { equals: [name] } }, rank: index + 1 },
    ]),
  );

describe("Finding filters, on the real engine", () => {
  let stack: CloudStack;

  beforeEach(async () => {
    stack = await openCloudStack(exampleWorld());
  });
  afterEach(() => stack.close());

  const detector = (region: string) => stack.cloud.world.detectors[`${ACCOUNT}/${region}`]!;
  const exported = () =>
    Object.values(stack.cloud.world.buckets)
      .flatMap(({ objects }) => Object.keys(objects))
      .filter((key) => key.includes("/GuardDuty/")).length;

  it("keep exactly the samples out of the bucket that the plan says, in each Region", async () => {
    const up = await stack.up(program(SCANS));
    expect(up.error?.message).to.equal(undefined);
    const { settings } = readFiltersArgs({
      ...{ regions: REGIONS, filters: SCANS },
      detectorIds: Object.fromEntries(REGIONS.map((region) => [region, "0".repeat(32)])),
    });
    const archived = filterEffects(settings!)[0]!.samples.map(({ type }) => type);
    expect(archived).to.have.length(2);
    for (const region of REGIONS) {
      for (const { type } of SAMPLE_FINDINGS) {
        const before = exported();
        await stack.cloud.exportFinding(ACCOUNT, region, { type });
        const isExported = exported() > before;
        expect(isExported, `${type} in ${region}`).to.equal(!archived.includes(type));
      }
    }
    expect((await stack.up(program(SCANS))).changed).to.deep.equal([]);
    expect((await stack.refresh()).changed).to.deep.equal([]);

    const saved: Filters = { scans: { ...SCANS["scans"]!, action: "NOOP" } };
    const changed = await stack.up(program(saved));
    expect([changed.error, changed.changes["update"]]).to.deep.equal([undefined, REGIONS.length]);
    const before = exported();
    await stack.cloud.exportFinding(ACCOUNT, "us-east-1", { type: archived[0]! });
    expect(exported()).to.be.greaterThan(before);
  });

  it("have the ranks of the program after their order changes", async () => {
    const orders = [
      ["one", "two", "three", "four"],
      ["four", "three", "two", "one"],
      ["three", "one", "four", "two"],
      ["two", "four"],
    ];
    for (const names of orders) {
      const up = await stack.up(program(named(names)));
      expect(up.error?.message).to.equal(undefined);
      for (const region of REGIONS) {
        const ranks = Object.entries(detector(region).filters).map(([name, { rank }]) => [
          name,
          rank,
        ]);
        expect(Object.fromEntries(ranks)).to.deep.equal(
          Object.fromEntries(names.map((name, index) => [name, index + 1])),
        );
      }
      expect((await stack.refresh()).changed, names.join()).to.deep.equal([]);
    }
  });

  it("keep ranks that are not set when filters are added, reordered and removed", async () => {
    const of = (names: readonly string[]): Filters =>
      Object.fromEntries(names.map((name) => [name, { criterion: { type: { equals: [name] } } }]));
    const ranks = () =>
      Object.entries(detector("us-east-1").filters).map(
        ([name, { rank }]) => [name, rank] as const,
      );
    await stack.up(program(of(["one", "two", "three"])));
    const first = new Map(ranks());
    for (const names of [
      ["five", "three", "one", "two"],
      ["three", "five"],
      ["three", "one"],
    ]) {
      const up = await stack.up(program(of(names)));
      expect(up.error?.message).to.equal(undefined);
      expect(up.changes["update"]).to.equal(undefined);
      for (const [name, rank] of ranks()) expect(rank).to.equal(first.get(name) ?? rank);
      expect((await stack.refresh()).changed, names.join()).to.deep.equal([]);
    }
  });

  it("are adopted where they exist, and stay when they are removed or detached", async () => {
    const { outputs } = await stack.up(program({}));
    const ids = outputs["detectorIds"] as { [region: string]: string };
    const criterion = { type: { equals: ["Recon:EC2/Portscan"] } };
    const filter = { action: "ARCHIVE" as const, description: "", rank: 1, criterion, tags: {} };
    detector("eu-west-1").filters["scans"] = filter;
    const wrong = { "eu-west-1": { detectorId: ids["us-east-1"]! } };
    const refused = await stack.preview(
      program({ scans: { criterion, rank: 1, existing: wrong } }),
    );
    expect(refused.error?.message).to.contain(
      `filters.scans.existing["eu-west-1"].detectorId: is ${ids["us-east-1"]!}; the account's detector in eu-west-1 is ${ids["eu-west-1"]!}. Fix: set filters.scans.existing["eu-west-1"].detectorId to "${ids["eu-west-1"]!}"`,
    );
    expect(refused.error?.message).to.not.contain("does not exist");
    const adopting: Filters = {
      scans: { criterion, rank: 1, existing: { "eu-west-1": { detectorId: ids["eu-west-1"]! } } },
    };
    const up = await stack.up(program(adopting));
    expect(up.error?.message).to.equal(undefined);
    expect(up.changes["import"]).to.equal(1);
    expect((await stack.up(program(adopting))).changed).to.deep.equal([]);

    const removed = await stack.up(program({}));
    expect(removed.error?.message).to.equal(undefined);
    expect(REGIONS.map((region) => Object.keys(detector(region).filters))).to.deep.equal([
      [],
      ["scans"],
      [],
    ]);

    const detached: Filters = { low: { criterion: { severity: { lessThan: 4 } }, detach: true } };
    expect((await stack.up(program(detached))).error?.message).to.equal(undefined);
    expect((await stack.up(program({}))).error?.message).to.equal(undefined);
    expect(REGIONS.map((region) => "low" in detector(region).filters)).to.deep.equal([
      ...[true, true, true],
    ]);
  });

  it("are one resource for each name and Region", async () => {
    const none = await stack.up(program({}));
    const some = await stack.up(program(named(["one", "two"])));
    expect(none.error?.message).to.equal(undefined);
    expect(some.changes["create"]).to.equal(2 * REGIONS.length);
  });
});
