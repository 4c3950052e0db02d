import { expect } from "chai";

import { GuardDutyExport } from "../../components/export/guardDutyExport";
import { AwsError } from "../../sandbox/cloud";
import type { WorldFile } from "../../sandbox/world";
import type { CloudStack } from "../../testing/cloudStack";
import {
  ACCOUNT,
  exampleWorld,
  exportProgram,
  openCloudStack,
  openStackOn,
} from "../../testing/cloudStack";
import { acting, ADMINISTRATOR, organizationWorld } from "../../testing/organization";

/** The same calls find the key that a destination exports under. */
const KEY_NOT_CHECKED =
  /^warning: could not check whether a destination already exports under a key of this export: /;

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
      // The first stack's own key would have to be declared.
      for (const key of Object.values(stack.cloud.world.keys)) key.tags = {};
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

    it("are those of another stack in the account and Region, too, with its destination", async () => {
      const first = await openCloudStack();
      await first.deploy({ regions: ["us-east-1"] });
      const { id, destinations } = first.cloud.world.detectors[`${ACCOUNT}/us-east-1`]!;
      const [destinationId, { destinationArn }] = Object.entries(destinations)[0]!;
      stack = await openStackOn(first.cloud, "second");
      try {
        const preview = await stack.preview(exportProgram({ regions: ["us-east-1"] }));
        expect(preview.error?.message).to.contain(
          `existing["us-east-1"]: is not set; the account already has detector ${id} in us-east-1 with destination ${destinationId}, which exports to ${destinationArn}, and GuardDuty allows one in a Region. guardduty-export discover lists the detectors and destinations of all Regions. Fix: set existing["us-east-1"] to {"detectorId":"${id}","destinationId":"${destinationId}"}`,
        );
      } finally {
        await first.close();
      }
    });

    it("are those of another export in the program, too: nothing of the second is registered", async () => {
      stack = await openCloudStack();
      const { error, steps } = await stack.up(async () => {
        await exportProgram({ regions: REGIONS })();
        new GuardDutyExport("second", { regions: ["us-east-1"] });
      });
      expect(error?.message).to.contain(
        "GuardDutyExport second: 1 problem in the arguments; nothing was registered\n  - regions: GuardDutyExport findings of this program has the detector in us-east-1 already: an account has one detector in a Region.",
      );
      expect(steps.filter(({ name }) => name.startsWith("second"))).to.deep.equal([]);
    });

    it("are said not to be checked where AWS refuses to list them", async () => {
      stack = await openCloudStack(exampleWorld(), (cloud) => ({
        call: (caller, operation, input) =>
          operation === "guardduty:ListDetectors"
            ? Promise.reject(new AwsError("AccessDeniedException", "no", 403))
            : cloud.call(caller, operation, input),
      }));
      const { diagnostics } = await stack.deploy({ regions: ["us-east-1"] });
      expect(diagnostics).to.have.length(2);
      expect(diagnostics.filter((line) => KEY_NOT_CHECKED.test(line))).to.have.length(1);
      expect(diagnostics.find((line) => !KEY_NOT_CHECKED.test(line))).to.match(
        /^warning: could not check whether the account already has a detector in us-east-1: .*AccessDeniedException.* Fix: allow guardduty:ListDetectors and guardduty:GetDetector for the deploying identity$/s,
      );
      await stack.deliver("us-east-1");
    });
  });

  describe("of which the arguments declare the detector alone", () => {
    const DETECTOR = "1".repeat(32);
    const DESTINATION = "2".repeat(32);
    const ARN = "arn:aws:s3:::acme-old-findings";
    const args = { regions: ["us-east-1"], existing: { "us-east-1": { detectorId: DETECTOR } } };
    const world = (): WorldFile => ({
      ...exampleWorld(),
      detectors: {
        [`${ACCOUNT}/us-east-1`]: {
          id: DETECTOR,
          destinations: {
            [DESTINATION]: {
              destinationArn: ARN,
              kmsKeyArn:
                "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
            },
          },
        },
      },
    });

    it("have their destination named by the preview and the deployment, which does not create another", async () => {
      stack = await openCloudStack(world());
      const refusal = `existing["us-east-1"].destinationId: is not set; the detector ${DETECTOR} in us-east-1 already has destination ${DESTINATION}, which exports to ${ARN}, and GuardDuty allows one. An existing destination is redirected to the bucket of this export. guardduty-export discover lists the detectors and destinations of all Regions. Fix: set existing["us-east-1"].destinationId to "${DESTINATION}"`;
      const preview = await stack.preview(exportProgram(args));
      expect(preview.error?.message).to.contain(refusal);
      const { error } = await stack.tryDeploy(args);
      expect(error?.message).to.contain(refusal);
      const { detectors } = stack.cloud.world;
      expect(Object.keys(detectors[`${ACCOUNT}/us-east-1`]!.destinations)).to.deep.equal([
        DESTINATION,
      ]);

      const existing = { "us-east-1": { detectorId: DETECTOR, destinationId: DESTINATION } };
      await stack.deploy({ ...args, existing });
      await stack.deliver("us-east-1");
    });

    it("deploy again without another word once the stack has a destination of its own", async () => {
      const { detectors, ...rest } = world();
      detectors![`${ACCOUNT}/us-east-1`]!.destinations = {};
      stack = await openCloudStack({ ...rest, detectors });
      await stack.deploy(args);
      const { diagnostics, changed } = await stack.deploy({
        ...args,
        findingPublishingFrequency: "ONE_HOUR",
      });
      expect([diagnostics, changed.length]).to.deep.equal([[], 1]);
      await stack.deliver("us-east-1");
    });

    it("are said not to be checked where AWS refuses to list destinations", async () => {
      const { detectors, ...rest } = world();
      detectors![`${ACCOUNT}/us-east-1`]!.destinations = {};
      stack = await openCloudStack({ ...rest, detectors }, (cloud) => ({
        call: (caller, operation, input) =>
          operation === "guardduty:ListPublishingDestinations"
            ? Promise.reject(new AwsError("AccessDeniedException", "no", 403))
            : cloud.call(caller, operation, input),
      }));
      const { diagnostics } = await stack.deploy(args);
      expect(diagnostics).to.have.length(2);
      expect(diagnostics.filter((line) => KEY_NOT_CHECKED.test(line))).to.have.length(1);
      expect(diagnostics.find((line) => !KEY_NOT_CHECKED.test(line))).to.match(
        /^warning: could not check whether detector 1{32} in us-east-1 already has a destination: .*AccessDenied.* Fix: allow guardduty:ListPublishingDestinations and guardduty:DescribePublishingDestination for the deploying identity$/s,
      );
      await stack.deliver("us-east-1");
    });
  });
});
