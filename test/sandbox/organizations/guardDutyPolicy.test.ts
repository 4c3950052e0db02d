import { expect } from "chai";

import type { Members } from "../../../sandbox/cloud";
import {
  ADMIN,
  MANAGEMENT,
  MEMBER,
  PAYMENTS,
  ROOT,
  treeWorld,
} from "../../../testing/organizations";
import { type Client, clientOf, OTHER, refusal } from "../../../testing/worlds";

const DAY = 86_400_000;
const POLICY = "p-guardduty";
const MANAGED =
  "The request is rejected because a GuardDuty policy of AWS Organizations manages this setting for the account.";

const set = (value: "enabled" | "disabled", more: object = {}) => ({
  status: { "@@assign": value },
  ...more,
});
const ON = set("enabled");
const RUNTIME = set("enabled", { additional_configuration: { ec2_agent_management: ON } });

/** A default with two plans, and a Region that has other ones. */
const ENABLEMENT = {
  default: { foundational: ON, s3_data_events: ON, runtime_monitoring: RUNTIME },
  "eu-west-1": { foundational: ON, rds_login_events: set("disabled") },
};

type Settings = NonNullable<Parameters<typeof treeWorld>[0]>;

/** ADMIN administers GuardDuty in us-east-1; MEMBER, in a unit, has it in no Region. */
async function organization(enablement: object, more: Settings = {}): Promise<Client> {
  const world = treeWorld({
    serviceAccess: ["guardduty.amazonaws.com"],
    delegatedAdministrators: { [ADMIN]: ["guardduty.amazonaws.com"] },
    guardDutyAdministrators: { "us-east-1": ADMIN },
    policyTypes: ["GUARDDUTY_POLICY"],
    policies: {
      [POLICY]: { type: "GUARDDUTY_POLICY", name: "all", content: { guardduty: { enablement } } },
    },
    attachments: { [PAYMENTS]: [POLICY] },
    ...more,
  });
  const client = await clientOf({
    ...world,
    accounts: { ...world.accounts, [OTHER]: {} },
    detectors: { [`${ADMIN}/us-east-1`]: {} },
  });
  await client.cloud.advanceClock(0);
  return client;
}

const detectorOf = ({ cloud }: Client, accountId = MEMBER, region = "us-east-1") =>
  cloud.world.detectors[`${accountId}/${region}`];

const id = (client: Client, accountId = MEMBER, region = "us-east-1") => ({
  DetectorId: detectorOf(client, accountId, region)!.id,
});

/** Name of each plan with its status, and whether the policy manages it. */
async function plansOf(client: Client, region = "us-east-1"): Promise<{ [name: string]: string }> {
  const member = client.as(MEMBER, region);
  const { Features } = await member.call("guardduty:GetDetector", id(client, MEMBER, region));
  const shown = (Features as Members[]).map(({ Name, Status, ManagedBy }) => [
    Name,
    `${Status}${ManagedBy === undefined ? "" : ` by ${ManagedBy}`}`,
  ]);
  return Object.fromEntries(shown);
}

const call = (client: Client, accountId: string, operation: string, input: Members) =>
  client.as(accountId).call(`guardduty:${operation}`, input);

describe("Regional auto-enable and the policy type GUARDDUTY_POLICY", () => {
  for (const policyTypes of [[], ["GUARDDUTY_POLICY" as const]]) {
    const isOn = policyTypes.length > 0;
    it(`${isOn ? "does not apply with it" : "applies without it"}, though no policy is attached`, async () => {
      const client = await organization(ENABLEMENT, { attachments: {}, policyTypes });
      const features = [{ Name: "S3_DATA_EVENTS", AutoEnable: "ALL" }];
      await call(client, ADMIN, "UpdateOrganizationConfiguration", {
        ...id(client, ADMIN),
        ...{ AutoEnableOrganizationMembers: "ALL", Features: features },
      });
      await client.cloud.advanceClock(2 * DAY);
      const hasDetector = detectorOf(client) !== undefined;
      expect(hasDetector).to.equal(!isOn);
    });
  }

  it("does not set plans of accounts that are added by hand", async () => {
    const client = await organization(ENABLEMENT, { attachments: {} });
    await call(client, ADMIN, "UpdateOrganizationConfiguration", {
      ...id(client, ADMIN),
      AutoEnableOrganizationMembers: "NEW",
      Features: [{ Name: "RUNTIME_MONITORING", AutoEnable: "ALL" }],
    });
    const AccountDetails = [{ AccountId: MEMBER, Email: "payments@example.com" }];
    await call(client, ADMIN, "CreateMembers", { ...id(client, ADMIN), AccountDetails });
    expect((await plansOf(client))["RUNTIME_MONITORING"]).to.equal("DISABLED");
  });
});

describe("A GuardDuty policy that is attached", () => {
  it("enables GuardDuty and its plans in every Region of the accounts under it", async () => {
    const client = await organization(ENABLEMENT);
    expect(await plansOf(client)).to.deep.include({
      S3_DATA_EVENTS: "ENABLED by GUARDDUTY_POLICY",
      RUNTIME_MONITORING: "ENABLED by GUARDDUTY_POLICY",
      RDS_LOGIN_EVENTS: "DISABLED",
      LAMBDA_NETWORK_LOGS: "DISABLED",
    });
    expect(detectorOf(client, MEMBER, "ap-south-1")?.status).to.equal("ENABLED");
    expect(detectorOf(client, OTHER)).to.equal(undefined);
    expect(detectorOf(client, MANAGEMENT)).to.equal(undefined);
    // It is off in a Region that the account has not enabled.
    expect(detectorOf(client, MEMBER, "me-south-1")).to.equal(undefined);
  });

  it("has a Region's block in place of the default one", async () => {
    const client = await organization(ENABLEMENT);
    expect(await plansOf(client, "eu-west-1")).to.deep.include({
      S3_DATA_EVENTS: "DISABLED",
      RUNTIME_MONITORING: "DISABLED",
      RDS_LOGIN_EVENTS: "DISABLED by GUARDDUTY_POLICY",
    });
  });

  it("leaves Regions alone that it has no block for", async () => {
    const client = await organization({ "eu-west-1": { foundational: ON } });
    expect(detectorOf(client, MEMBER, "eu-west-1")?.status).to.equal("ENABLED");
    expect(detectorOf(client)).to.equal(undefined);
    const created = await call(client, MEMBER, "CreateDetector", { Enable: false });
    await call(client, MEMBER, "UpdateDetector", { ...created, Enable: true });
    expect(Object.values(await plansOf(client)).join()).to.not.contain("GUARDDUTY_POLICY");
  });

  it("makes the accounts members of the administrator, who sees what manages their plans", async () => {
    const client = await organization(ENABLEMENT);
    const input = { ...id(client, ADMIN), AccountIds: [MEMBER] };
    const { Members: members } = await call(client, ADMIN, "GetMembers", input);
    expect(members[0].RelationshipStatus).to.equal("Enabled");
    const found = await call(client, ADMIN, "GetMemberDetectors", input);
    const [{ Features }] = found["MemberDataSourceConfigurations"];
    const runtime = (Features as Members[]).find(({ Name }) => Name === "RUNTIME_MONITORING")!;
    expect(runtime["ManagedBy"]).to.equal("GUARDDUTY_POLICY");
    expect(
      runtime["AdditionalConfiguration"].map(({ Name, Status, ManagedBy }: Members) => [
        ...[Name, Status, ManagedBy],
      ]),
    ).to.deep.equal([
      ["EKS_ADDON_MANAGEMENT", "DISABLED", undefined],
      ["ECS_FARGATE_AGENT_MANAGEMENT", "DISABLED", undefined],
      ["EC2_AGENT_MANAGEMENT", "ENABLED", "GUARDDUTY_POLICY"],
    ]);
    const rds = (Features as Members[]).find(({ Name }) => Name === "RDS_LOGIN_EVENTS")!;
    expect(rds["ManagedBy"]).to.equal(undefined);
  });

  const plan = (Name: string) => [{ Name, Status: "DISABLED" }];
  const READ_ONLY: [operation: string, input: Members][] = [
    ["UpdateDetector", { Features: plan("S3_DATA_EVENTS") }],
    ["UpdateDetector", { Enable: false }],
    ["DeleteDetector", {}],
  ];
  for (const [operation, input] of READ_ONLY) {
    it(`lets no account do ${operation} of ${JSON.stringify(input)}`, async () => {
      const client = await organization(ENABLEMENT);
      const done = call(client, MEMBER, operation, { ...id(client), ...input });
      expect(await refusal(done)).to.equal(`BadRequestException: ${MANAGED}`);
    });
  }

  for (const operation of [
    "UpdateMemberDetectors",
    "StopMonitoringMembers",
    "DisassociateMembers",
  ]) {
    it(`lets no administrator do ${operation}`, async () => {
      const client = await organization(ENABLEMENT);
      const features = operation.startsWith("Update") && { Features: plan("S3_DATA_EVENTS") };
      const input = { ...id(client, ADMIN), AccountIds: [MEMBER], ...features };
      expect(await call(client, ADMIN, operation, input)).to.deep.equal({
        UnprocessedAccounts: [{ AccountId: MEMBER, Result: MANAGED }],
      });
    });
  }

  it("leaves plans open that it does not set", async () => {
    const client = await organization(ENABLEMENT);
    const Features = [{ Name: "LAMBDA_NETWORK_LOGS", Status: "ENABLED" }];
    await call(client, MEMBER, "UpdateDetector", { ...id(client), Features });
    const other = [{ Name: "RDS_LOGIN_EVENTS", Status: "ENABLED" }];
    const input = { ...id(client, ADMIN), AccountIds: [MEMBER], Features: other };
    expect(await call(client, ADMIN, "UpdateMemberDetectors", input)).to.deep.equal({
      UnprocessedAccounts: [],
    });
    expect(await plansOf(client)).to.deep.include({
      LAMBDA_NETWORK_LOGS: "ENABLED",
      RDS_LOGIN_EVENTS: "ENABLED",
    });
  });

  it("turns off what it disables, and keeps it off", async () => {
    const off = { default: { foundational: set("disabled") } };
    const client = await organization(off, { attachments: {} });
    const created = await call(client, MEMBER, "CreateDetector", { Enable: true });
    const attach = { PolicyId: POLICY, TargetId: ROOT };
    await client.as(MANAGEMENT).call("organizations:AttachPolicy", attach);
    const resume = call(client, MEMBER, "UpdateDetector", { ...created, Enable: true });
    expect(await refusal(resume)).to.equal(`BadRequestException: ${MANAGED}`);
    expect(detectorOf(client)?.status).to.equal("DISABLED");
  });

  it("leaves everything as it is when it is detached, and open to change", async () => {
    const client = await organization(ENABLEMENT);
    const detach = { PolicyId: POLICY, TargetId: PAYMENTS };
    await client.as(MANAGEMENT).call("organizations:DetachPolicy", detach);
    expect(await plansOf(client)).to.deep.include({
      S3_DATA_EVENTS: "ENABLED",
      RUNTIME_MONITORING: "ENABLED",
    });
    await call(client, MEMBER, "UpdateDetector", {
      ...id(client),
      Features: plan("S3_DATA_EVENTS"),
    });
    expect((await plansOf(client))["S3_DATA_EVENTS"]).to.equal("DISABLED");
  });

  it("reaches accounts that move under it", async () => {
    const client = await organization(ENABLEMENT);
    client.cloud.world.organization!.members.push(OTHER);
    const move = { AccountId: OTHER, SourceParentId: ROOT, DestinationParentId: PAYMENTS };
    await client.as(MANAGEMENT).call("organizations:MoveAccount", move);
    await client.cloud.advanceClock(0);
    expect(detectorOf(client, OTHER)?.status).to.equal("ENABLED");
  });

  it("reaches the management account once it has GuardDuty's service-linked role", async () => {
    const client = await organization(ENABLEMENT, { attachments: { [ROOT]: [POLICY] } });
    expect(detectorOf(client, MANAGEMENT)).to.equal(undefined);
    await call(client, MANAGEMENT, "CreateDetector", { Enable: true });
    await client.cloud.advanceClock(0);
    expect(detectorOf(client, MANAGEMENT, "eu-west-1")?.status).to.equal("ENABLED");
    expect(detectorOf(client, MANAGEMENT)?.features["S3_DATA_EVENTS"]?.status).to.equal("ENABLED");
  });
});
