import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/args";
import { MemberDetectors } from "../../components/memberDetectors";
import type { WorldFile } from "../../sandbox/world";
import type { CloudStack } from "../support/cloudStack";
import { ACCOUNT, openCloudStack } from "../support/cloudStack";

const MANAGEMENT = "999900001111";
const ARCHIVE = "444455556666";
const MEMBER = "222233334444";
const role = (accountId: string) => `arn:aws:iam::${accountId}:role/deploy`;
const acting = (accountId: string) => ({ accountId, assumeRoleArn: role(accountId) });

const world = (): WorldFile => ({
  caller: ACCOUNT,
  accounts: Object.fromEntries(
    [ACCOUNT, MANAGEMENT, ARCHIVE, MEMBER].map((accountId) => [
      accountId,
      { optedIn: ["me-south-1"], roles: [role(accountId)] },
    ]),
  ),
  organization: { management: MANAGEMENT, members: [ACCOUNT, ARCHIVE, MEMBER] },
});

const args: GuardDutyExportArgs = {
  regions: ["us-east-1", "me-south-1"],
  organization: {
    administrator: acting(ACCOUNT),
    management: acting(MANAGEMENT),
    members: { autoEnable: "ALL" },
  },
  bucket: { prefix: "guardduty", account: acting(ARCHIVE) },
  preflight: true,
};

describe("An organization on the real engine", function () {
  this.timeout(120_000);
  let stack: CloudStack;
  afterEach(() => stack.close());

  it("delivers the findings of a member once, to a bucket of the log archive, and changes nothing on the second up", async () => {
    stack = await openCloudStack(world());
    const { diagnostics } = await stack.deploy(args);
    expect(diagnostics).to.deep.equal([]);
    expect((await stack.deploy(args)).changed).to.deep.equal([]);
    await stack.cloud.advanceClock(24 * 3600 * 1000);
    for (const region of args.regions) {
      expect(await stack.deliver(region, MEMBER)).to.have.length(1);
    }
    expect(Object.values(stack.cloud.world.buckets).map(({ account }) => account)).to.deep.equal([
      ARCHIVE,
    ]);
  });

  it("loses no detector on destroy", async () => {
    stack = await openCloudStack(world());
    await stack.deploy(args);
    const detectors = Object.keys(stack.cloud.world.detectors);
    const { error } = await stack.destroy();
    expect(error).to.equal(undefined);
    expect(Object.keys(stack.cloud.world.detectors)).to.deep.equal(detectors);
    expect(stack.cloud.world.organization?.guardDutyAdministrators).to.deep.equal({});
  });

  it("makes nothing when another account is the delegated administrator", async () => {
    const taken = world();
    Object.assign(taken.organization as object, {
      delegatedAdministrators: { [MEMBER]: ["guardduty.amazonaws.com"] },
    });
    stack = await openCloudStack(taken);
    const { error } = await stack.tryDeploy(args);
    expect(error?.message).to.contain(
      `GuardDuty's delegated administrator is account ${MEMBER} already`,
    );
    const { buckets, keys, detectors } = stack.cloud.world;
    expect({ buckets, keys, detectors }).to.deep.equal({ buckets: {}, keys: {}, detectors: {} });
  });

  it("makes nothing in an account that has not enabled an opt-in Region", async () => {
    const off = world();
    (off.accounts as { [id: string]: { optedIn?: string[] } })[MANAGEMENT]!.optedIn = [];
    stack = await openCloudStack(off);
    const { error } = await stack.tryDeploy(args);
    expect(error?.message).to.contain(
      "the management account has not enabled the opt-in Regions me-south-1 (DISABLED)",
    );
    expect(stack.cloud.world.buckets).to.deep.equal({});
  });

  it("stops credentials of another account before any change", async () => {
    stack = await openCloudStack(world());
    const { error } = await stack.tryDeploy({
      regions: ["us-east-1"],
      organization: { administrator: { accountId: MEMBER } },
    });
    expect(error?.message).to.contain(`AWS account ID not allowed: ${ACCOUNT}`);
    expect(stack.cloud.world.detectors).to.deep.equal({});
  });
});

describe("Detectors and destinations that are there already", function () {
  this.timeout(120_000);
  let stack: CloudStack;
  afterEach(() => stack.close());

  for (const providers of ["perRegion", "perAccount"] as const) {
    it(`are imported, redirected and kept, with providers ${providers}`, async () => {
      stack = await openCloudStack(world());
      const regions = ["us-east-1", "me-south-1"];
      await stack.deploy({ regions, organization: { administrator: acting(ACCOUNT) } });
      const { detectors } = stack.cloud.world;
      const overrides = Object.fromEntries(
        regions.map((region) => {
          const { id, destinations } = detectors[`${ACCOUNT}/${region}`]!;
          return [region, { detectorId: id, destinationId: Object.keys(destinations)[0]! }];
        }),
      );
      // A stack that knows nothing of them: the state of the first is left behind.
      const second = await openCloudStack(structuredClone(stack.cloud.world) as WorldFile);
      await stack.close();
      stack = second;
      const adopted = { regions, overrides, providers, frequency: "ONE_HOUR" as const };
      const { error, steps } = await stack.tryDeploy(adopted);
      expect(error?.message).to.equal(undefined);
      expect(steps.filter(({ op }) => op === "import")).to.have.length(4);
      expect((await stack.deploy(adopted)).changed).to.deep.equal([]);
      for (const region of regions) {
        const detector = stack.cloud.world.detectors[`${ACCOUNT}/${region}`]!;
        expect(detector.findingPublishingFrequency).to.equal("ONE_HOUR");
        expect(Object.keys(detector.destinations)).to.deep.equal([
          overrides[region]!.destinationId,
        ]);
        await stack.deliver(region);
      }
      expect((await stack.destroy()).error).to.equal(undefined);
      expect(Object.keys(stack.cloud.world.detectors)).to.have.length(2);
    });
  }
});

describe("A member account's stack", function () {
  this.timeout(120_000);
  let stack: CloudStack;
  afterEach(() => stack.close());

  it("makes detectors without destinations", async () => {
    stack = await openCloudStack(world());
    const { error } = await stack.up(async () => {
      new MemberDetectors("member", { regions: ["us-east-1"], account: acting(MEMBER) });
    });
    expect(error).to.equal(undefined);
    expect(stack.cloud.world.detectors[`${MEMBER}/us-east-1`]?.destinations).to.deep.equal({});
  });
});
