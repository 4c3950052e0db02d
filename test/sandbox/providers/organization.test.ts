import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { failure, State } from "../../../testing/providers/client";
import { notOwnDetector, refuse } from "../../../testing/providers/observedCloud";
import { providerSuite } from "../../../testing/providers/suite";

const admin = "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount";
const configuration = "aws:guardduty/organizationConfiguration:OrganizationConfiguration";
const organizationFeature =
  "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature";
const feature = "aws:guardduty/detectorFeature:DetectorFeature";
const member = "aws:guardduty/member:Member";
const accepter = "aws:guardduty/inviteAccepter:InviteAccepter";
const accountId = "444455556666";

describe("sandbox/providers guardduty organization", () => {
  const suite = providerSuite();

  /** Answers of operations, without a state behind them. */
  function answer(answers: { [operation: string]: object }): void {
    for (const [operation, found] of Object.entries(answers)) {
      suite.cloud.override[`guardduty:${operation}`] = () => found;
    }
  }

  it("delegates, waits both ways, and swallows no refusal", async () => {
    let status: string | undefined;
    let lists = 0;
    const list = "guardduty:ListOrganizationAdminAccounts";
    suite.cloud.override[list] = () => {
      lists += 1;
      if (lists === 3) status = "ENABLED";
      return {
        AdminAccounts: status ? [{ AdminAccountId: accountId, AdminStatus: status }] : [],
      };
    };
    answer({ EnableOrganizationAdminAccount: {}, DisableOrganizationAdminAccount: {} });
    const old = await suite.make(admin, { adminAccountId: accountId });
    expect(lists).to.be.at.least(3);
    expect([old.id, old.state["adminAccountId"]]).to.deep.equal([accountId, accountId]);

    expect((await failure(suite.aws.delete(admin, old))).message).to.include("disable: timeout");
    status = undefined;
    await suite.aws.delete(admin, old);
    expect((await suite.aws.read(admin, accountId, old)).id).to.equal("");
    suite.cloud.override["guardduty:DisableOrganizationAdminAccount"] = refuse(
      "BadRequestException",
      "no",
    );
    expect((await failure(suite.aws.delete(admin, old))).message).to.include("no");
  });

  it("takes over an organization's configuration and leaves it on", async () => {
    answer({
      UpdateOrganizationConfiguration: {},
      DescribeOrganizationConfiguration: { AutoEnableOrganizationMembers: "ALL", Features: [] },
    });
    const news = { detectorId: "d", autoEnableOrganizationMembers: "ALL" };
    const old = await suite.make(configuration, news);
    expect(old.id).to.equal("d");
    suite.cloud.operations();
    await suite.aws.delete(configuration, old);
    expect(suite.cloud.operations()).to.deep.equal([]);
  });

  it("resends the configuration of the organization with each feature, one at a time", async () => {
    const name = "RUNTIME_MONITORING";
    const additional = { Name: "EC2_AGENT_MANAGEMENT", AutoEnable: "NEW" };
    answer({
      DescribeOrganizationConfiguration: {
        AutoEnableOrganizationMembers: "NEW",
        Features: [{ Name: name, AutoEnable: "ALL", AdditionalConfiguration: [additional] }],
      },
      UpdateOrganizationConfiguration: {},
    });
    const news = {
      detectorId: "d",
      name,
      autoEnable: "ALL",
      additionalConfigurations: [{ name: additional.Name, autoEnable: "NEW" }],
    };
    const [inputs] = await suite.aws.check(organizationFeature, "thing", news);
    const described = suite.cloud.override["guardduty:DescribeOrganizationConfiguration"]!;
    suite.cloud.override["guardduty:DescribeOrganizationConfiguration"] = (...args) =>
      sleep(5).then(() => described(...args) as object);
    const [old] = await Promise.all([
      suite.aws.create(organizationFeature, inputs),
      suite.aws.create(organizationFeature, inputs),
    ]);
    expect(old.id).to.equal(`d/${name}`);
    expect((await suite.aws.diff(organizationFeature, old, inputs)).keys).to.deep.equal([]);
    const writes = suite.cloud.calls.filter(({ operation }) => /Update/.test(operation));
    expect(writes[0]?.input).to.deep.equal({
      DetectorId: "d",
      AutoEnableOrganizationMembers: "NEW",
      Features: [{ Name: name, AutoEnable: "ALL", AdditionalConfiguration: [additional] }],
    });
    const order = suite.cloud.operations().map((operation) => operation.slice("guardduty:".length));
    expect(order.slice(0, 2)).to.deep.equal([
      "DescribeOrganizationConfiguration",
      "UpdateOrganizationConfiguration",
    ]);

    suite.cloud.override["guardduty:DescribeOrganizationConfiguration"] = refuse(
      "BadRequestException",
      "no",
    );
    expect((await failure(suite.aws.create(organizationFeature, inputs))).message).to.match(
      /^reading GuardDuty Organization Configuration \(d\): /,
    );
  });

  it("sets one feature of a detector, and forgets it without a call", async () => {
    answer({
      UpdateDetector: {},
      GetDetector: { Features: [{ Name: "S3_DATA_EVENTS", Status: "ENABLED" }] },
    });
    const news = { detectorId: "d", name: "S3_DATA_EVENTS", status: "ENABLED" };
    const old = await suite.make(feature, news);
    expect(old.id).to.equal("d/S3_DATA_EVENTS");
    expect((await suite.aws.diff(feature, old, old.inputs)).keys).to.deep.equal([]);
    suite.cloud.operations();
    await suite.aws.delete(feature, old);
    expect(suite.cloud.operations()).to.deep.equal([]);
    answer({ GetDetector: { Features: [] } });
    expect((await suite.aws.read(feature, old.id, old)).id).to.equal("");
    expect((await failure(suite.aws.read(feature, "d"))).message).to.equal(
      "unexpected format for ID (d), expected DETECTORID/FEATURENAME",
    );
  });

  const news = { accountId, detectorId: "d", email: "a@example.com" };

  it("notices a refused member only when there is none to read", async () => {
    answer({
      CreateMembers: { UnprocessedAccounts: [{ AccountId: accountId, Result: "no" }] },
      GetMembers: { Members: [] },
    });
    const { message, kept } = await suite.refused(member, news);
    expect(message).to.include(`(d:${accountId}): couldn't find resource`);
    expect(kept).to.equal(undefined);
  });

  it("reads an organization's member back as invited, which the program did not say", async () => {
    const found = {
      AccountId: accountId,
      Email: "other@example.com",
      RelationshipStatus: "Enabled",
    };
    answer({ CreateMembers: {}, GetMembers: { Members: [found] }, DisassociateMembers: {} });
    const old = await suite.make(member, news);
    expect(old.state).to.include({ invite: true, relationshipStatus: "Enabled" });
    const changes = await suite.aws.diff(member, old, old.inputs);
    expect([changes.keys, changes.replaces]).to.deep.equal([["email", "invite"], ["email"]]);
    suite.cloud.operations();
    await suite.aws.update(member, old, old.inputs);
    expect(suite.cloud.operations()[0]).to.equal("guardduty:DisassociateMembers");
    const ignored = await suite.aws.diff(member, old, old.inputs, ["email", "invite"]);
    expect(ignored.keys).to.deep.equal([]);
  });

  it("invites, checks that answer, and deletes without asking what came of it", async () => {
    answer({
      CreateMembers: {},
      InviteMembers: { UnprocessedAccounts: [{ AccountId: accountId, Result: "is not yours" }] },
      GetMembers: { Members: [{ Email: news.email, RelationshipStatus: "Created" }] },
      DeleteMembers: { UnprocessedAccounts: [{ AccountId: accountId, Result: "associated" }] },
    });
    const program = { ...news, invite: true };
    const { message, kept } = await suite.refused(member, program);
    expect(message).to.equal(`inviting GuardDuty Member (d:${accountId}): is not yours`);
    expect(kept?.id).to.equal(`d:${accountId}`);
    answer({ InviteMembers: {} });
    expect((await suite.refused(member, program)).message).to.include(
      "expected GuardDuty Member to be invited but was in state: Created",
    );
    await suite.aws.delete(member, kept as State);
    expect((await failure(suite.aws.read(member, "d"))).message).to.equal(
      "GuardDuty Member ID must be of the form <Detector ID>:<Member AWS Account ID>, was provided: d",
    );
  });

  it("accepts the invitation of the account it names", async () => {
    const invitation = { AccountId: accountId, InvitationId: "i" };
    answer({
      ListInvitations: { Invitations: [{ AccountId: "1" }] },
      AcceptInvitation: {},
      GetMasterAccount: { Master: { AccountId: accountId } },
      DisassociateFromMasterAccount: {},
    });
    const program = { detectorId: "d", masterAccountId: accountId };
    expect((await suite.refused(accepter, program)).message).to.include(
      `unable to find pending GuardDuty Invitation for detector ID (d) from master account ID (${accountId})`,
    );
    answer({ ListInvitations: { Invitations: [{ AccountId: "1" }, invitation] } });
    const old = await suite.make(accepter, program);
    expect(old.state).to.include({ id: "d", masterAccountId: accountId });
    answer({ GetMasterAccount: {} });
    expect((await failure(suite.aws.read(accepter, "d", old))).message).to.include(
      "empty response",
    );
    const gone = refuse("BadRequestException", notOwnDetector);
    suite.cloud.override["guardduty:GetMasterAccount"] = gone;
    expect((await suite.aws.read(accepter, "d", old)).id).to.equal("");
    await suite.aws.delete(accepter, old);
  });
});
