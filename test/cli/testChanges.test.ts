import { expect } from "chai";

import { knownArn } from "../../rules/arn";
import type { Deployed } from "../../testing/live/run";
import { deployed } from "../../testing/live/run";
import type { Args } from "../../testing/live/world";
import { ADMINISTRATOR, stackFiles } from "../../testing/live/world";
import { createMessages } from "../../testing/messages";
import { sdkAt } from "../../testing/sdkClient";

const HERE = "us-east-1";
const THERE = "eu-west-1";
const ARGS: Args = { regions: [HERE, THERE] };
const TEST = ["test", "--changes", "--stack", "prod", "--deadline", "1s"];

describe("test --changes", () => {
  let stack: Deployed;
  let topicArn: string;
  const at = (region: string) => sdkAt(stack.sandbox.url, ADMINISTRATOR, region);
  const outcomes = ({ regions }: { regions: { region: string; outcome: string }[] }) =>
    regions.map(({ region, outcome }) => `${region} ${outcome}`);
  const destinations = () =>
    Object.values(stack.sandbox.world().detectors).map((one) => structuredClone(one.destinations));

  beforeEach(async () => {
    stack = await deployed(ARGS);
    topicArn = await createMessages(stack, "alerts");
  });
  afterEach(() => stack.close());

  it("makes a call in each Region that changes nothing, and reports each message that arrived", async () => {
    const before = destinations();
    const { code, data } = await stack.json([...TEST, "--topic", topicArn]);
    expect(outcomes(data)).to.deep.equal([`${HERE} arrived`, `${THERE} arrived`]);
    expect(code).to.equal(0);
    expect(destinations()).to.deep.equal(before);
  });

  it("leaves neither queue nor subscription behind", async () => {
    await stack.run([...TEST, "--topic", topicArn]);
    const { queues, topics } = stack.sandbox.world();
    expect(queues).to.deep.equal({});
    expect(topics[topicArn]!.subscriptions).to.deep.equal({});
  });

  it("says what it could not remove", async () => {
    const { call } = stack.sandbox.cloud;
    stack.sandbox.cloud.call = async (caller, operation, input) => {
      if (operation === "sqs:DeleteQueue") throw new Error("no");
      return call(caller, operation, input);
    };
    const { code, data } = await stack.json([...TEST, "--topic", topicArn, "--timeout", "5s"]);
    expect(code).to.equal(2);
    const [name] = Object.keys(stack.sandbox.world().queues).map((arn) => knownArn(arn).resource);
    expect(
      data.findings.map(({ id, what }: { [value: string]: string }) => [id, what]),
    ).to.deep.equal([
      ["testLeftBehind", `https://sqs.${HERE}.amazonaws.com/${ADMINISTRATOR}/${name}`],
    ]);
  });

  it("is 2, and no pass, where the message of a Region did not arrive", async () => {
    await at(THERE).call("events:DisableRule", { Name: "forward" });
    const { code, data, err: _ } = await stack.json([...TEST, "--topic", topicArn]);
    expect(outcomes(data)).to.deep.equal([`${HERE} arrived`, `${THERE} notArrived`]);
    expect(code).to.equal(2);
  });

  it("makes no call where it would change something: GuardDuty does not verify the bucket's owner", async () => {
    for (const { destinations: all } of Object.values(stack.sandbox.world().detectors)) {
      for (const one of Object.values(all)) delete one.expectedBucketOwner;
    }
    const before = destinations();
    const { code, data } = await stack.json([...TEST, "--topic", topicArn]);
    expect(outcomes(data)).to.deep.equal([`${HERE} notChecked`, `${THERE} notChecked`]);
    expect(data.regions[0].findings.map(({ id }: { id: string }) => id)).to.deep.equal([
      "expectedBucketOwnerMissing",
    ]);
    expect(code).to.equal(1);
    expect(destinations()).to.deep.equal(before);
  });

  it("finds the topic that the stack's health check made", async () => {
    const made = await createMessages(stack, "findings-health-topic-0a1b2c3");
    const files = stackFiles({ ...ARGS, health: true });
    const { code, data, err } = await stack.json(TEST, { files });
    expect(err).to.equal("");
    expect(data.topicArn).to.equal(made);
    expect(code).to.equal(0);
  });

  it("is 2 where the topic is not known, or does not let a queue subscribe", async () => {
    const { code, err } = await stack.run(TEST);
    expect([code, err]).to.deep.equal([
      2,
      "no topic of messages: the config has no health.topicArn, and the account has no topic that a health check of the stack made\n  Fix: Pass the topic's ARN as --topic. (messageTopicUnknown)\n",
    ]);
    const gone = await stack.run([...TEST, "--topic", `${topicArn}2`]);
    expect(gone.code).to.equal(2);
    expect(stack.sandbox.world().queues).to.deep.equal({});
  });
});
