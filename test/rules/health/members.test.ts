import { expect } from "chai";

import { memberFindings, memberPlanFindings } from "../../../rules/health";

const [ONE, OTHER] = ["222233334444", "333344445555"];
const AT = { detectorRegion: "eu-west-1", detectorId: "a".repeat(32) };
const PLAN = "S3_DATA_EVENTS";

describe("The protection plans of members", () => {
  const members = (one: string, other: string) => [
    { accountId: ONE, plans: { [PLAN]: one } },
    { accountId: OTHER, plans: { [PLAN]: other } },
  ];
  const disabled = { ofMembers: { [ONE]: { [PLAN]: "DISABLED" } } };

  it("may be off in a member for which the configuration turns them off", () => {
    const found = memberPlanFindings(AT, { [PLAN]: "ENABLED" }, members("DISABLED", "ENABLED"), {
      ...{ ...disabled, forAll: [PLAN] },
    });
    expect(found).to.deep.equal([]);
  });

  it("are held against those of single members alone, and others against those of all", () => {
    const found = memberPlanFindings(AT, {}, members("ENABLED", "DISABLED"), {
      ...{ ...disabled, forAll: [PLAN] },
    });
    const differs = { accountId: ONE, plan: PLAN, value: "ENABLED", expected: "DISABLED" };
    expect(
      found.map(({ severity: _severity, confirmed: _confirmed, ...finding }) => finding),
    ).to.deep.equal([
      { id: "memberPlanDisabled", ...AT, plan: PLAN, count: 1, first: [OTHER], members: 2 },
      { id: "memberPlanDiffers", ...differs },
    ]);
  });

  it("are disabled where GuardDuty does not list them, if they are set for a member", () => {
    const found = memberPlanFindings(AT, {}, [{ accountId: ONE, plans: {} }], {
      ofMembers: { [ONE]: { AI_PROTECTION: "ENABLED" } },
    });
    expect(found.map(({ id }) => id)).to.deep.equal(["memberPlanDiffers"]);
  });
});

describe("Excluded accounts", () => {
  const found = (status?: string) =>
    memberFindings(
      AT,
      { accountIds: new Set(), byAutoEnable: false, excluded: [ONE] },
      status === undefined ? [] : [{ accountId: ONE, status }],
    ).map(({ id }) => id);

  it("are found as enabled members alone", () => {
    expect(found("Enabled")).to.deep.equal(["excludedMembersEnabled"]);
  });

  it("may be unknown, removed, suspended, or not yet members", () => {
    const statuses = [undefined, "Removed", "Disabled", "Resigned", "Created", "Invited"];
    expect(statuses.flatMap(found)).to.deep.equal([]);
  });
});
