import { expect } from "chai";
import {
  ADMIN,
  type Client,
  clientOf,
  DETECTOR,
  destinationInput,
  exportWorld,
  refusal,
} from "../../../testing/worlds";

const MEMBER = "222233334444";
const NOT_MEMBER =
  "The request is rejected because the given account ID is not an associated member of account the current account.";
const BOTH = { DetectorId: DETECTOR, AccountIds: [MEMBER, "999900001111"] };

/** An administrator that exports the findings of one member. */
async function administrator(autoEnable?: "ALL" | "NEW"): Promise<Client> {
  const world = exportWorld();
  const relation = { relationshipStatus: "Enabled", viaOrganization: true };
  Object.assign(world.detectors![`${ADMIN}/us-east-1`]!, {
    members: { [MEMBER]: relation },
    ...(autoEnable && {
      organizationConfiguration: { autoEnableOrganizationMembers: autoEnable },
    }),
  });
  world.detectors![`${MEMBER}/us-east-1`] = { id: "f".repeat(32) };
  const client = await clientOf(world);
  await client.call("guardduty:CreatePublishingDestination", destinationInput());
  return client;
}

const UNPROCESSED = [{ AccountId: "999900001111", Result: NOT_MEMBER }];

describe("the monitoring of members", () => {
  it("stops, so that a member has no findings, and starts again", async () => {
    const admin = await administrator();
    const find = async (): Promise<number> =>
      (await admin.cloud.exportFinding(MEMBER, "us-east-1")).length;
    expect(await find()).to.equal(1);
    expect(await admin.call("guardduty:StopMonitoringMembers", BOTH)).to.deep.equal({
      UnprocessedAccounts: UNPROCESSED,
    });
    expect(await find()).to.equal(0);
    const { Members } = await admin.call("guardduty:ListMembers", { DetectorId: DETECTOR });
    expect(Members[0]).to.include({ AccountId: MEMBER, RelationshipStatus: "Disabled" });
    expect(await admin.call("guardduty:StartMonitoringMembers", BOTH)).to.deep.equal({
      UnprocessedAccounts: UNPROCESSED,
    });
    expect(await find()).to.equal(1);
  });

  it("is not stopped while auto-enable is ALL", async () => {
    const admin = await administrator("ALL");
    const input = { DetectorId: DETECTOR, AccountIds: [MEMBER] };
    const { UnprocessedAccounts } = await admin.call("guardduty:StopMonitoringMembers", input);
    expect(UnprocessedAccounts[0].Result).to.contain("auto-enable is ALL");
    expect(await admin.cloud.exportFinding(MEMBER, "us-east-1")).to.have.length(1);
  });
});

describe("the plans of members", () => {
  const Features = [{ Name: "RDS_LOGIN_EVENTS", Status: "ENABLED" }];

  it("are set and read by the administrator, for each account that is a member", async () => {
    const admin = await administrator();
    const status = async (): Promise<unknown> => {
      const answer = await admin.call("guardduty:GetMemberDetectors", BOTH);
      expect(answer["UnprocessedAccounts"]).to.deep.equal(UNPROCESSED);
      const [{ AccountId, Features: all }] = answer["MemberDataSourceConfigurations"];
      expect(AccountId).to.equal(MEMBER);
      const names = all.map(({ Name }: { Name: string }) => Name);
      expect(names).not.to.include.members(["CLOUD_TRAIL"]);
      return all.find(({ Name }: { Name: string }) => Name === "RDS_LOGIN_EVENTS").Status;
    };
    expect(await status()).to.equal("DISABLED");
    expect(
      await admin.call("guardduty:UpdateMemberDetectors", { ...BOTH, Features }),
    ).to.deep.equal({ UnprocessedAccounts: UNPROCESSED });
    expect(await status()).to.equal("ENABLED");
  });

  it("are refused without any, with one of detectors alone, and in the deprecated form", async () => {
    const admin = await administrator();
    const update = (more: object): Promise<string> =>
      refusal(admin.call("guardduty:UpdateMemberDetectors", { ...BOTH, ...more }));
    expect(await update({})).to.contain("invalid or out-of-range value");
    const analyst = [{ Name: "AI_ANALYST", Status: "ENABLED" }];
    expect(await update({ Features: analyst })).to.contain("the JSON could not be processed");
    const DataSources = { S3Logs: { Enable: false } };
    expect(await update({ DataSources })).to.match(/^NotImplemented/);
  });
});
