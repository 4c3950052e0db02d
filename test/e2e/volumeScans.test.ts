import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import type { CloudStack } from "../../testing/cloudStack";
import { exportProgram, openCloudStack } from "../../testing/cloudStack";
import { organizationArgs, organizationWorld } from "../../testing/organization";

const SERVICE = "malware-protection.guardduty.amazonaws.com";
const { organization } = organizationArgs;

const args = (malwareProtectionAccess?: boolean): GuardDutyExportArgs => ({
  ...organizationArgs,
  organization: {
    ...organization,
    management: { ...organization.management, malwareProtectionAccess },
    members: {
      autoEnable: "ALL",
      features: [{ name: "EBS_MALWARE_PROTECTION", autoEnable: "ALL" }],
    },
  },
});

describe("Scans of members' volumes", () => {
  let stack: CloudStack;

  before(async () => {
    stack = await openCloudStack(organizationWorld());
  });
  after(() => stack.close());

  const trusted = () => stack.cloud.world.organization!.serviceAccess.includes(SERVICE);

  it("without trusted access are a warning in a preview, which names the setting", async () => {
    const { error, diagnostics } = await stack.preview(exportProgram(args()));
    expect(error?.message).to.equal(undefined);
    expect(diagnostics.filter((one) => one.includes(SERVICE))).to.have.length(1);
    expect(diagnostics.join()).to.contain(
      "Fix: set organization.management.malwareProtectionAccess to true",
    );
  });

  it("get trusted access by one resource, which stays when it leaves the configuration", async () => {
    const up = await stack.deploy(args(true));
    expect(up.diagnostics.filter((one) => one.includes(SERVICE))).to.deep.equal([]);
    const made = (await stack.exportState()).filter(({ type }) => /AwsServiceAccess$/.test(type));
    expect([made.length, trusted()]).to.deep.equal([1, true]);
    expect((await stack.up(exportProgram(args(true)))).changed).to.deep.equal([]);

    const without = await stack.deploy(args());
    expect(without.diagnostics.filter((one) => one.includes(SERVICE))).to.deep.equal([]);
    expect(trusted()).to.equal(true);
  });
});
