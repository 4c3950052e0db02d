import { expect } from "chai";

import type { Deployed } from "../../testing/live/run";
import { deployed } from "../../testing/live/run";
import type { Args } from "../../testing/live/world";
import { ADMINISTRATOR } from "../../testing/live/world";

const ARGS: Args = { regions: ["us-east-1", "eu-west-1"], bucket: { prefix: "guardduty" } };
const TEST = ["test", "--stack", "prod", "--deadline", "1s"];

const detectorIn = ({ sandbox }: Deployed, region: string) =>
  sandbox.world().detectors[`${ADMINISTRATOR}/${region}`]!;

describe("test", () => {
  let stack: Deployed;
  beforeEach(async () => (stack = await deployed(ARGS)));
  afterEach(() => stack.close());

  it("makes one sample in each Region, and reports the object that arrived and when", async () => {
    const before = Date.now();
    const { code, data } = await stack.json(TEST);
    const passed = Date.now() - before;
    expect(code).to.equal(0);
    for (const { region, object, latencyMs } of data.regions) {
      expect(object).to.match(
        new RegExp(`^guardduty/AWSLogs/${ADMINISTRATOR}/GuardDuty/${region}/\\d{4}/\\d\\d/\\d\\d/`),
      );
      expect(stack.sandbox.world().buckets[stack.bucketName]!.objects).to.have.property(object);
      expect(latencyMs).to.be.within(0, passed);
    }
    const samples = stack.sandbox.cloud.calls.filter(({ operation }) => /Sample/.test(operation));
    expect(samples.map(({ region }) => region).sort()).to.deep.equal(["eu-west-1", "us-east-1"]);
  });

  it("explains how long it may take, and that others see the samples", async () => {
    const { out } = await stack.run(TEST);
    expect(out).to.contain("an update of an earlier one once per export interval: SIX_HOURS");
    expect(out).to.contain("everyone who reads the bucket sees them too");
  });

  it("takes no object for the sample's that was there before", async () => {
    for (const { destinations } of Object.values(stack.sandbox.world().detectors)) {
      for (const destination of Object.values(destinations)) destination.kmsKeyArn += "0";
    }
    const { data } = await stack.json([...TEST, "--bucket", stack.bucketName]);
    expect(data.regions.map((one: { object: unknown }) => one.object)).to.deep.equal([null, null]);
  });

  it("is 1 where GuardDuty turns out to be unable to write", async () => {
    stack.sandbox.world().keys[stack.keyArn]!.state = "Disabled";
    const { code, out } = await stack.run(TEST);
    expect(code).to.equal(1);
    expect(out).to.contain("us-east-1, eu-west-1: GuardDuty can no longer write to the bucket");
    expect(out).to.contain("us-east-1, eu-west-1: no object arrived within 1 s");
  });

  it("is 2, and no pass, when nothing came by the deadline and nothing else is wrong", async () => {
    const { call } = stack.sandbox.cloud;
    stack.sandbox.cloud.call = async (caller, operation, input) =>
      operation === "guardduty:CreateSampleFindings" ? {} : call(caller, operation, input);
    const { code, out } = await stack.run(TEST);
    expect(code).to.equal(2);
    expect(out).to.contain("sample findings of 0 of 2 Regions arrived");
    expect(out).to.contain(
      "Fix: Run it again with a longer --deadline: it may take the export interval",
    );
  });

  it("is 2 where no sample could be made", async () => {
    stack.faults({ regions: { "eu-west-1": { errorRate: 1 } } });
    const { code, out } = await stack.run([...TEST, "--timeout", "5s"]);
    expect(code).to.equal(2);
    expect(out).to.contain("sample findings of 1 of 2 Regions arrived");
  });

  it("is 1 where there is no detector", async () => {
    delete stack.sandbox.world().detectors[`${ADMINISTRATOR}/eu-west-1`];
    const { code, out } = await stack.run(TEST);
    expect(code).to.equal(1);
    expect(out).to.contain("eu-west-1: the account has no detector in this Region");
    expect(detectorIn(stack, "us-east-1").status).to.equal("ENABLED");
  });
});
