import { expect } from "chai";

import type { WorldFile } from "../../sandbox/world";
import type { CloudStack } from "../../testing/cloudStack";
import { openCloudStack } from "../../testing/cloudStack";
import { acting, ADMINISTRATOR, organizationWorld } from "../../testing/organization";

describe("Detectors and destinations that are there already", () => {
  let stack: CloudStack;
  afterEach(() => stack.close());

  for (const providerMode of ["perRegion", "perAccount"] as const) {
    it(`are imported, redirected and kept, with providerMode ${providerMode}`, async () => {
      stack = await openCloudStack(organizationWorld());
      const regions = ["us-east-1", "me-south-1"];
      await stack.deploy({ regions, organization: { administrator: acting(ADMINISTRATOR) } });
      const { detectors } = stack.cloud.world;
      const existing = Object.fromEntries(
        regions.map((region) => {
          const { id, destinations } = detectors[`${ADMINISTRATOR}/${region}`]!;
          return [region, { detectorId: id, destinationId: Object.keys(destinations)[0]! }];
        }),
      );
      // A stack that knows nothing of them: the state of the first is left behind.
      const second = await openCloudStack(structuredClone(stack.cloud.world) as WorldFile);
      await stack.close();
      stack = second;
      const adopted = {
        regions,
        existing,
        providerMode,
        findingPublishingFrequency: "ONE_HOUR" as const,
      };
      const { error, steps } = await stack.tryDeploy(adopted);
      expect(error?.message).to.equal(undefined);
      expect(steps.filter(({ op }) => op === "import")).to.have.length(4);
      expect((await stack.deploy(adopted)).changed).to.deep.equal([]);
      for (const region of regions) {
        const detector = stack.cloud.world.detectors[`${ADMINISTRATOR}/${region}`]!;
        expect(detector.findingPublishingFrequency).to.equal("ONE_HOUR");
        expect(Object.keys(detector.destinations)).to.deep.equal([existing[region]!.destinationId]);
        await stack.deliver(region);
      }
      expect((await stack.destroy()).error).to.equal(undefined);
      expect(Object.keys(stack.cloud.world.detectors)).to.have.length(2);
    });
  }
});
