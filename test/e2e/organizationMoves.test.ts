import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import { parseWorld } from "../../sandbox/world";
import type { CloudStack } from "../../testing/cloudStack";
import { exportProgram, openCloudStack } from "../../testing/cloudStack";
import {
  acting,
  ADMINISTRATOR,
  deliveredOnce,
  MANAGEMENT,
  MEMBER,
  organizationArgs,
  organizationWorld,
  OUTSIDER,
} from "../../testing/organization";

/** The organization of another management account, which the administrator has joined. */
function joinOther({ cloud }: CloudStack): void {
  const { organization } = parseWorld({
    organization: { id: "o-zyx9876543", management: OUTSIDER, members: [ADMINISTRATOR, MEMBER] },
  });
  cloud.world.organization = organization!;
}

const managedBy = (
  accountId: string,
  providerMode: GuardDutyExportArgs["providerMode"],
): GuardDutyExportArgs => ({
  ...organizationArgs,
  providerMode,
  organization: { ...organizationArgs.organization, management: acting(accountId) },
});

const DAY = 24 * 3_600_000;

describe("An organization's export whose accounts change", () => {
  let stack: CloudStack;
  beforeEach(async () => (stack = await openCloudStack(organizationWorld())));
  afterEach(() => stack.close());

  for (const providerMode of ["perRegion", "perAccount"] as const) {
    it(`is refused in a preview under another management account, and moves in steps: ${providerMode}`, async () => {
      const before = managedBy(MANAGEMENT, providerMode);
      const after = managedBy(OUTSIDER, providerMode);
      await stack.deploy(before);
      await stack.cloud.advanceClock(DAY);
      const deployed = structuredClone(stack.cloud.world);
      const text = `organization.management.accountId: is ${OUTSIDER}; this stack registered the delegated administrator by the management account ${MANAGEMENT}. An account is in one organization, and its delegation and members do not move to another. Fix: remove organization.management and run pulumi up before the administrator account leaves the organization of ${MANAGEMENT}, then set account ${OUTSIDER}`;
      const { error } = await stack.preview(exportProgram(after));
      expect(error?.message).to.contain(text);
      expect((await stack.tryDeploy(after)).error?.message).to.contain(text);
      const { detectors, buckets, keys, organization } = stack.cloud.world;
      expect({ detectors, buckets, keys, organization }).to.deep.equal({
        detectors: deployed.detectors,
        buckets: deployed.buckets,
        keys: deployed.keys,
        organization: deployed.organization,
      });

      const { administrator } = organizationArgs.organization;
      await stack.deploy({ ...before, organization: { administrator } });
      joinOther(stack);
      await stack.deploy(after);
      expect(stack.cloud.world.organization?.guardDutyAdministrators).to.deep.equal({
        "us-east-1": ADMINISTRATOR,
        "me-south-1": ADMINISTRATOR,
      });
      for (const region of before.regions as string[]) {
        await deliveredOnce(stack, ADMINISTRATOR, region);
      }
      await stack.cloud.advanceClock(DAY);
      await deliveredOnce(stack, MEMBER, "us-east-1");
      expect((await stack.deploy(after)).changed).to.deep.equal([]);
    });
  }
});
