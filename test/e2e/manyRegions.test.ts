import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import { DEFAULT_REGIONS, LISTED_OPT_IN_REGIONS } from "../../rules/regions";
import type { CloudStack } from "../../testing/cloudStack";
import { openCloudStack } from "../../testing/cloudStack";
import {
  deliveredOnce,
  MEMBER,
  organizationArgs,
  organizationWorld,
} from "../../testing/organization";

const DAY = 24 * 3_600_000;

/** One organization in every commercial Region; each step builds on the one before. */
describe("An organization in 34 Regions on the real engine", () => {
  const regions = [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS];
  let args: GuardDutyExportArgs = {
    ...organizationArgs,
    ...{ regions, homeRegion: "us-east-1", providerMode: "perRegion" },
  };
  let stack: CloudStack;

  before(async () => {
    stack = await openCloudStack(organizationWorld(LISTED_OPT_IN_REGIONS));
  });
  after(() => stack.close());

  it("comes up with a provider for each account and Region, and delivers from all of them", async () => {
    expect(regions).to.have.length(34);
    expect((await stack.deploy(args)).diagnostics).to.deep.equal([]);
    await stack.cloud.advanceClock(DAY);
    for (const region of regions) await deliveredOnce(stack, MEMBER, region);
  });

  const switches = [
    { providerMode: "perAccount", created: 3, deleted: 2 * 34 + 1 },
    { providerMode: "perRegion", created: 2 * 34 + 1, deleted: 3 },
  ] as const;
  for (const { providerMode, created, deleted } of switches) {
    it(`switches to providerMode ${providerMode} without replacing or updating a resource`, async () => {
      args = { ...args, providerMode };
      const { steps, changed } = await stack.deploy(args);
      const touched = steps.filter(({ op, type }) => op !== "same" && !type.startsWith("pulumi:"));
      expect(touched).to.deep.equal([]);
      const count = (op: string) => changed.filter((change) => change.startsWith(op)).length;
      expect([count("create"), count("delete")]).to.deep.equal([created, deleted]);
      expect((await stack.deploy(args)).changed).to.deep.equal([]);
      for (const region of regions) await deliveredOnce(stack, MEMBER, region);
    });
  }
});
