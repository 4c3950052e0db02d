import { OrgFeature } from "@aws-sdk/client-guardduty";
import { expect } from "chai";

import type { Members } from "../../../sandbox/cloud";
import type { WorldFile } from "../../../sandbox/world";
import { ADMIN, type Client, clientOf, exportWorld, OTHER, refusal } from "../../../testing/worlds";

const MANAGEMENT = "999900001111";
const MEMBER = "222233334444";
const DAY = 86_400_000;
const ENABLE = "guardduty:EnableOrganizationAdminAccount";
const CONFIGURE = "guardduty:UpdateOrganizationConfiguration";

/** ADMIN, MEMBER and OTHER in the organization of MANAGEMENT, without any detector. */
export function organizationWorld(): WorldFile {
  const { accounts } = exportWorld();
  return {
    caller: ADMIN,
    accounts: { ...accounts, [MEMBER]: { optedIn: ["me-south-1"] } },
    organization: { id: "o-abc1234567", management: MANAGEMENT, members: [ADMIN, MEMBER, OTHER] },
  };
}

/** The administrator's client after delegation in a Region, with the id of its detector. */
async function delegated(region = "us-east-1"): Promise<Client & { DetectorId: string }> {
  const client = await clientOf(organizationWorld());
  client.cloud.world.accounts[MANAGEMENT]!.optedIn.push("me-south-1");
  const admin = client.as(ADMIN, region);
  await client.as(MANAGEMENT, region).call(ENABLE, { AdminAccountId: ADMIN });
  const { DetectorIds } = await admin.call("guardduty:ListDetectors");
  return { ...admin, DetectorId: DetectorIds[0] };
}

function statuses({ cloud }: Client, region = "us-east-1"): { [accountId: string]: string } {
  const { members } = cloud.world.detectors[`${ADMIN}/${region}`]!;
  return Object.fromEntries(
    Object.entries(members).map(([id, { relationshipStatus }]) => [id, relationshipStatus]),
  );
}

describe("GuardDuty's delegated administrator", () => {
  it("is made by the management account alone", async () => {
    const client = await clientOf(organizationWorld());
    for (const accountId of [ADMIN, MEMBER]) {
      const enable = client.as(accountId).call(ENABLE, { AdminAccountId: ADMIN });
      expect(await refusal(enable)).to.equal(
        "BadRequestException: The request failed because you do not have required AWS Organization master permission.",
      );
    }
  });

  it("gets GuardDuty in the Region, so that a later create finds a detector", async () => {
    const admin = await delegated();
    const create = admin.call("guardduty:CreateDetector", { Enable: true });
    expect(await refusal(create)).to.contain("a detector already exists");
    expect(admin.cloud.world.organization).to.deep.include({
      serviceAccess: ["guardduty.amazonaws.com"],
      delegatedAdministrators: { [ADMIN]: ["guardduty.amazonaws.com"] },
      guardDutyAdministrators: { "us-east-1": ADMIN },
    });
  });

  it("is the same in every Region, unless the world says that it may differ by Region", async () => {
    for (const administratorByRegion of [false, true]) {
      const client = await clientOf(organizationWorld());
      Object.assign(client.cloud.world.organization!, { administratorByRegion });
      await client.as(MANAGEMENT).call(ENABLE, { AdminAccountId: ADMIN });
      const elsewhere = client.as(MANAGEMENT, "eu-west-1").call(ENABLE, { AdminAccountId: MEMBER });
      if (administratorByRegion) await elsewhere;
      else expect(await refusal(elsewhere)).to.contain("another account is already enabled");
      // In one Region there is one, whatever AWS's pages say.
      const here = client.as(MANAGEMENT).call(ENABLE, { AdminAccountId: OTHER });
      expect(await refusal(here)).to.contain("another account is already enabled");
    }
  });

  it("keeps a detector that it had before", async () => {
    const client = await clientOf(organizationWorld());
    const { DetectorId } = await client.call("guardduty:CreateDetector", { Enable: true });
    await client.as(MANAGEMENT).call(ENABLE, { AdminAccountId: ADMIN });
    expect(await client.call("guardduty:ListDetectors")).to.deep.include({
      DetectorIds: [DetectorId],
    });
  });

  it("is one and the same in all Regions, and of the organization", async () => {
    const admin = await delegated();
    const enable = (AdminAccountId: string) =>
      refusal(admin.as(MANAGEMENT, "eu-west-1").call(ENABLE, { AdminAccountId }));
    expect(await enable(MEMBER)).to.equal(
      "BadRequestException: The request failed because another account is already enabled as GuardDuty delegated administrator for the organization.",
    );
    expect(await enable("123123123123")).to.equal(
      "BadRequestException: The request failed because admin account passed is not member of AWS Organizations.",
    );
    await admin.as(MANAGEMENT, "eu-west-1").call(ENABLE, { AdminAccountId: ADMIN });
  });

  it("is listed until it is disabled, and stays registered with Organizations", async () => {
    const admin = await delegated();
    const management = admin.as(MANAGEMENT);
    const list = () => management.call("guardduty:ListOrganizationAdminAccounts");
    expect((await list())["AdminAccounts"]).to.deep.equal([
      { AdminAccountId: ADMIN, AdminStatus: "ENABLED" },
    ]);
    await management.call("guardduty:DisableOrganizationAdminAccount", { AdminAccountId: ADMIN });
    expect((await list())["AdminAccounts"]).to.deep.equal([]);
    const registered = await management.call("organizations:ListDelegatedAdministrators", {
      ServicePrincipal: "guardduty.amazonaws.com",
    });
    expect(registered["DelegatedAdministrators"].map(({ Id }: Members) => Id)).to.deep.equal([
      ADMIN,
    ]);
  });

  it("alone reads and writes the organization's configuration", async () => {
    const admin = await delegated();
    const other = admin.as(MEMBER);
    const { DetectorId } = await other.call("guardduty:CreateDetector", { Enable: true });
    const update = other.call(CONFIGURE, { DetectorId, AutoEnableOrganizationMembers: "ALL" });
    expect(await refusal(update)).to.contain("invalid or out-of-range value");
    const features = [
      {
        Name: "RUNTIME_MONITORING",
        AutoEnable: "NEW",
        AdditionalConfiguration: [{ Name: "EC2_AGENT_MANAGEMENT", AutoEnable: "ALL" }],
      },
    ];
    const input = { DetectorId: admin.DetectorId, AutoEnableOrganizationMembers: "NEW" };
    await admin.call(CONFIGURE, { ...input, Features: features });
    await admin.call(CONFIGURE, input);
    const read = await admin.call("guardduty:DescribeOrganizationConfiguration", {
      DetectorId: admin.DetectorId,
    });
    expect(read).to.include({ AutoEnable: true, AutoEnableOrganizationMembers: "NEW" });
    const runtime = read["Features"].find(({ Name }: Members) => Name === "RUNTIME_MONITORING");
    expect(runtime.AutoEnable).to.equal("NEW");
    expect(runtime.AdditionalConfiguration).to.deep.include({
      Name: "EC2_AGENT_MANAGEMENT",
      AutoEnable: "ALL",
    });
  });

  it("says which members in exactly one of two ways", async () => {
    const { call, DetectorId } = await delegated();
    for (const input of [{}, { AutoEnable: true, AutoEnableOrganizationMembers: "NEW" }]) {
      const update = call(CONFIGURE, { DetectorId, ...input });
      expect(await refusal(update)).to.contain("invalid or out-of-range value");
    }
  });
});

describe("auto-enable", () => {
  it("ALL enables every account within a day, the management account only with a detector", async () => {
    const admin = await delegated();
    const { DetectorId } = admin;
    const frequency = { FindingPublishingFrequency: "ONE_HOUR" };
    await admin.call("guardduty:UpdateDetector", { DetectorId, ...frequency });
    await admin.call(CONFIGURE, {
      DetectorId,
      AutoEnableOrganizationMembers: "ALL",
      Features: [{ Name: "RUNTIME_MONITORING", AutoEnable: "ALL" }],
    });
    await admin.cloud.advanceClock(DAY - 60_000);
    expect(statuses(admin)).to.deep.equal({});
    await admin.cloud.advanceClock(60_000);
    expect(statuses(admin)).to.deep.equal({
      [MANAGEMENT]: "CannotCreateDetectorInOrganizationMasterAccount",
      [MEMBER]: "Enabled",
      [OTHER]: "Enabled",
    });
    const detector = admin.cloud.world.detectors[`${MEMBER}/us-east-1`]!;
    expect(detector.findingPublishingFrequency).to.equal("ONE_HOUR");
    expect(detector.features["RUNTIME_MONITORING"]?.status).to.equal("ENABLED");
    await admin.as(MANAGEMENT).call("guardduty:CreateDetector", { Enable: true });
    await admin.cloud.advanceClock(DAY);
    expect(statuses(admin)[MANAGEMENT]).to.equal("Enabled");
  });

  it("ALL reaches accounts that join later", async () => {
    const admin = await delegated();
    const { DetectorId } = admin;
    await admin.call(CONFIGURE, { DetectorId, AutoEnableOrganizationMembers: "ALL" });
    await admin.cloud.advanceClock(DAY);
    const world = structuredClone(admin.cloud.world);
    world.organization!.members.push("555566667777");
    world.accounts["555566667777"] = { name: "new", optedIn: [], roles: [] };
    await admin.cloud.replaceWorld(world);
    await admin.cloud.advanceClock(DAY);
    expect(statuses(admin)["555566667777"]).to.equal("Enabled");
  });

  // Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_UpdateOrganizationConfiguration.html
  it("ALL resumes members that are suspended, and takes back those that were removed", async () => {
    const admin = await delegated();
    const { DetectorId, cloud } = admin;
    const set = (which: string) =>
      admin.call(CONFIGURE, { DetectorId, AutoEnableOrganizationMembers: which });
    await set("ALL");
    await cloud.advanceClock(DAY);
    const { members } = cloud.world.detectors[`${ADMIN}/us-east-1`]!;
    const suspended = cloud.world.detectors[`${MEMBER}/us-east-1`]!;
    members[MEMBER]!.relationshipStatus = "Disabled";
    suspended.status = "DISABLED";
    members[OTHER]!.relationshipStatus = "Removed";
    await set("NEW");
    await cloud.advanceClock(DAY);
    expect(statuses(admin)).to.include({ [MEMBER]: "Disabled", [OTHER]: "Removed" });
    await set("ALL");
    await cloud.advanceClock(DAY);
    expect(statuses(admin)).to.include({ [MEMBER]: "Enabled", [OTHER]: "Enabled" });
    expect(suspended.status).to.equal("ENABLED");
  });

  it("ALL resumes a member whose detector alone is suspended", async () => {
    const admin = await delegated();
    const { DetectorId, cloud } = admin;
    await admin.call(CONFIGURE, { DetectorId, AutoEnableOrganizationMembers: "ALL" });
    await cloud.advanceClock(DAY);
    cloud.world.detectors[`${MEMBER}/us-east-1`]!.status = "DISABLED";
    await cloud.advanceClock(DAY);
    expect(cloud.world.detectors[`${MEMBER}/us-east-1`]!.status).to.equal("ENABLED");
  });

  it("ALL of a plan reaches the administrator's own detector, NEW does not", async () => {
    const admin = await delegated();
    const { DetectorId, cloud } = admin;
    const own = () => cloud.world.detectors[`${ADMIN}/us-east-1`]!.features["RUNTIME_MONITORING"];
    for (const [AutoEnable, status] of [
      ["NEW", undefined],
      ["ALL", "ENABLED"],
    ]) {
      await admin.call(CONFIGURE, {
        DetectorId,
        AutoEnableOrganizationMembers: "ALL",
        Features: [{ Name: "RUNTIME_MONITORING", AutoEnable }],
      });
      await cloud.advanceClock(DAY);
      expect(own()?.status).to.equal(status);
    }
  });

  it("NEW enables the accounts that join, and none that were there", async () => {
    const admin = await delegated();
    const { DetectorId } = admin;
    const configure = () =>
      admin.call(CONFIGURE, {
        DetectorId,
        AutoEnableOrganizationMembers: "NEW",
        Features: [{ Name: "RUNTIME_MONITORING", AutoEnable: "NEW" }],
      });
    await configure();
    admin.cloud.world.organization!.members.push("555566667777");
    await admin.cloud.advanceClock(1000);
    expect(statuses(admin)).to.deep.equal({ "555566667777": "Enabled" });
    const { features } = admin.cloud.world.detectors["555566667777/us-east-1"]!;
    expect(features["RUNTIME_MONITORING"]?.status).to.equal("ENABLED");
    expect(
      admin.cloud.world.detectors[`${ADMIN}/us-east-1`]!.features["RUNTIME_MONITORING"],
    ).to.equal(undefined);
    await configure();
    await admin.cloud.advanceClock(DAY);
    expect(statuses(admin)).to.deep.equal({ "555566667777": "Enabled" });
  });

  it("NEW does not lose an account that joins just before the setting is written again", async () => {
    const admin = await delegated();
    const { DetectorId } = admin;
    const configure = () =>
      admin.call(CONFIGURE, { DetectorId, AutoEnableOrganizationMembers: "NEW" });
    await configure();
    admin.cloud.world.organization!.members.push("555566667777");
    await configure();
    await admin.cloud.advanceClock(1000);
    expect(statuses(admin)).to.deep.equal({ "555566667777": "Enabled" });
  });

  it("takes the plans of OrgFeature, which has no AI_ANALYST", async () => {
    const { call, DetectorId } = await delegated();
    const configure = (Name: string) =>
      call(CONFIGURE, {
        DetectorId,
        AutoEnableOrganizationMembers: "NONE",
        Features: [{ Name, AutoEnable: "ALL" }],
      });
    const names = Object.keys(OrgFeature).filter((name) => name !== "EKS_RUNTIME_MONITORING");
    for (const name of names) await configure(name);
    expect(await refusal(configure("AI_ANALYST"))).to.match(/^BadRequestException: /);
    const read = await call("guardduty:DescribeOrganizationConfiguration", { DetectorId });
    expect(read["Features"].map(({ Name }: Members) => Name).sort()).to.deep.equal(
      Object.keys(OrgFeature).sort(),
    );
  });

  it("NONE enables no account and disables no account", async () => {
    const admin = await delegated();
    const { DetectorId } = admin;
    const set = (which: string) =>
      admin.call(CONFIGURE, { DetectorId, AutoEnableOrganizationMembers: which });
    await set("ALL");
    await set("NONE");
    await admin.cloud.advanceClock(DAY);
    expect(statuses(admin)).to.deep.equal({});
    await set("ALL");
    await admin.cloud.advanceClock(DAY);
    await set("NONE");
    expect(statuses(admin)[MEMBER]).to.equal("Enabled");
  });

  it("leaves out accounts that have not enabled an opt-in Region", async () => {
    const admin = await delegated("me-south-1");
    const { DetectorId } = admin;
    await admin.call(CONFIGURE, { DetectorId, AutoEnableOrganizationMembers: "ALL" });
    await admin.cloud.advanceClock(DAY);
    expect(statuses(admin, "me-south-1")).to.include({
      [MEMBER]: "Enabled",
      [OTHER]: "RegionDisabled",
    });
  });
});

describe("Organizations", () => {
  const none =
    "AWSOrganizationsNotInUseException: Your account is not a member of an organization.";

  it("is read by any of its accounts, listed by those who manage it or a part of it", async () => {
    const client = await clientOf(organizationWorld());
    const describeIt = (one: Client) => one.call("organizations:DescribeOrganization");
    expect((await describeIt(client.as(MEMBER)))["Organization"]).to.include({
      Id: "o-abc1234567",
      MasterAccountId: MANAGEMENT,
    });
    const list = (one: Client) => one.call("organizations:ListAccounts");
    expect(await refusal(list(client.as(ADMIN)))).to.match(/^AccessDeniedException: /);
    const admin = await delegated();
    expect((await list(admin))["Accounts"]).to.have.length(4);
    const alone = await clientOf();
    expect(await refusal(describeIt(alone))).to.equal(none);
  });

  it("registers and deregisters delegated administrators by its management account", async () => {
    const client = await clientOf(organizationWorld());
    const management = client.as(MANAGEMENT);
    const input = { AccountId: ADMIN, ServicePrincipal: "guardduty.amazonaws.com" };
    const call = (operation: string, more: Members = {}, by = management) =>
      by.call(`organizations:${operation}DelegatedAdministrator`, { ...input, ...more });
    expect(await refusal(call("Register", {}, client))).to.match(/^AccessDeniedException/);
    expect(await refusal(call("Register"))).to.match(
      /^ConstraintViolationException: .* before you enabled service access\./,
    );
    const access = { ServicePrincipal: input.ServicePrincipal };
    await management.call("organizations:EnableAWSServiceAccess", access);
    await call("Register");
    expect(await refusal(call("Register"))).to.match(/^AccountAlreadyRegisteredException/);
    expect(await refusal(call("Register", { AccountId: MANAGEMENT }))).to.match(
      /^ConstraintViolationException/,
    );
    expect(await refusal(call("Register", { AccountId: "123123123123" }))).to.match(
      /^AccountNotFoundException/,
    );
    await call("Deregister");
    expect(await refusal(call("Deregister"))).to.match(/^AccountNotRegisteredException/);
  });

  it("has trusted access turned on and off", async () => {
    const management = (await clientOf(organizationWorld())).as(MANAGEMENT);
    const ServicePrincipal = "guardduty.amazonaws.com";
    await management.call("organizations:EnableAWSServiceAccess", { ServicePrincipal });
    const list = () => management.call("organizations:ListAWSServiceAccessForOrganization");
    expect((await list())["EnabledServicePrincipals"]).to.have.length(1);
    await management.call("organizations:DisableAWSServiceAccess", { ServicePrincipal });
    expect((await list())["EnabledServicePrincipals"]).to.deep.equal([]);
  });
});

describe("The delegation of GuardDuty", () => {
  for (const [call, input] of [
    ["DeregisterDelegatedAdministrator", { AccountId: ADMIN }],
    ["DisableAWSServiceAccess", {}],
  ] as const) {
    it(`ends in every Region with organizations:${call}, and the members go on by themselves`, async () => {
      const client = await delegated();
      const management = client.as(MANAGEMENT);
      await client.as(MANAGEMENT, "eu-west-1").call(ENABLE, { AdminAccountId: ADMIN });
      await client.call("guardduty:CreateMembers", {
        DetectorId: client.DetectorId,
        AccountDetails: [{ AccountId: MEMBER, Email: "member@example.com" }],
      });
      expect(statuses(client)).to.deep.equal({ [MEMBER]: "Enabled" });
      const ServicePrincipal = "guardduty.amazonaws.com";
      await management.call(`organizations:${call}`, { ...input, ServicePrincipal });
      expect(statuses(client)).to.deep.equal({});
      expect(client.cloud.world.organization!.guardDutyAdministrators).to.deep.equal({});
      expect(client.cloud.world.detectors[`${MEMBER}/us-east-1`]!.status).to.equal("ENABLED");
    });
  }

  it("stays where another service is taken away", async () => {
    const client = await delegated();
    const ServicePrincipal = "config.amazonaws.com";
    await client.as(MANAGEMENT).call("organizations:DisableAWSServiceAccess", { ServicePrincipal });
    expect(client.cloud.world.organization!.guardDutyAdministrators).to.deep.equal({
      "us-east-1": ADMIN,
    });
  });
});

describe("The service-linked role of GuardDuty", () => {
  const RoleName = "AWSServiceRoleForAmazonGuardDuty";

  it("is not deleted while the account has a detector in any Region: the task fails", async () => {
    const client = await clientOf(exportWorld({ region: "us-east-1" }));
    const elsewhere = client.as(ADMIN, "eu-west-1");
    const { DeletionTaskId } = await elsewhere.call("iam:DeleteServiceLinkedRole", { RoleName });
    const status = await client.call("iam:GetServiceLinkedRoleDeletionStatus", { DeletionTaskId });
    expect(status).to.deep.equal({
      Status: "FAILED",
      Reason: {
        Reason: "A service-linked role cannot be deleted while resources use it.",
        RoleUsageList: [{ Region: "us-east-1", Resources: [] }],
      },
    });
  });

  it("is deleted where no detector is, and then is not there", async () => {
    const client = await clientOf(exportWorld());
    const other = client.as(OTHER);
    expect(await refusal(other.call("iam:DeleteServiceLinkedRole", { RoleName }))).to.match(
      /^NoSuchEntity: /,
    );
    const arn = `arn:aws:iam::${OTHER}:role/aws-service-role/guardduty.amazonaws.com/${RoleName}`;
    client.cloud.world.accounts[OTHER]!.roles.push(arn);
    const { DeletionTaskId } = await other.call("iam:DeleteServiceLinkedRole", { RoleName });
    expect(
      await other.call("iam:GetServiceLinkedRoleDeletionStatus", { DeletionTaskId }),
    ).to.deep.equal({ Status: "SUCCEEDED" });
    expect(client.cloud.world.accounts[OTHER]!.roles).not.to.include(arn);
  });
});

describe("account:ListRegions", () => {
  it("lists default, enabled and disabled Regions of the caller, or of a member to the management account", async () => {
    const client = await clientOf(organizationWorld());
    const statusesOf = async (one: Client, input: Members = {}) => {
      const { Regions } = await one.call("account:ListRegions", input);
      return Object.fromEntries(
        Regions.map((region: Members) => [region["RegionName"], region["RegionOptStatus"]]),
      );
    };
    expect(await statusesOf(client)).to.include({
      "us-east-1": "ENABLED_BY_DEFAULT",
      "me-south-1": "ENABLED",
      "af-south-1": "DISABLED",
    });
    const management = client.as(MANAGEMENT);
    expect(await statusesOf(management, { AccountId: OTHER })).to.include({
      "me-south-1": "DISABLED",
    });
    for (const [one, AccountId] of [
      [client, OTHER],
      [client, ADMIN],
      [management, MANAGEMENT],
    ] as const) {
      expect(await refusal(one.call("account:ListRegions", { AccountId }))).to.match(
        /^AccessDeniedException/,
      );
    }
    const filtered = await client.call("account:ListRegions", {
      RegionOptStatusContains: ["ENABLED_BY_DEFAULT"],
    });
    expect(filtered["Regions"]).to.have.length(17);
  });
});
