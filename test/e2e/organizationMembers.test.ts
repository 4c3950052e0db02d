import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import type { CloudStack } from "../../testing/cloudStack";
import { openCloudStack } from "../../testing/cloudStack";
import {
  ADMINISTRATOR,
  deliveredOnce,
  email,
  MANAGEMENT,
  MEMBER,
  organizationArgs,
  organizationWorld,
  OTHER_MEMBER,
} from "../../testing/organization";

const FIRST = organizationArgs.regions[0] as string;

describe("Members made by name", () => {
  let stack: CloudStack;
  const named = (...accountIds: string[]): GuardDutyExportArgs => ({
    ...organizationArgs,
    organization: {
      ...organizationArgs.organization,
      management: { ...organizationArgs.organization.management, detector: true },
      members: {
        autoEnable: "NEW",
        accounts: accountIds.map((accountId) => ({
          ...{ accountId, email: email(accountId) },
          ...(accountId === MEMBER && {
            features: [{ name: "EKS_AUDIT_LOGS", status: "DISABLED", regions: [FIRST] }],
          }),
        })),
        features: [
          {
            name: "RUNTIME_MONITORING",
            autoEnable: "NEW",
            additionalConfigurations: [
              { name: "EKS_ADDON_MANAGEMENT", autoEnable: "NONE" },
              { name: "ECS_FARGATE_AGENT_MANAGEMENT", autoEnable: "NONE" },
              { name: "EC2_AGENT_MANAGEMENT", autoEnable: "NEW" },
            ],
          },
        ],
      },
    },
  });
  const status = (accountId: string, region: string) =>
    stack.cloud.world.detectors[`${ADMINISTRATOR}/${region}`]?.members[accountId]
      ?.relationshipStatus;

  before(async () => {
    stack = await openCloudStack(organizationWorld());
  });
  after(() => stack.close());

  it("are enabled at once, the management account with its own detector, and no other", async () => {
    expect((await stack.deploy(named(MEMBER, MANAGEMENT))).diagnostics).to.deep.equal([]);
    for (const region of organizationArgs.regions) {
      for (const accountId of [MEMBER, MANAGEMENT]) await deliveredOnce(stack, accountId, region);
      expect(status(OTHER_MEMBER, region)).to.equal(undefined);
    }
  });

  it("get the protection plans of new members: these are set before any member is made", () => {
    for (const region of organizationArgs.regions) {
      const { features } = stack.cloud.world.detectors[`${MEMBER}/${region}`]!;
      expect(features["RUNTIME_MONITORING"]).to.deep.include({
        status: "ENABLED",
        additional: { EC2_AGENT_MANAGEMENT: "ENABLED" },
      });
    }
  });

  it("have the protection plans that are set for one of them, in its Regions, and no other has", () => {
    const plan = (accountId: string, region: string) =>
      stack.cloud.world.detectors[`${accountId}/${region}`]?.features["EKS_AUDIT_LOGS"]?.status;
    for (const region of organizationArgs.regions) {
      expect(plan(MEMBER, region)).to.equal(region === FIRST ? "DISABLED" : "ENABLED");
      expect(plan(MANAGEMENT, region)).to.equal("ENABLED");
    }
  });

  it("are left alone when AWS reads them back as invited, or by another address", async () => {
    for (const region of organizationArgs.regions) {
      const { members } = stack.cloud.world.detectors[`${ADMINISTRATOR}/${region}`]!;
      members[MEMBER]!.email = "renamed@example.com";
    }
    await stack.refresh();
    const { changed } = await stack.deploy(named(MEMBER, MANAGEMENT));
    expect(changed).to.deep.equal([]);
    for (const region of organizationArgs.regions) await deliveredOnce(stack, MEMBER, region);
  });

  it("stay members when they are removed: the provider's deletion disassociates no account", async () => {
    const { changed } = await stack.deploy(named(MANAGEMENT));
    const member = `findings-member-${MEMBER}`;
    expect([...changed].sort()).to.deep.equal([
      ...[...organizationArgs.regions]
        .sort()
        .map((region) => `delete aws:guardduty/member:Member::${member}-${region}`),
      `delete aws:guardduty/memberDetectorFeature:MemberDetectorFeature::${member}-feature-EKS_AUDIT_LOGS-${FIRST}`,
    ]);
    for (const region of organizationArgs.regions) {
      expect(status(MEMBER, region)).to.equal("Enabled");
      await deliveredOnce(stack, MEMBER, region);
    }
  });

  it("are members no more when the stack goes, and keep their detectors", async () => {
    const locations = Object.keys(stack.cloud.world.detectors);
    const start = stack.cloud.calls.length;
    expect((await stack.destroy()).error).to.equal(undefined);
    expect(Object.keys(stack.cloud.world.detectors)).to.deep.equal(locations);
    const operations = stack.cloud.calls.slice(start).map(({ operation }) => operation);
    expect(operations.indexOf("guardduty:DisableOrganizationAdminAccount")).to.be.above(
      operations.indexOf("guardduty:DeleteMembers"),
    );
    for (const region of organizationArgs.regions) {
      expect(status(MEMBER, region)).to.equal(undefined);
    }
  });
});
