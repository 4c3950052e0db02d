import { expect } from "chai";

import { alarmKeyPolicy, alarmTopicPolicy } from "../../../rules/health";
import { toEnvironment } from "../../../rules/health/environment";
import type {
  DeclaredHealthParts,
  HealthPartDifference,
  ObservedTopic,
} from "../../../rules/health/ownParts";
import { topicDifferences } from "../../../rules/health/ownTopic";
import {
  alarmDifferences,
  functionDifferences,
  OWN_TOPIC,
  ruleDifferences,
  scheduleDifferences,
} from "../../../rules/health/ownParts";
import { healthPartFix, healthPartText } from "../../../rules/texts/healthParts";

const ACCOUNT = "111122223333";
const of = (service: string, resource: string) =>
  `arn:aws:${service}:us-east-1:${ACCOUNT}:${resource}`;
const TOPIC = of("sns", "health-topic-0a1b2c3");
const KEY = of("kms", "key/11111111-2222-3333-4444-555555555555");
const DECLARED: DeclaredHealthParts = {
  ...{ component: "health", homeRegion: "us-east-1", regions: ["us-east-1", "eu-west-1"] },
  ...{ scheduleExpression: "rate(15 minutes)", topic: OWN_TOPIC, email: true },
  alarms: ["health-unhealthy-us-east-1"],
  rules: [
    { region: "us-east-1", name: "health-bucket-changes" },
    { region: "eu-west-1", name: "health-forward-eu-west-1" },
  ],
};
const found = (differences: HealthPartDifference[]) =>
  differences.map(({ part, is }) => `${part} ${is}`);

describe("The schedule of a health check", () => {
  const schedule = {
    ...{ name: "health-schedule-0a1b2c3", state: "ENABLED", expression: "rate(15 minutes)" },
    targetArn: of("lambda", "function:health-function-0a1b2c3"),
  };
  const judged = (change: object = {}) =>
    found(scheduleDifferences(DECLARED, { ...schedule, ...change }));

  it("runs the function at the interval of the stack", () => {
    expect(judged()).to.deep.equal([]);
  });
  it("is reported where it is gone, disabled, at another interval or of another function", () => {
    expect(found(scheduleDifferences(DECLARED, undefined))).to.deep.equal(["schedule missing"]);
    expect(judged({ state: "DISABLED" })).to.deep.equal(["schedule disabled"]);
    const until = "rate(15 minutes) until 2026-12-01T00:00:00.000Z";
    for (const expression of ["rate(1 days)", until]) {
      expect(judged({ expression })).to.deep.equal(["schedule otherInterval"]);
    }
    const targetArn = of("lambda", "function:health-function");
    expect(judged({ targetArn })).to.deep.equal(["schedule otherTarget"]);
  });
});

describe("The function of a health check", () => {
  const environment = toEnvironment({
    ...{ exportName: "findings", administratorAccountId: ACCOUNT },
    ...{ destinationArn: "arn:aws:s3:::acme", keyArn: KEY },
    regions: ["eu-west-1", "us-east-1"].map((region) => ({ region, detectorId: "a".repeat(32) })),
  });
  const fn = {
    ...{ name: "health-function-0a1b2c3", state: "Active", concurrency: 1, environment },
    deadLetterQueueArn: of("sqs", "health-dead-letter-queue-0a1b2c3"),
  };
  const judged = (change: object = {}) =>
    found(functionDifferences(DECLARED, { ...fn, ...change }));

  it("has the Regions of the stack, in whatever order", () => {
    expect(judged()).to.deep.equal([]);
    expect(judged({ state: undefined, concurrency: undefined })).to.deep.equal([]);
  });
  it("is reported where it is gone, failed, throttled, without a Region or a queue", () => {
    expect(found(functionDifferences(DECLARED, undefined))).to.deep.equal(["function missing"]);
    expect(judged({ state: "Failed" })).to.deep.equal(["function failed"]);
    expect(judged({ concurrency: 0 })).to.deep.equal(["function throttled"]);
    const { REGIONS = "", ...rest } = environment;
    const fewer = { ...rest, REGIONS: REGIONS.split(",")[0] };
    for (const changed of [{}, fewer]) {
      expect(judged({ environment: changed })).to.deep.equal(["function environment"]);
    }
    expect(judged({ deadLetterQueueArn: undefined })).to.deep.equal(["deadLetterQueue missing"]);
  });
});

describe("The alarms and rules of a health check", () => {
  const alarm = { name: "health-unhealthy-us-east-1-0a1b2c3", actionsEnabled: true };
  const judged = (change: object) =>
    found(alarmDifferences(DECLARED, [{ ...alarm, actions: [TOPIC], ...change }], TOPIC));
  const rules = [
    ...[["us-east-1", "health-bucket-changes-0a1b2c3", TOPIC]],
    ...[["eu-west-1", "health-forward-eu-west-1-0a1b2c3", of("events", "event-bus/default")]],
  ].map(([region = "", name = "", target = ""]) => {
    return { region, name, state: "ENABLED", targetArns: [target] };
  });
  const judgedRules = (change: object) =>
    ruleDifferences(DECLARED, [{ ...rules[0]!, ...change }, rules[1]!], TOPIC);

  it("send their messages by the topic", () => {
    expect(judged({})).to.deep.equal([]);
    expect(judgedRules({})).to.deep.equal([]);
  });
  it("are reported where they are gone, or send nothing by it", () => {
    expect(found(alarmDifferences(DECLARED, [], TOPIC))).to.deep.equal(["alarm missing"]);
    const other = of("sns", "other");
    for (const change of [{ actionsEnabled: false }, { actions: [] }, { actions: [other] }]) {
      expect(judged(change)).to.deep.equal(["alarm withoutActions"]);
    }
    expect(found(judgedRules({ name: "health-bucket-changes" }))).to.deep.equal(["rule missing"]);
    expect(found(judgedRules({ region: "eu-west-1" }))).to.deep.equal(["rule missing"]);
    expect(found(judgedRules({ state: "DISABLED" }))).to.deep.equal(["rule disabled"]);
    for (const targetArns of [[], [other]]) {
      expect(found(judgedRules({ targetArns }))).to.deep.equal(["rule withoutTarget"]);
    }
  });
});

describe("The topic of a health check", () => {
  const key = {
    arn: KEY,
    state: "Enabled",
    policy: JSON.stringify(alarmKeyPolicy("aws", ACCOUNT)),
  };
  const email = { protocol: "email", endpoint: "security@example.com", pending: false };
  const topic: ObservedTopic = {
    ...{ arn: TOPIC, policy: JSON.stringify(alarmTopicPolicy(TOPIC, ACCOUNT)) },
    ...{ kmsKeyId: KEY, key },
    subscriptions: [email],
  };
  const judged = (change: object, declared: object = {}) =>
    found(topicDifferences({ ...DECLARED, ...declared }, { ...topic, ...change }));

  it("is as the stack deploys it", () => {
    expect(judged({})).to.deep.equal([]);
    expect(judged({ kmsKeyId: "alias/findings" })).to.deep.equal([]);
  });
  it("is reported where it is gone, closed, or of a key that cannot be used", () => {
    expect(found(topicDifferences(DECLARED, undefined))).to.deep.equal(["topic missing"]);
    for (const policy of [null, "{}", "no JSON"]) {
      expect(judged({ policy })).to.deep.equal(["topic policy"]);
    }
    expect(judged({ key: { ...key, state: "Disabled" } })).to.deep.equal(["key unusable"]);
    expect(judged({ key: { ...key, policy: "{}" } })).to.deep.equal(["key policy"]);
    expect(judged({ key: undefined })).to.deep.equal(["key unusable"]);
    for (const kmsKeyId of [undefined, "alias/aws/sns"]) {
      expect(judged({ kmsKeyId, key: undefined })).to.deep.equal(["topic encryption"]);
    }
  });
  it("is reported where its messages reach no recipient", () => {
    expect(judged({ subscriptions: [] })).to.deep.equal(["topic withoutEmail"]);
    const queue = { ...email, protocol: "sqs" };
    expect(judged({ subscriptions: [queue] })).to.deep.equal(["topic withoutEmail"]);
    expect(judged({ subscriptions: [] }, { email: false })).to.deep.equal(["topic unsubscribed"]);
    const pending = [{ ...email, pending: true }];
    expect(judged({ subscriptions: pending })).to.deep.equal(["topic unconfirmed"]);
  });
  it("is reported where a filter keeps messages from the e-mail address, or every message from another", () => {
    const filtered = (change: object, policy: string, scope?: string) =>
      judged({ subscriptions: [email, { ...email, ...change, filter: { policy, scope } }] });
    const other = { protocol: "https", endpoint: "https://example.com" };
    const body = '{"AlarmName":["x"]}';
    expect(filtered({}, body, "MessageBody")).to.deep.equal(["topic filtered"]);
    expect(filtered(other, body, "MessageBody")).to.deep.equal([]);
    expect(filtered(other, body)).to.deep.equal(["topic filtered"]);
    for (const policy of ["{}", '{"team":["a",{"exists":false}]}']) {
      expect(filtered(other, policy)).to.deep.equal([]);
    }
  });
  it("that exists has a policy and a key of its owner's, which have to let alarms and rules publish", () => {
    const open = (Action: string) =>
      JSON.stringify({ Statement: [{ Effect: "Allow", Principal: "*", Action, Resource: "*" }] });
    const given = { topic: TOPIC, email: false };
    const others = { policy: open("sns:Publish"), key: { ...key, policy: open("kms:*") } };
    expect(judged(others, given)).to.deep.equal([]);
    expect(judged({ ...others, kmsKeyId: undefined }, given)).to.deep.equal([]);
    expect(judged({ ...others, policy: "{}" }, given)).to.deep.equal(["topic denies"]);
    expect(judged({ ...others, key: { ...key, policy: "{}" } }, given)).to.deep.equal([
      "key denies",
    ]);
    expect(judged({ ...others, key: { ...key, state: "Disabled" } }, given)).to.deep.equal([
      "key unusable",
    ]);
  });
  it("has a fix of its Region in each of these", () => {
    const all = topicDifferences({ ...DECLARED, email: false }, { ...topic, subscriptions: [] });
    expect(all.map(healthPartText)).to.deep.equal([
      `the topic ${TOPIC} of the health check has no subscription: its messages reach no recipient`,
    ]);
    expect(all.map(healthPartFix).join()).to.contain(`--topic-arn ${TOPIC} --region us-east-1`);
  });
});
