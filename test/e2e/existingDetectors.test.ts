import { expect } from "chai";

import { GuardDutyExport } from "../../components/export/guardDutyExport";
import { AwsError } from "../../sandbox/cloud";
import type { WorldFile } from "../../sandbox/world";
import type { CloudStack } from "../../testing/cloudStack";
import { ACCOUNT, exampleWorld, exportProgram, openCloudStack } from "../../testing/cloudStack";
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

  describe("that the arguments do not declare", () => {
    const REGIONS = ["us-east-1", "me-south-1"];
    const DETECTOR = "1".repeat(32);
    const world = (): WorldFile => ({
      ...exampleWorld(),
      detectors: { [`${ACCOUNT}/me-south-1`]: { id: DETECTOR } },
    });
    const refusal = `existing["me-south-1"]: is not set; the account already has detector ${DETECTOR} in me-south-1, and GuardDuty allows one in a Region. guardduty-export discover lists the detectors and destinations of all Regions. Fix: set existing["me-south-1"].detectorId to "${DETECTOR}"`;

    it("are named by the preview with the setting to add, and nothing is made", async () => {
      stack = await openCloudStack(world());
      const preview = await stack.preview(exportProgram({ regions: REGIONS }));
      expect(preview.error?.message).to.contain(refusal);
      const { buckets, keys, detectors } = stack.cloud.world;
      expect([buckets, keys, Object.keys(detectors)]).to.deep.equal([
        {},
        {},
        [`${ACCOUNT}/me-south-1`],
      ]);

      const existing = { "me-south-1": { detectorId: DETECTOR } };
      await stack.deploy({ regions: REGIONS, existing });
      for (const region of REGIONS) await stack.deliver(region);
      expect((await stack.deploy({ regions: REGIONS, existing })).changed).to.deep.equal([]);
    });

    it("are those of another export in the account and Region, too", async () => {
      stack = await openCloudStack();
      await stack.deploy({ regions: ["us-east-1"] });
      const { id } = stack.cloud.world.detectors[`${ACCOUNT}/us-east-1`]!;
      const preview = await stack.preview(async () => {
        await exportProgram({ regions: ["us-east-1"] })();
        new GuardDutyExport("second", { regions: ["us-east-1"] });
      });
      expect(preview.error?.message).to.contain(`the account already has detector ${id}`);
    });

    it("are said not to be checked where AWS refuses to list them", async () => {
      stack = await openCloudStack(exampleWorld(), (cloud) => ({
        call: (caller, operation, input) =>
          operation === "guardduty:ListDetectors"
            ? Promise.reject(new AwsError("AccessDeniedException", "no", 403))
            : cloud.call(caller, operation, input),
      }));
      const { diagnostics } = await stack.deploy({ regions: ["us-east-1"] });
      expect(diagnostics).to.have.length(1);
      expect(diagnostics[0]).to.match(
        /^warning: could not check whether the account already has a detector in us-east-1: .*AccessDeniedException.* Fix: allow guardduty:ListDetectors and guardduty:GetDetector for the deploying identity$/s,
      );
      await stack.deliver("us-east-1");
    });
  });
});
