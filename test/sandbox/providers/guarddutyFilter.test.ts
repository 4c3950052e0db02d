import { expect } from "chai";
import { providerSuite } from "../../../testing/providers/suite";
import { ADMIN, DETECTOR, exportWorld } from "../../../testing/worlds";

const type = "aws:guardduty/filter:Filter";

describe("sandbox/providers filters", () => {
  const suite = providerSuite(exportWorld());
  const criterions = [
    { field: "type", matches: ["Recon:EC2/*"] },
    { field: "severity", greaterThanOrEqual: "4", lessThan: "7" },
    { field: "updatedAt", greaterThan: "2026-01-01T00:00:00Z" },
  ];
  const news = {
    ...{ detectorId: DETECTOR, name: "probes", action: "ARCHIVE", rank: 1 },
    findingCriteria: { criterions },
  };

  it("are made with every operator, and read as they were given", async () => {
    const old = await suite.make(type, { ...news, tags: { a: "b" } });
    expect(old.id).to.equal(`${DETECTOR}:probes`);
    expect(old.state).to.deep.include({
      arn: `arn:aws:guardduty:us-east-1:${ADMIN}:detector/${DETECTOR}/filter/probes`,
      action: "ARCHIVE",
      rank: 1,
      findingCriteria: { criterions },
      tagsAll: { a: "b" },
    });
    const { criterion } = suite.cloud.world.detectors[`${ADMIN}/us-east-1`]!.filters["probes"]!;
    expect(criterion).to.deep.equal({
      type: { matches: ["Recon:EC2/*"] },
      severity: { greaterThanOrEqual: 4, lessThan: 7 },
      updatedAt: { greaterThan: Date.parse("2026-01-01T00:00:00Z") },
    });
    const imported = await suite.aws.read(type, old.id);
    expect(imported.inputs).to.deep.include({ action: "ARCHIVE", findingCriteria: { criterions } });
  });

  it("are not changed by another order of fields, and changed in one call by another criterion", async () => {
    const old = await suite.make(type, news);
    const turned = { ...news, findingCriteria: { criterions: [...criterions].reverse() } };
    expect((await suite.plan(type, old, turned)).keys).to.deep.equal([]);
    const wider = { ...news, findingCriteria: { criterions: criterions.slice(0, 1) }, rank: 2 };
    const next = await suite.change(type, old, wider);
    expect(suite.cloud.operations()).to.deep.equal([
      "guardduty:UpdateFilter",
      "guardduty:GetFilter",
    ]);
    expect(next.state).to.deep.include({ findingCriteria: wider.findingCriteria, rank: 2 });
    expect((await suite.plan(type, next, { ...wider, name: "other" })).replaces).to.deep.equal([
      "name",
    ]);
  });

  it("show in a refresh what was changed by hand, and are gone when they were deleted", async () => {
    const old = await suite.make(type, news);
    const ids = { DetectorId: DETECTOR, FilterName: "probes" };
    await suite.cloud.ask("guardduty:UpdateFilter", { ...ids, Action: "NOOP" });
    expect((await suite.aws.read(type, old.id, old)).state).to.include({ action: "NOOP" });
    await suite.aws.delete(type, old);
    expect((await suite.aws.read(type, old.id, old)).id).to.equal("");
    await suite.aws.delete(type, old);
  });

  const wrong: [what: string, program: object, text: string][] = [
    [
      "an action that is none",
      { action: "DROP" },
      `expected action to be one of ["NOOP" "ARCHIVE"], got DROP`,
    ],
    ["a name with a space", { name: "a b c" }, "invalid value for name"],
    [
      "a name of two letters",
      { name: "ab" },
      "expected length of name to be in the range (3 - 64)",
    ],
    [
      "a bound that is no number",
      { findingCriteria: { criterions: [{ field: "severity", greaterThan: "high" }] } },
      "expected greaterThan of severity to be a whole number, got high",
    ],
    [
      "a number for the one field that takes dates",
      { findingCriteria: { criterions: [{ field: "updatedAt", greaterThan: "7" }] } },
      "expected greaterThan of updatedAt to be an RFC 3339 date, got 7",
    ],
  ];
  for (const [what, program, text] of wrong) {
    it(`are refused with ${what}, before anything is made`, async () => {
      expect(await suite.problems(type, { ...news, ...program })).to.contain(text);
    });
  }
});
