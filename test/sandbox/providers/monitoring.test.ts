import { expect } from "chai";
import { State } from "../../../testing/providers/client";
import { ACCOUNT, providerSuite } from "../../../testing/providers/suite";

const alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
const dashboard = "aws:cloudwatch/dashboard:Dashboard";
const fn = "aws:lambda/function:Function";
const logGroup = "aws:cloudwatch/logGroup:LogGroup";
const schedule = "aws:scheduler/schedule:Schedule";
const roleArn = (name: string): string => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const functionArn = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:check`;

const archive = (hash: string): object => ({
  "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7",
  hash,
  assets: {},
});
const trust = (Service: string, account: string) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceAccount": account } },
    },
  ],
});
const program = {
  name: "check",
  role: roleArn("lambda"),
  runtime: "nodejs24.x",
  handler: "handler.handler",
  architectures: ["arm64"],
  code: archive("one"),
  environment: { variables: { camelCase: "a", UPPER: "b" } },
  reservedConcurrentExecutions: 1,
};
const everyHour = {
  name: "check",
  scheduleExpression: "rate(1 hour)",
  flexibleTimeWindow: { mode: "OFF" },
  target: {
    arn: functionArn,
    roleArn: roleArn("scheduler"),
    retryPolicy: { maximumRetryAttempts: 3 },
  },
};
const unhealthy = {
  name: "unhealthy",
  comparisonOperator: "LessThanThreshold",
  evaluationPeriods: 1,
  metricName: "Healthy",
  namespace: "Test",
  statistic: "Minimum",
  period: 900,
  threshold: 1,
  dimensions: { Region: "us-east-1" },
  alarmActions: ["arn:aws:sns:us-east-1:111122223333:oncall"],
  okActions: ["arn:aws:sns:us-east-1:111122223333:oncall"],
};

describe("sandbox/providers functions, schedules, logs, alarms and dashboards", () => {
  const suite = providerSuite({
    roles: {
      [roleArn("lambda")]: { assumeRolePolicy: trust("lambda.amazonaws.com", ACCOUNT) },
      [roleArn("scheduler")]: { assumeRolePolicy: trust("scheduler.amazonaws.com", ACCOUNT) },
      [roleArn("unlisted")]: {
        assumeRolePolicy: trust("scheduler.amazonaws.com", "9".repeat(12)),
      },
    },
  });

  const make = (type: string, inputs: object): Promise<State> => suite.make(type, inputs);
  const change = async (type: string, old: State, inputs: object) => {
    const [checked] = await suite.aws.check(type, "thing", inputs, old.inputs);
    return suite.aws.diff(type, old, checked);
  };
  const update = async (type: string, old: State, inputs: object): Promise<State> => {
    const [checked] = await suite.aws.check(type, "thing", inputs, old.inputs);
    return suite.aws.update(type, old, checked);
  };
  const problems = async (type: string, inputs: object): Promise<string[]> =>
    (await suite.aws.check(type, "thing", inputs))[1];

  const everything: [type: string, inputs: object, id: string, arn: string][] = [
    [fn, program, "check", functionArn],
    [
      schedule,
      everyHour,
      "default/check",
      `arn:aws:scheduler:us-east-1:${ACCOUNT}:schedule/default/check`,
    ],
    [
      logGroup,
      { name: "/check", retentionInDays: 90 },
      "/check",
      `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/check`,
    ],
    [alarm, unhealthy, "unhealthy", `arn:aws:cloudwatch:us-east-1:${ACCOUNT}:alarm:unhealthy`],
  ];
  for (const [type, inputs, id, arn] of everything) {
    it(`makes, reads, and deletes ${type}, with nothing to change in between`, async () => {
      const made = await make(type, inputs);
      expect(made.id).to.equal(id);
      expect(made.state["arn"]).to.equal(arn);
      expect((await change(type, made, inputs)).keys).to.deep.equal([]);
      const found = await suite.aws.read(type, made.id, made);
      expect(found.state).to.deep.equal(made.state);
      await suite.aws.delete(type, made);
      expect((await suite.aws.read(type, made.id, made)).id).to.equal("");
      await suite.aws.delete(type, made);
    });
  }

  it("keeps the case of a function's variables, and updates code, settings and concurrency in place", async () => {
    const made = await make(fn, program);
    expect(made.state["environment"]).to.deep.equal(program.environment);
    const changed = {
      ...program,
      code: archive("two"),
      timeout: 60,
      reservedConcurrentExecutions: -1,
    };
    const { keys, replaces } = await change(fn, made, changed);
    expect(keys).to.deep.equal(["code", "reservedConcurrentExecutions", "timeout"]);
    expect(replaces).to.deep.equal([]);
    const updated = await update(fn, made, changed);
    expect(updated.state["codeSha256"]).not.to.equal(made.state["codeSha256"]);
    const found = suite.cloud.world.functions[functionArn];
    expect(found?.configuration).to.include({ Timeout: 60, Handler: "handler.handler" });
    expect(found?.concurrency).to.equal(undefined);
  });

  it("refuses a role that the service may not take, and variables beyond 4 KB", async () => {
    const role = roleArn("scheduler");
    expect((await suite.refused(fn, { ...program, role })).message).to.contain(
      "cannot be assumed by Lambda.",
    );
    const variables = { LONG: "x".repeat(4096) };
    expect(
      (await suite.refused(fn, { ...program, environment: { variables } })).message,
    ).to.contain("exceeded the 4KB limit");
    const target = { ...everyHour.target, roleArn: roleArn("unlisted") };
    expect((await suite.refused(schedule, { ...everyHour, target })).message).to.contain(
      "must allow AWS EventBridge Scheduler to assume the role.",
    );
  });

  it("refuses a second function, schedule or log group of one name, and overwrites an alarm", async () => {
    for (const [type, inputs, , ,] of everything) {
      await make(type, inputs);
      if (type === alarm) await make(type, inputs);
      else expect((await suite.refused(type, inputs)).message, type).to.match(/exist/);
    }
  });

  it("replaces a dashboard of another name alone, and takes equal JSON for the same", async () => {
    const made = await make(dashboard, { dashboardName: "a", dashboardBody: '{"widgets":[]}' });
    expect(made.state["dashboardArn"]).to.equal(`arn:aws:cloudwatch::${ACCOUNT}:dashboard/a`);
    const equal = { dashboardName: "a", dashboardBody: '{ "widgets": [] }' };
    expect((await change(dashboard, made, equal)).keys).to.deep.equal([]);
    const renamed = { dashboardName: "b", dashboardBody: '{"widgets":[]}' };
    expect((await change(dashboard, made, renamed)).replaces).to.deep.equal(["dashboardName"]);
  });

  it("finds before anything is made what cannot be", async () => {
    expect(await problems(alarm, { ...unhealthy, statistic: undefined })).to.have.length(1);
    expect(await problems(alarm, { ...unhealthy, period: 90 })).to.have.length(1);
    expect(
      await problems(alarm, { ...unhealthy, alarmDescription: "x".repeat(1025) }),
    ).to.have.length(1);
    expect(await problems(logGroup, { retentionInDays: 100 })).to.have.length(1);
    expect(await problems(dashboard, { dashboardName: "a b", dashboardBody: "{}" })).to.have.length(
      1,
    );
    expect(await problems(fn, { role: roleArn("lambda") })).to.have.length(1);
    expect(await problems(schedule, { ...everyHour, name: "a/b" })).to.have.length(1);
  });
});
