import { expect } from "chai";

import {
  alarmKeyPolicy,
  alarmsOf,
  alarmTopicPolicy,
  CHANGES,
  failedRunsAlarm,
  forwarded,
  undeliveredAlarm,
} from "../../../rules/health";
import type { Alarm } from "../../../rules/health";
import { toEnvironment } from "../../../rules/health/environment";
import type {
  DeclaredHealthParts,
  HealthPartDifference,
  ObservedTopic,
} from "../../../rules/health/ownParts";
import { healthNames } from "../../../rules/health/names";
import { changedSettings } from "../../../rules/health/ownAlarms";
import { isOwnPattern, ruleDifferences } from "../../../rules/health/ownRules";
import { topicDifferences } from "../../../rules/health/ownTopic";
import {
  alarmDifferences,
  functionDifferences,
  OWN_TOPIC,
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
  it("is reported where a variable is another than the stack deploys", () => {
    const declared = { ...DECLARED, environment };
    const of = (change: object) =>
      functionDifferences(declared, { ...fn, environment: { ...environment, ...change } });
    expect(of({ OTHER: "1" })).to.deep.equal([]);
    const { name } = fn;
    expect(of({ KEY_ARN: "other" })).to.deep.equal([{ part: "function", is: "environment", name }]);
    expect(of({ EXPORT_NAME: "other", FREQUENCY: "SIX_HOURS" })).to.deep.equal([
      { part: "function", is: "variables", name, variables: ["EXPORT_NAME"] },
    ]);
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

describe("An alarm of a health check that is not set as the stack deploys it", () => {
  const names = healthNames("health");
  const owner = { ...DECLARED, exportName: "findings" };
  const { unhealthy, notReporting } = alarmsOf("findings", "us-east-1", 15);
  const ofMetric = ({ namespace, metricName, statistic, period, dimensions, ...rest }: Alarm) => ({
    ...rest,
    metric: { namespace, metricName, statistic, period, dimensions },
  });
  const changed = (name: string, alarm: Alarm, change: Partial<Alarm> = {}) =>
    changedSettings(owner, name, ofMetric({ ...alarm, ...change }));

  it("is reported by the settings that differ", () => {
    expect(changed(names.unhealthy("us-east-1"), unhealthy)).to.deep.equal([]);
    expect(changed(names.notReporting("us-east-1"), notReporting)).to.deep.equal([]);
    const cases: [Partial<Alarm>, string][] = [
      [{ treatMissingData: "notBreaching" }, "TreatMissingData"],
      [{ threshold: 0 }, "Threshold"],
      [{ comparisonOperator: "GreaterThanThreshold" }, "ComparisonOperator"],
      [{ evaluationPeriods: 90 }, "EvaluationPeriods"],
      [{ period: 86_400 }, "Period"],
      [{ statistic: "Sum" }, "Statistic"],
      [{ namespace: "Other" }, "Namespace"],
      [{ metricName: "Other" }, "MetricName"],
      [{ dimensions: { Export: "findings", Region: "eu-west-1" } }, "Dimensions"],
      [{ dimensions: { Export: "other", Region: "us-east-1" } }, "Dimensions"],
      [{ dimensions: { Region: "us-east-1" } }, "Dimensions"],
    ];
    for (const [change, setting] of cases) {
      const found = changed(names.notReporting("us-east-1"), notReporting, change);
      expect(found, JSON.stringify(change)).to.deep.equal([setting]);
    }
  });
  it("has the queue and the rules as AWS names them", () => {
    const queue = failedRunsAlarm("findings", `${names.deadLetterQueue}-0a1b2c3`);
    expect(changed(names.failedRuns, queue)).to.deep.equal([]);
    const dimensions = { QueueName: "other" };
    expect(changed(names.failedRuns, { ...queue, dimensions })).to.deep.equal(["Dimensions"]);
    const undelivered = (rules: string[]) => {
      const { metricQueries, ...condition } = undeliveredAlarm("findings", rules);
      return changedSettings(owner, names.undeliveredAlarm, {
        ...condition,
        expressions: metricQueries.flatMap((one) => ("expression" in one ? [one.expression] : [])),
        metrics: metricQueries.flatMap((one) =>
          "metric" in one ? [{ ...one.metric, statistic: one.metric.stat }] : [],
        ),
      });
    };
    const rules = CHANGES.map(({ key }) => `${names.rule(key)}-0a1b2c3`);
    expect(undelivered(rules)).to.deep.equal([]);
    expect(undelivered(rules.slice(1))).to.deep.equal(["Metrics"]);
  });
  it("is reported where it reads other metrics, and not where what is deployed is unknown", () => {
    const { metric: _metric, ...none } = ofMetric(notReporting);
    const name = names.notReporting("us-east-1");
    expect(changedSettings(owner, name, none)).to.deep.equal(["Metrics"]);
    expect(changedSettings({ component: "health" }, name, none)).to.deep.equal([]);
  });
});

describe("A rule of a health check that is not the one that the stack deploys", () => {
  const names = healthNames("health");
  const [ONE, OTHER] = ["a".repeat(32), "b".repeat(32)] as const;
  const deployed = {
    ...{ detectorIds: [ONE, OTHER], bucketName: "acme", keyArns: [KEY], queueUrls: [] },
    ...{ ownQueueArns: [], topicArns: [TOPIC], healthName: "health" },
  };
  const watched = { detectorIds: [ONE, OTHER], bucketName: "acme", keyArn: KEY };
  const isOwn = (key: string, pattern: string) =>
    isOwnPattern(
      "health",
      { name: names.rule(key), region: "us-east-1", home: true },
      pattern,
      watched,
    );

  for (const { key, pattern } of CHANGES) {
    it(`matches other events: ${key}`, () => {
      const text = JSON.stringify(pattern(deployed));
      expect(isOwn(key, text)).to.equal(true);
      const { detail, ...rest } = JSON.parse(text) as { detail: object };
      const narrower = { ...rest, detail: { ...detail, userIdentity: { type: ["Root"] } } };
      expect(isOwn(key, JSON.stringify(narrower))).to.equal(false);
      for (const other of ["", "{}", '{"source":["none"]}']) {
        expect(isOwn(key, other)).to.equal(false);
      }
    });
  }
  it("leaves out what the export has", () => {
    const without = (key: string, change: object) => {
      const { pattern } = CHANGES.find((one) => one.key === key)!;
      return isOwn(key, JSON.stringify(pattern({ ...deployed, ...change })));
    };
    expect(without("detector-changes", { detectorIds: [ONE] })).to.equal(false);
    expect(without("bucket-changes", { bucketName: "other" })).to.equal(false);
    expect(without("key-changes", { keyArns: [TOPIC] })).to.equal(false);
    expect(without("reader-changes", { queueUrls: ["https://sqs/1/q"] })).to.equal(true);
  });
  it("forwards other events", () => {
    const at = { name: names.forward("eu-west-1"), region: "eu-west-1", home: false };
    const own = (pattern: object) => isOwnPattern("health", at, JSON.stringify(pattern), watched);
    expect(own(forwarded(ONE, "health"))).to.equal(true);
    expect(own(forwarded(undefined, "health"))).to.equal(true);
    expect(own({ source: ["none"] })).to.equal(false);
  });
  it("is reported, as is one whose target sends another message", () => {
    const { pattern, message } = CHANGES.find(({ key }) => key === "bucket-changes")!;
    const rules = [{ region: "us-east-1", name: "health-bucket-changes" }];
    const judged = (change: object) =>
      ruleDifferences(
        { ...DECLARED, rules },
        [
          {
            ...{ region: "us-east-1", name: "health-bucket-changes-0a1b2c3", state: "ENABLED" },
            ...{ targetArns: [TOPIC], pattern: JSON.stringify(pattern(deployed)) },
            templates: { [TOPIC]: JSON.stringify(message) },
            ...change,
          },
        ],
        TOPIC,
        watched,
      );
    expect(judged({})).to.deep.equal([]);
    expect(found(judged({ pattern: "{}" }))).to.deep.equal(["rule otherPattern"]);
    for (const template of [undefined, '"all is well"']) {
      const differences = judged({ templates: { [TOPIC]: template } });
      expect(found(differences)).to.deep.equal(["rule otherMessage"]);
      expect(healthPartText(differences[0]!)).to.match(/sends another message/);
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
