import { expect } from "chai";
import type { Members } from "../../../sandbox/cloud";
import {
  ADMIN,
  BUCKET,
  type Client,
  clientOf,
  DETECTOR,
  destinationInput,
  exportWorld,
  OTHER,
  refusal,
} from "../../../testing/worlds";

const MANAGEMENT = "999900001111";
const MEMBER = "222233334444";
const OUTSIDER = "666677778888";

/** ADMIN with the detector of `exportWorld` administers an organization of MEMBER and OTHER; OUTSIDER is not in it. */
async function administrator(): Promise<Client> {
  const client = await clientOf({
    ...exportWorld(),
    accounts: {
      ...exportWorld().accounts,
      [MEMBER]: {},
      [OUTSIDER]: { email: "outsider@example.com" },
    },
    organization: { management: MANAGEMENT, members: [ADMIN, MEMBER, OTHER] },
  });
  const management = client.as(MANAGEMENT);
  await management.call("guardduty:EnableOrganizationAdminAccount", { AdminAccountId: ADMIN });
  return client;
}

function create(client: Client, ...ids: string[]): Promise<Members> {
  const AccountDetails = ids.map((AccountId) => ({
    AccountId,
    Email: AccountId === OUTSIDER ? "outsider@example.com" : `${AccountId}@example.com`,
  }));
  return client.call("guardduty:CreateMembers", { DetectorId: DETECTOR, AccountDetails });
}

function onMembers(client: Client, operation: string, ...AccountIds: string[]): Promise<Members> {
  return client.call(`guardduty:${operation}`, { DetectorId: DETECTOR, AccountIds });
}

async function statusOf(client: Client, accountId: string): Promise<string | undefined> {
  return (await onMembers(client, "GetMembers", accountId))["Members"][0]?.RelationshipStatus;
}

function resultOf({ UnprocessedAccounts }: Members): string {
  return UnprocessedAccounts[0]?.Result;
}

async function joined(): Promise<{ admin: Client; member: Client; memberDetector: string }> {
  const admin = await administrator();
  await create(admin, MEMBER);
  const member = admin.as(MEMBER);
  const { DetectorIds } = await member.call("guardduty:ListDetectors");
  return { admin, member, memberDetector: DetectorIds[0] };
}

describe("members", () => {
  it("of the organization get GuardDuty and are enabled without an invitation", async () => {
    const { admin, memberDetector } = await joined();
    const { Members } = await onMembers(admin, "GetMembers", MEMBER);
    expect(Members[0]).to.include({
      AccountId: MEMBER,
      DetectorId: memberDetector,
      AdministratorId: ADMIN,
      RelationshipStatus: "Enabled",
    });
  });

  it("are 50 a call at most, and at least one", async () => {
    const admin = await administrator();
    const many = Array.from({ length: 51 }, (_, n) => `7777000000${String(n).padStart(2, "0")}`);
    expect(await create(admin, ...many.slice(1))).to.deep.equal({ UnprocessedAccounts: [] });
    for (const operation of [
      "InviteMembers",
      "DisassociateMembers",
      "DeleteMembers",
      "GetMembers",
    ]) {
      const call = onMembers(admin, operation, ...many);
      expect(await refusal(call), operation).to.contain("array was 51. Max allowed length is 50.");
    }
    expect(await refusal(create(admin, ...many))).to.contain("Max allowed length is 50.");
    expect(await refusal(create(admin))).to.contain("invalid or out-of-range value");
  });

  it("cannot be the administrator itself, one twice, or the management account without GuardDuty", async () => {
    const { admin } = await joined();
    expect(resultOf(await create(admin, ADMIN))).to.contain("itself");
    expect(resultOf(await create(admin, MEMBER))).to.contain("already a member");
    expect(resultOf(await create(admin, MANAGEMENT))).to.equal(
      "Operation failed because your organization master must first enable GuardDuty to be added as a member",
    );
    await admin.as(MANAGEMENT).call("guardduty:CreateDetector", { Enable: true });
    expect(await create(admin, MANAGEMENT)).to.deep.equal({ UnprocessedAccounts: [] });
  });

  it("take the administrator's frequency, now and whenever it changes, and cannot set one", async () => {
    const { admin, member, memberDetector } = await joined();
    const set = (one: Client, DetectorId: string, FindingPublishingFrequency: string) =>
      one.call("guardduty:UpdateDetector", { DetectorId, FindingPublishingFrequency });
    await set(admin, DETECTOR, "FIFTEEN_MINUTES");
    const detector = await member.call("guardduty:GetDetector", { DetectorId: memberDetector });
    expect(detector["FindingPublishingFrequency"]).to.equal("FIFTEEN_MINUTES");
    expect(await refusal(set(member, memberDetector, "ONE_HOUR"))).to.match(/^BadRequestException/);
  });

  it("keep the administrator's detector from being deleted until they are let go", async () => {
    const { admin } = await joined();
    const remove = () => admin.call("guardduty:DeleteDetector", { DetectorId: DETECTOR });
    expect(await refusal(remove())).to.contain(
      "the current account cannot delete detector while it has invited or associated members.",
    );
    expect(resultOf(await onMembers(admin, "DeleteMembers", MEMBER))).to.contain("associated");
    await onMembers(admin, "DisassociateMembers", MEMBER);
    expect(await statusOf(admin, MEMBER)).to.equal("Removed");
    expect(await onMembers(admin, "DeleteMembers", MEMBER)).to.deep.equal({
      UnprocessedAccounts: [],
    });
    await remove();
  });

  it("keep their own detector, which they cannot delete while they belong to the organization's administrator", async () => {
    const { admin, member, memberDetector } = await joined();
    const remove = () => member.call("guardduty:DeleteDetector", { DetectorId: memberDetector });
    expect(await refusal(remove())).to.match(/^BadRequestException/);
    await onMembers(admin, "DisassociateMembers", MEMBER);
    expect(admin.cloud.world.detectors[`${MEMBER}/us-east-1`]?.status).to.equal("ENABLED");
    await remove();
  });

  it("cannot suspend their own detector until they are let go", async () => {
    const { admin, member, memberDetector: DetectorId } = await joined();
    const suspend = () => member.call("guardduty:UpdateDetector", { DetectorId, Enable: false });
    expect(await refusal(suspend())).to.match(/^BadRequestException/);
    await onMembers(admin, "DisassociateMembers", MEMBER);
    await suspend();
    expect(admin.cloud.world.detectors[`${MEMBER}/us-east-1`]?.status).to.equal("DISABLED");
  });

  it("are not let go while auto-enable is ALL", async () => {
    const { admin } = await joined();
    const set = (which: string) =>
      admin.call("guardduty:UpdateOrganizationConfiguration", {
        DetectorId: DETECTOR,
        AutoEnableOrganizationMembers: which,
      });
    await set("ALL");
    expect(resultOf(await onMembers(admin, "DisassociateMembers", MEMBER))).to.be.a("string");
    await set("NONE");
    expect(await onMembers(admin, "DisassociateMembers", MEMBER)).to.deep.equal({
      UnprocessedAccounts: [],
    });
  });

  it("from outside are invited, accept, and may leave", async () => {
    const admin = await administrator();
    await create(admin, OUTSIDER);
    expect(await statusOf(admin, OUTSIDER)).to.equal("Created");
    await onMembers(admin, "InviteMembers", OUTSIDER);
    expect(await statusOf(admin, OUTSIDER)).to.equal("Invited");

    const outsider = admin.as(OUTSIDER);
    const { DetectorId } = await outsider.call("guardduty:CreateDetector", { Enable: true });
    const { Invitations } = await outsider.call("guardduty:ListInvitations");
    expect(Invitations[0]).to.include({ AccountId: ADMIN, RelationshipStatus: "Invited" });
    const accept = (InvitationId: string) =>
      outsider.call("guardduty:AcceptAdministratorInvitation", {
        DetectorId,
        AdministratorId: ADMIN,
        InvitationId,
      });
    expect(await refusal(accept("f".repeat(32)))).to.equal(
      "BadRequestException: The request is rejected because the current account does not have an invitation from the requested master account.",
    );
    await accept(Invitations[0].InvitationId);
    const read = await outsider.call("guardduty:GetAdministratorAccount", { DetectorId });
    expect(read["Administrator"]).to.include({ AccountId: ADMIN, RelationshipStatus: "Enabled" });
    await outsider.call("guardduty:DisassociateFromAdministratorAccount", { DetectorId });
    expect(await statusOf(admin, OUTSIDER)).to.equal("Resigned");
    expect(await outsider.call("guardduty:GetAdministratorAccount", { DetectorId })).to.deep.equal({
      Administrator: undefined,
    });
  });

  it("cannot leave the organization's administrator by themselves", async () => {
    const { member, memberDetector } = await joined();
    const leave = member.call("guardduty:DisassociateFromAdministratorAccount", {
      DetectorId: memberDetector,
    });
    expect(await refusal(leave)).to.match(/^BadRequestException/);
  });

  it("are not invited by an address that is not theirs", async () => {
    const admin = await administrator();
    await admin.call("guardduty:CreateMembers", {
      DetectorId: DETECTOR,
      AccountDetails: [{ AccountId: OUTSIDER, Email: "someone.else@example.com" }],
    });
    await onMembers(admin, "InviteMembers", OUTSIDER);
    expect(await statusOf(admin, OUTSIDER)).to.equal("EmailVerificationFailed");
  });

  it("are listed when they are associated, or all of them", async () => {
    const { admin } = await joined();
    await create(admin, OUTSIDER);
    const list = async (more: Members) => {
      const { Members } = await admin.call("guardduty:ListMembers", {
        DetectorId: DETECTOR,
        ...more,
      });
      return Members.map(({ AccountId }: { AccountId: string }) => AccountId);
    };
    expect(await list({})).to.deep.equal([MEMBER]);
    expect(await list({ OnlyAssociated: "false" })).to.have.members([MEMBER, OUTSIDER]);
    const { UnprocessedAccounts } = await onMembers(admin, "GetMembers", "123123123123");
    expect(UnprocessedAccounts).to.have.length(1);
  });

  it("become standalone when the delegation ends", async () => {
    const { admin, member, memberDetector } = await joined();
    await admin
      .as(MANAGEMENT)
      .call("guardduty:DisableOrganizationAdminAccount", { AdminAccountId: ADMIN });
    const update = { DetectorId: memberDetector, FindingPublishingFrequency: "ONE_HOUR" };
    await member.call("guardduty:UpdateDetector", update);
    await admin.call("guardduty:DeleteDetector", { DetectorId: DETECTOR });
  });
});

describe("findings of members", () => {
  it("leave by the administrator's destination of that Region and by no other", async () => {
    const { admin } = await joined();
    await admin.call("guardduty:CreatePublishingDestination", destinationInput());
    const deliveries = await admin.cloud.exportFinding(MEMBER, "us-east-1");
    expect(deliveries).to.have.length(1);
    expect(deliveries[0]).to.deep.include({ administrator: ADMIN, bucket: BUCKET });
    expect(deliveries[0]?.key).to.match(/^AWSLogs\/222233334444\/GuardDuty\/us-east-1\//);

    await admin.as(MEMBER, "eu-west-1").call("guardduty:CreateDetector", { Enable: true });
    expect(await admin.cloud.exportFinding(MEMBER, "eu-west-1")).to.deep.equal([]);
  });

  it("stop when the member is let go, and are not exported before an invitation is accepted", async () => {
    const { admin } = await joined();
    await admin.call("guardduty:CreatePublishingDestination", destinationInput());
    await onMembers(admin, "DisassociateMembers", MEMBER);
    expect(await admin.cloud.exportFinding(MEMBER, "us-east-1")).to.deep.equal([]);
    await create(admin, OUTSIDER);
    await onMembers(admin, "InviteMembers", OUTSIDER);
    await admin.as(OUTSIDER).call("guardduty:CreateDetector", { Enable: true });
    expect(await admin.cloud.exportFinding(OUTSIDER, "us-east-1")).to.deep.equal([]);
  });

  it("leave twice when the member has a destination of its own", async () => {
    const { admin, memberDetector } = await joined();
    await admin.call("guardduty:CreatePublishingDestination", destinationInput());
    const { destinations } = admin.cloud.world.detectors[`${ADMIN}/us-east-1`]!;
    const [own] = Object.values(structuredClone(destinations));
    admin.cloud.world.detectors[`${MEMBER}/us-east-1`]!.destinations = { ["b".repeat(32)]: own! };
    const deliveries = await admin.cloud.exportFinding(MEMBER, "us-east-1");
    expect(deliveries.map(({ administrator }) => administrator)).to.deep.equal([ADMIN, MEMBER]);
    expect(deliveries[1]?.refusal?.statements?.[0]?.text, memberDetector).to.contain("aws:Source");
  });
});
