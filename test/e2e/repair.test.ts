import { expect } from "chai";

import type { GuardDutyExportArgs } from "../../components/export/args";
import { LONGEST_WAIT_MS } from "../../rules/propagation";
import type { SandboxCloud } from "../../sandbox/cloud";
import type { HttpServer } from "../../sandbox/http";
import { startHttp } from "../../sandbox/http";
import { runCommand } from "../../testing/live/run";
import { stackFiles } from "../../testing/live/world";
import type { CloudStack, Intercept } from "../../testing/cloudStack";
import {
  ACCOUNT,
  exampleWorld,
  exportProgram,
  openCloudStack,
  openStackOn,
} from "../../testing/cloudStack";
import { withoutLongWaits } from "../../testing/fastWaits";

const REGIONS = ["us-east-1", "me-south-1"];
const ARGS: GuardDutyExportArgs = { regions: REGIONS, findingPublishingFrequency: "ONE_HOUR" };

const detectorIn = ({ world }: SandboxCloud, region: string) =>
  world.detectors[`${ACCOUNT}/${region}`]!;
const destinationsIn = (cloud: SandboxCloud, region: string) =>
  Object.entries(detectorIn(cloud, region).destinations);
const bucketOf = ({ world }: SandboxCloud) => Object.entries(world.buckets)[0]!;

/** GuardDuty takes an update of a destination, and cannot write there afterwards. */
const updatesFailLater: Intercept = (cloud) => ({
  async call(caller, operation, input) {
    const answer = await cloud.call(caller, operation, input);
    if (operation === "guardduty:UpdatePublishingDestination") {
      const [, destination] = destinationsIn(cloud, caller.region)[0]!;
      destination.status = "UNABLE_TO_PUBLISH_FIX_DESTINATION_PROPERTY";
    }
    return answer;
  },
});

/** Exit code of a command that could not check something. */
const NOT_CHECKED = 2;

describe("Propagation and repair", () => {
  let stack: CloudStack;
  let http: HttpServer | undefined;
  const open = async (intercept?: Intercept) => {
    stack = await openCloudStack(exampleWorld(), intercept);
  };
  afterEach(async () => {
    await http?.close();
    http = undefined;
    await stack.close();
  });

  /** `guardduty-export status` of the stack. */
  const status = async (args: GuardDutyExportArgs = ARGS) => {
    http ??= await startHttp(stack.cloud);
    const files = stackFiles({ ...args }, "test");
    const env = {
      AWS_ENDPOINT_URL: http.url,
      AWS_ACCESS_KEY_ID: `AKIA${ACCOUNT}TEST`,
      AWS_SECRET_ACCESS_KEY: "none",
    };
    return runCommand(["status", "--stack", "test"], { env, files });
  };

  /** Runs again, as the fix says, while AWS refuses more calls than are retried. */
  const settledStatus = async () => {
    let found = await status();
    for (let again = 0; found.code === NOT_CHECKED && again < 5; again++) found = await status();
    return found;
  };

  /** A preview with refresh reports it, an up with refresh repairs it, and then all is well. */
  const shownAndRepaired = async (shown: string[]) => {
    const preview = await stack.preview(exportProgram(ARGS), { refresh: true });
    expect(preview.error).to.equal(undefined);
    expect([...new Set(preview.changed)]).to.deep.equal(shown);
    const up = await stack.up(exportProgram(ARGS), { refresh: true });
    expect(up.error).to.equal(undefined);
    expect([...new Set(up.changed)]).to.deep.equal(shown);
    for (const region of REGIONS) await stack.deliver(region);
    const { code, out } = await status();
    expect(code, out).to.equal(0);
  };

  for (const seconds of [5, 30, 90]) {
    it(`waits for policies that GuardDuty sees ${seconds} s late, and no longer than two minutes`, async () => {
      await open();
      stack.setFaults({ propagationDelayMs: seconds * 1000 });
      const waits = await withoutLongWaits(
        () => stack.deploy({ regions: ["us-east-1"] }).then(() => undefined),
        (milliseconds) => stack.cloud.advanceClock(milliseconds),
      );
      const doubling = waits.map((_, index) => 1000 * 2 ** index);
      const total = waits.reduce((sum, wait) => sum + wait, 0);
      expect(waits.slice(0, 6)).to.deep.equal(doubling.slice(0, 6));
      expect(total).to.be.within(seconds * 500, LONGEST_WAIT_MS);
      expect(destinationsIn(stack.cloud, "us-east-1")).to.have.length(1);
      await stack.deliver("us-east-1");
    });
  }

  for (const [what, faults] of [
    ["30 % of calls are throttled", { throttleRate: 0.3 }],
    ["10 % of calls fail", { errorRate: 0.1 }],
  ] as const) {
    it(`deploys and is found well while ${what}, with one destination for each Region`, async () => {
      await open();
      stack.setFaults(faults);
      await stack.deploy(ARGS);
      for (const region of REGIONS) {
        expect(destinationsIn(stack.cloud, region)).to.have.length(1);
        await stack.deliver(region);
      }
      const { code, out } = await settledStatus();
      expect(code, out).to.equal(0);
      expect((await stack.up(exportProgram(ARGS))).changed).to.deep.equal([]);
    });
  }

  it("finds well what the engine deployed, bucket and key with generated names", async () => {
    await open();
    await stack.deploy(ARGS);
    for (const region of REGIONS) await stack.deliver(region);
    const { code, out } = await status();
    expect(code, out).to.equal(0);
    expect(out).to.contain("and 2 of 2 destinations use this one");
  });

  it("an update of a destination that GuardDuty took and cannot use passes the up, and not the next status", async () => {
    await open(updatesFailLater);
    await stack.deploy(ARGS);
    const moved = { ...ARGS, bucket: { prefix: "guardduty" } };
    const { steps } = await stack.deploy(moved);
    expect(
      steps.filter(({ type, op }) => /PublishingDestination/.test(type) && op === "update"),
    ).to.have.length(2);
    const { code, out } = await status(moved);
    expect(code).to.equal(1);
    expect(out).to.contain("us-east-1, me-south-1: GuardDuty can no longer write to the bucket");
  });

  it("a destination deleted outside is found by status, and made again by up after refresh", async () => {
    await open();
    await stack.deploy(ARGS);
    detectorIn(stack.cloud, "me-south-1").destinations = {};
    const lost = await status();
    expect(lost.code).to.equal(1);
    expect(lost.out).to.contain("me-south-1: the detector has no publishing destination");
    expect((await stack.refresh()).error).to.equal(undefined);
    const { changed } = await stack.deploy(ARGS);
    expect(changed).to.deep.equal([
      "create aws:guardduty/publishingDestination:PublishingDestination::findings-destination-me-south-1",
    ]);
    expect(destinationsIn(stack.cloud, "me-south-1")).to.have.length(1);
    for (const region of REGIONS) await stack.deliver(region);
    const { code, out } = await status();
    expect(code, out).to.equal(0);
  });

  it("a destination that was made again outside exports; deleted, it is made by up after refresh", async () => {
    await open();
    await stack.deploy(ARGS);
    const detector = detectorIn(stack.cloud, "me-south-1");
    const [[, made]] = destinationsIn(stack.cloud, "me-south-1") as [[string, object]];
    detector.destinations = { ["e".repeat(32)]: made as never };
    await stack.deliver("me-south-1");
    expect((await status()).code).to.equal(0);
    detector.destinations = {};
    expect((await stack.refresh()).error).to.equal(undefined);
    await stack.deploy(ARGS);
    await stack.deliver("me-south-1");
    expect((await stack.deploy(ARGS)).changed).to.deep.equal([]);
  });

  it("an existing destination that was made again outside is imported under its new id", async () => {
    await open();
    await stack.deploy(ARGS);
    const [region] = REGIONS as [string];
    const detector = detectorIn(stack.cloud, region);
    const [[first, made]] = destinationsIn(stack.cloud, region) as [[string, object]];
    const [bucket] = bucketOf(stack.cloud);
    const [keyArn] = Object.keys(stack.cloud.world.keys);
    const adopted = (destinationId: string): GuardDutyExportArgs => ({
      ...{ ...ARGS, regions: [region] },
      ...{ bucket: { existing: { name: bucket } }, key: { existing: { arn: keyArn! } } },
      existing: { [region]: { detectorId: detector.id, destinationId } },
    });
    const other = await openStackOn(stack.cloud, "adopting");
    try {
      await other.deploy(adopted(first));
      detector.destinations = { ["e".repeat(32)]: made as never };
      expect((await other.refresh()).error).to.equal(undefined);
      await other.deploy(adopted("e".repeat(32)));
      expect((await other.deploy(adopted("e".repeat(32)))).changed).to.deep.equal([]);
      await other.deliver(region);
    } finally {
      await other.close();
    }
  });

  describe("what was changed outside is reported by status, shown by preview --refresh, and repaired by up:", () => {
    beforeEach(async () => {
      await open();
      await stack.deploy(ARGS);
    });

    it("a statement removed from the bucket policy", async () => {
      const [bucket, { policy }] = bucketOf(stack.cloud);
      const statements = (policy?.["Statement"] as { Sid: string }[]).filter(
        ({ Sid }) => !Sid.endsWith("PutObject"),
      );
      await stack.cloud.setPolicy({ bucket }, { ...policy, Statement: statements });
      const { code, out } = await status();
      expect(code).to.equal(1);
      expect(out).to.match(/the bucket policy differs from the stack's:\n {4}\+ \w+PutObject/);
      await shownAndRepaired(["update aws:s3/bucketPolicy:BucketPolicy::findings-bucket-policy"]);
    });

    it("another frequency", async () => {
      detectorIn(stack.cloud, "me-south-1").findingPublishingFrequency = "SIX_HOURS";
      const { code, out } = await status();
      expect(code).to.equal(1);
      expect(out).to.contain("me-south-1: the finding publishing frequency is SIX_HOURS");
      await shownAndRepaired([
        "update aws:guardduty/detector:Detector::findings-detector-me-south-1",
      ]);
    });

    it("a suspended detector", async () => {
      detectorIn(stack.cloud, "us-east-1").status = "DISABLED";
      const { code, out } = await status();
      expect(code).to.equal(1);
      expect(out).to.contain("us-east-1: the detector is suspended");
      await shownAndRepaired([
        "update aws:guardduty/detector:Detector::findings-detector-us-east-1",
      ]);
    });
  });
});
