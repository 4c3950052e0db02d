import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import { readArgs } from "../../rules/args";
import type { ExportSettings } from "../../rules/args";
import { organizationPolicy } from "../../rules/organizationPolicy";
import type { Members } from "../../sandbox/cloud";
import type { CloudStack } from "../../testing/cloudStack";
import { openCloudStack } from "../../testing/cloudStack";
import {
  deliveredOnce,
  joinOrganization,
  MANAGEMENT,
  MEMBER,
  organizationArgs,
  organizationWorld,
} from "../../testing/organization";
import { clientOfCloud } from "../../testing/worlds";

const DAY = 24 * 3_600_000;
const NEWCOMER = "777788889999";
const TYPE = "GUARDDUTY_POLICY";

const byGuardDuty = {
  ...organizationArgs,
  regions: ["us-east-1", "eu-west-1"],
  organization: {
    ...organizationArgs.organization,
    members: { autoEnable: "ALL", features: [{ name: "S3_DATA_EVENTS", autoEnable: "ALL" }] },
  },
} satisfies GuardDutyExportArgs;

const byPolicy = {
  ...byGuardDuty,
  organization: { ...organizationArgs.organization, members: { managedBy: "policy" } },
} satisfies GuardDutyExportArgs;

/** What `plan --organization-policy` prints. */
const policyOf = (args: GuardDutyExportArgs): string => {
  const settings = readArgs("findings", args).settings as ExportSettings;
  return (organizationPolicy(settings) as { text: string }).text;
};

/** One organization that goes over from auto-enable to a policy, step by step. */
describe("Members that policies of the organization manage, on the real engine", () => {
  let stack: CloudStack;
  const organizations = (operation: string, input: object) =>
    clientOfCloud(stack.cloud, MANAGEMENT).call(`organizations:${operation}`, input as Members);
  const evidence = () => {
    const { buckets, keys, detectors } = stack.cloud.world;
    const destinations = Object.entries(detectors).map(([at, one]) => [at, one.destinations]);
    return structuredClone({ buckets, keys: Object.keys(keys), destinations });
  };

  before(async () => {
    stack = await openCloudStack(organizationWorld([]));
    await stack.deploy(byGuardDuty);
    await stack.cloud.advanceClock(DAY);
  });
  after(() => stack.close());

  it("takes the printed policy, which manages the accounts that it is attached to", async () => {
    await organizations("EnablePolicyType", { RootId: "r-sbx0", PolicyType: TYPE });
    const { Policy } = await organizations("CreatePolicy", {
      ...{ Name: "guardduty", Description: "", Type: TYPE, Content: policyOf(byGuardDuty) },
    });
    const { Id } = (Policy as { PolicySummary: { Id: string } }).PolicySummary;
    await organizations("AttachPolicy", { PolicyId: Id, TargetId: "r-sbx0" });
    await stack.cloud.advanceClock(0);
    for (const region of byGuardDuty.regions) {
      const { id, status } = stack.cloud.world.detectors[`${MEMBER}/${region}`]!;
      expect(status).to.equal("ENABLED");
      const member = clientOfCloud(stack.cloud, MEMBER, region);
      const { Features } = await member.call("guardduty:GetDetector", { DetectorId: id });
      const managed = (Features as { Name: string; ManagedBy?: string }[]).filter(
        ({ ManagedBy }) => ManagedBy === TYPE,
      );
      expect(managed.map(({ Name }) => Name)).to.deep.equal(["S3_DATA_EVENTS"]);
    }
    expect(stack.cloud.world.detectors[`${MEMBER}/us-west-2`]).to.equal(undefined);
  });

  it("goes over with no change but that the settings of auto-enable leave the stack", async () => {
    const before = evidence();
    const calls = stack.cloud.calls.length;
    const { changed, diagnostics } = await stack.deploy(byPolicy);
    expect(diagnostics).to.deep.equal([]);
    const config = "aws:guardduty/organizationConfiguration:OrganizationConfiguration";
    const feature =
      "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature";
    expect(changed).to.deep.equal(
      [config, feature].flatMap((type) =>
        ["eu-west-1", "us-east-1"].map(
          (region) =>
            `delete ${type}::findings-members-${type === feature ? "feature-S3_DATA_EVENTS-" : ""}${region}`,
        ),
      ),
    );
    const made = stack.cloud.calls.slice(calls).map(({ operation }) => operation);
    expect(
      made.filter((one) => /OrganizationConfiguration|Delete|Disassociate/.test(one)),
    ).to.deep.equal([]);
    expect(evidence()).to.deep.equal(before);
  });

  it("has nothing to change on the second up, and no drift", async () => {
    expect((await stack.deploy(byPolicy)).changed).to.deep.equal([]);
    expect((await stack.refresh()).changed).to.deep.equal([]);
  });

  it("delivers findings of an account that joins, which the policy enables", async () => {
    joinOrganization(stack, NEWCOMER);
    await stack.cloud.advanceClock(0);
    for (const region of byPolicy.regions) {
      await deliveredOnce(stack, MEMBER, region);
      await deliveredOnce(stack, NEWCOMER, region);
    }
  });
});
