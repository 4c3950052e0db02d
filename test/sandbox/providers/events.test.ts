import { expect } from "chai";
import { failure } from "../../../testing/providers/client";
import { ACCOUNT, providerSuite } from "../../../testing/providers/suite";

const bus = "aws:cloudwatch/eventBus:EventBus";
const busPolicy = "aws:cloudwatch/eventBusPolicy:EventBusPolicy";
const rule = "aws:cloudwatch/eventRule:EventRule";
const target = "aws:cloudwatch/eventTarget:EventTarget";
const eventPattern = JSON.stringify({ source: ["aws.guardduty"] });
const busArn = `arn:aws:events:us-east-1:${ACCOUNT}:event-bus/findings`;
const queueArn = `arn:aws:sqs:us-east-1:${ACCOUNT}:inbox`;

describe("sandbox/providers events", () => {
  const suite = providerSuite();

  const { make } = suite;

  const onBus = { eventBusName: "findings" };
  const policy = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
        Action: "events:PutEvents",
        Resource: busArn,
      },
    ],
  };
  const programs: [type: string, program: object, id: string, importId: string, arn?: string][] = [
    [
      rule,
      { name: "r", eventPattern, tags: { a: "b" } },
      "r",
      "r",
      `arn:aws:events:us-east-1:${ACCOUNT}:rule/r`,
    ],
    [
      rule,
      { name: "r", eventPattern, ...onBus },
      "findings/r",
      "findings/r",
      `arn:aws:events:us-east-1:${ACCOUNT}:rule/findings/r`,
    ],
    [
      target,
      {
        rule: "base",
        targetId: "t",
        arn: queueArn,
        deadLetterConfig: { arn: `${queueArn}-dead` },
        inputTransformer: { inputPaths: { a: "$.detail" }, inputTemplate: "<a>" },
      },
      "base-t",
      "base/t",
    ],
    [
      target,
      { rule: "base", targetId: "t", arn: queueArn, ...onBus },
      "findings-base-t",
      "findings/base/t",
    ],
    [
      bus,
      { name: "more", description: "more" },
      "more",
      "more",
      busArn.replace("findings", "more"),
    ],
    [busPolicy, { ...onBus, policy: JSON.stringify(policy) }, "findings", "findings"],
  ];
  for (const [type, program, id, importId, arn] of programs) {
    it(`finds nothing to do the second time for ${id}, also after a refresh and an import`, async () => {
      await make(bus, { name: "findings" });
      await make(rule, { name: "base", eventPattern });
      await make(rule, { name: "base", eventPattern, ...onBus });
      const made = await make(type, program);
      expect(made.id).to.equal(id);
      if (arn !== undefined) expect(made.state["arn"]).to.equal(arn);
      expect((await suite.plan(type, made, program)).keys).to.deep.equal([]);
      const read = await suite.aws.read(type, made.id, made);
      expect((await suite.plan(type, read, program)).keys).to.deep.equal([]);
      const imported = await suite.aws.read(type, importId);
      expect(imported.id).to.equal(id);
      expect((await suite.plan(type, imported, program)).keys).to.deep.equal([]);
      await suite.aws.delete(type, made);
      expect((await suite.aws.read(type, made.id, made)).id).to.equal("");
    });
  }

  it("changes a rule's pattern and a target's ARN in place", async () => {
    const made = await make(rule, { name: "r", eventPattern });
    const pattern = JSON.stringify({ source: ["aws.s3"] });
    const next = await suite.plan(rule, made, {
      name: "r",
      eventPattern: pattern,
      state: "DISABLED",
    });
    expect(next).to.deep.include({ keys: ["eventPattern", "state"], replaces: [] });
    await suite.aws.update(rule, made, next.inputs);
    expect(suite.cloud.world.rules[`arn:aws:events:us-east-1:${ACCOUNT}:rule/r`]).to.deep.include({
      eventPattern: { source: ["aws.s3"] },
      state: "DISABLED",
    });
    const at = await make(target, { rule: "r", targetId: "t", arn: queueArn });
    const moved = await suite.plan(target, at, { rule: "r", targetId: "t", arn: `${queueArn}-2` });
    expect(moved).to.deep.include({ keys: ["arn"], replaces: [] });
    await suite.aws.update(target, at, moved.inputs);
    expect(
      suite.cloud.world.rules[`arn:aws:events:us-east-1:${ACCOUNT}:rule/r`]!.targets,
    ).to.deep.equal([{ Id: "t", Arn: `${queueArn}-2` }]);
  });

  it("does not delete a rule while it has targets", async () => {
    const made = await make(rule, { name: "r", eventPattern });
    const at = await make(target, { rule: "r", arn: queueArn });
    expect(at.state["targetId"]).to.match(/^thing-[0-9a-f]{7}$/);
    expect((await failure(suite.aws.delete(rule, made))).message).to.contain(
      "Rule can't be deleted since it has targets.",
    );
    await suite.aws.delete(target, at);
    await suite.aws.delete(rule, made);
  });

  it("puts a rule over one that is there", async () => {
    await make(rule, { name: "r", eventPattern });
    await make(rule, { name: "r", scheduleExpression: "rate(1 day)" });
    expect(suite.cloud.world.rules[`arn:aws:events:us-east-1:${ACCOUNT}:rule/r`]).to.deep.include({
      scheduleExpression: "rate(1 day)",
    });
  });

  it("leaves a bus without any policy when its policy is deleted", async () => {
    await make(bus, { name: "findings" });
    const made = await make(busPolicy, { ...onBus, policy: JSON.stringify(policy) });
    expect(suite.cloud.world.buses[busArn]!.policy).to.deep.equal(policy);
    await suite.aws.delete(busPolicy, made);
    expect(suite.cloud.world.buses[busArn]!.policy).to.equal(null);
  });

  const wrong: [type: string, program: object, text: string][] = [
    [rule, { name: "r" }, "one of `event_pattern,schedule_expression` must be specified"],
    [rule, { name: "r", eventPattern: "{" }, '"event_pattern" contains an invalid JSON'],
    [target, { rule: "r", arn: "queue" }, '"arn" (queue) is an invalid ARN'],
    [
      target,
      { rule: "r", arn: queueArn, input: "1", inputPath: "$" },
      "only one of `input,input_path,input_transformer`",
    ],
    [bus, { name: "default" }, 'cannot be "default"'],
  ];
  for (const [type, program, text] of wrong) {
    it(`refuses before anything is made: ${text}`, async () => {
      const [, failures] = await suite.aws.check(type, "thing", program);
      expect(failures.join("\n")).to.contain(text);
    });
  }
});
