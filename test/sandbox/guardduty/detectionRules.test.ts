import { expect } from "chai";

import type { Client } from "../../../testing/worlds";
import { ADMIN, clientOf, exportWorld, refusal } from "../../../testing/worlds";

const DAY = 24 * 3_600_000;

describe("Associations of custom detection rules", () => {
  let admin: Client;
  const create = async (RuleId: string, Mode: "LIVE" | "DRY_RUN") => {
    const input = { RuleId, Mode, ClientToken: `${RuleId} ${Mode}` };
    const answer = await admin.call("guardduty:CreateCustomDetectionRuleAssociation", input);
    return answer["RuleAssociation"] as {
      AssociationId: string;
      AccountId: string;
      ExpiresAt?: Date;
    };
  };
  const listed = async (more: object = {}): Promise<[string, string][]> => {
    const answer = await admin.call("guardduty:ListCustomDetectionRuleAssociations", more);
    const all = answer["RuleAssociations"] as { RuleId: string; Mode: string }[];
    return all.map(({ RuleId, Mode }) => [RuleId, Mode]);
  };

  beforeEach(async () => {
    admin = await clientOf(exportWorld());
  });

  it("are listed by rule and mode, a repeated request once", async () => {
    const { AccountId, ExpiresAt, AssociationId } = await create("ami-shared", "LIVE");
    expect([AccountId, ExpiresAt]).to.deep.equal([ADMIN, undefined]);
    expect((await create("ami-shared", "LIVE")).AssociationId).to.equal(AssociationId);
    await create("no-mfa", "DRY_RUN");
    expect(await listed()).to.deep.equal([
      ["ami-shared", "LIVE"],
      ["no-mfa", "DRY_RUN"],
    ]);
    expect(await listed({ Mode: "DRY_RUN" })).to.deep.equal([["no-mfa", "DRY_RUN"]]);
    expect(await listed({ RuleId: "ami-shared" })).to.deep.equal([["ami-shared", "LIVE"]]);
  });

  it("end after 14 days as dry runs, unless they are live by then", async () => {
    await create("no-mfa", "DRY_RUN");
    const { AssociationId } = await create("ami-shared", "DRY_RUN");
    await admin.cloud.advanceClock(13 * DAY);
    const input = { RuleId: "ami-shared", AssociationId, Mode: "LIVE" };
    await admin.call("guardduty:UpdateCustomDetectionRuleAssociation", input);
    await admin.cloud.advanceClock(2 * DAY);
    expect(await listed()).to.deep.equal([["ami-shared", "LIVE"]]);
  });

  it("can be read and deleted by both ids alone", async () => {
    const { AssociationId } = await create("ami-shared", "LIVE");
    const one = { RuleId: "ami-shared", AssociationId };
    const { RuleAssociation } = await admin.call(
      "guardduty:GetCustomDetectionRuleAssociation",
      one,
    );
    expect(RuleAssociation).to.deep.include({ ...one, Mode: "LIVE", AccountId: ADMIN });
    const other = { ...one, RuleId: "no-mfa" };
    const call = "guardduty:DeleteCustomDetectionRuleAssociation";
    expect(await refusal(admin.call(call, other))).to.include("BadRequestException");
    await admin.call(call, one);
    expect(await listed()).to.deep.equal([]);
  });
});
