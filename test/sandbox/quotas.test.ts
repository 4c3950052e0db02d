import { expect } from "chai";

import { QUOTAS, requireQuota } from "../../sandbox/cloud/quotas";
import { AwsError } from "../../sandbox/cloud";
import { parseWorld, type World } from "../../sandbox/world";
import { ADMIN, clientOf, DETECTOR, exportWorld, OTHER, refusal } from "../../testing/worlds";

const TOPIC = `arn:aws:sns:us-east-1:${ADMIN}:findings`;
const alarms = (count: number) => many(count, arns("cloudwatch", "us-east-1", "alarm:a"));

/** So many entries, by the name that each has. */
function many(count: number, name: (at: number) => string): { [name: string]: never } {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [name(at), {} as never] as const),
  );
}

function arns(service: string, region: string, resource: string): (at: number) => string {
  return (at) => `arn:aws:${service}:${region}:${ADMIN}:${resource}${at}`;
}

interface Case {
  input: { [member: string]: unknown };
  region?: string;
  most: number;
  /** A world in which there are so many. */
  filled: (count: number) => Partial<World>;
  refused: string;
}

const iam = (member: string, resource: string, quota: string, most: number): Case => ({
  ...{ input: {}, most, refused: `LimitExceeded: Cannot exceed quota for ${quota}: ${most}` },
  filled: (count) => ({ [member]: many(count, arns("iam", "", resource)) }),
});
const TOO_MANY =
  "LimitExceededException: The requested resource exceeds the maximum number allowed.";

const CASES: { [operation: string]: Case[] } = {
  "s3:CreateBucket": [
    {
      ...{ input: { Bucket: "findings" }, most: 10_000 },
      filled: (count) => ({
        buckets: Object.fromEntries(
          Object.keys(many(count, (at) => `b${at}`)).map((name) => [name, { account: ADMIN }]),
        ) as never,
      }),
      refused: "TooManyBuckets: You have attempted to create more buckets than allowed",
    },
  ],
  "events:PutRule": [
    ["us-east-1", 300],
    ["af-south-1", 100],
  ].map(([region, most]) => ({
    ...{ input: { Name: "findings" }, region: String(region), most: Number(most) },
    filled: (count) => ({ rules: many(count, arns("events", String(region), "rule/r")) }),
    refused: TOO_MANY,
  })),
  "events:CreateEventBus": [
    {
      ...{ input: { Name: "findings" }, most: 100 },
      filled: (count) => ({ buses: many(count, arns("events", "us-east-1", "event-bus/b")) }),
      refused: TOO_MANY,
    },
  ],
  "sns:Subscribe": [
    {
      ...{ input: { TopicArn: TOPIC, Attributes: { FilterPolicy: "{}" } }, most: 200 },
      filled: (count) => ({
        topics: {
          [TOPIC]: {
            subscriptions: Object.fromEntries(
              Array.from({ length: count }, (_, at) => [
                at,
                { attributes: { FilterPolicy: "{}" } },
              ]),
            ),
          },
        } as never,
      }),
      refused: "FilterPolicyLimitExceeded: Filter policy limit exceeded",
    },
  ],
  "cloudwatch:PutMetricAlarm": [
    {
      ...{ input: { AlarmName: "findings" }, most: 5_000 },
      filled: (count) => ({ alarms: alarms(count) }),
      refused: "LimitExceeded: The quota for alarms for this customer has already been reached.",
    },
  ],
  "glue:CreateDatabase": [
    {
      ...{ input: {}, most: 10_000 },
      filled: (count) => ({ databases: many(count, arns("glue", "us-east-1", "database/d")) }),
      refused: "ResourceNumberLimitExceededException: Number of databases for account exceeded.",
    },
  ],
  "athena:CreateWorkGroup": [
    {
      ...{ input: {}, most: 1_000 },
      filled: (count) => ({ workgroups: many(count, arns("athena", "us-east-1", "workgroup/w")) }),
      refused:
        "InvalidRequestException: The number of workgroups of the account is at its maximum of 1000",
    },
  ],
  "iam:CreateRole": [iam("roles", "role/r", "RolesPerAccount", 1_000)],
  "iam:CreateUser": [iam("users", "user/u", "UsersPerAccount", 5_000)],
  "iam:CreatePolicy": [iam("managedPolicies", "policy/p", "PoliciesPerAccount", 1_500)],
  "iam:CreateOpenIDConnectProvider": [
    iam("oidcProviders", "oidc-provider/o", "OpenIdConnectProvidersPerAccount", 100),
  ],
};

describe("A quota of AWS", () => {
  it("has a case here, each of them", () => {
    expect(Object.keys(CASES).sort()).to.deep.equal(Object.keys(QUOTAS).sort());
  });

  for (const [operation, cases] of Object.entries(CASES)) {
    for (const { input, region = "us-east-1", most, filled, refused } of cases) {
      it(`is enforced: ${most} by ${operation} in ${region}`, () => {
        const caller = { accountId: ADMIN, arn: `arn:aws:iam::${ADMIN}:root`, region };
        const answer = (count: number): string => {
          const world = { ...parseWorld(exportWorld()), ...filled(count) };
          try {
            requireQuota(world, caller, operation, input);
            return "accepted";
          } catch (error) {
            if (!(error instanceof AwsError)) throw error;
            return `${error.code}: ${error.message}`;
          }
        };
        expect(answer(most - 1)).to.equal("accepted");
        expect(answer(most)).to.equal(refused);
      });
    }
  }

  it("is enforced of the characters of an event pattern", async () => {
    const { call } = await clientOf();
    const put = (length: number) => {
      const [start, end] = ['{"source":["', '"]}'];
      const EventPattern = start + "s".repeat(length - start.length - end.length) + end;
      return call("events:PutRule", { Name: "findings", EventPattern });
    };
    await put(2048);
    expect(await refusal(put(2049))).to.equal(
      "InvalidEventPatternException: Event pattern is not valid. Reason: It has 2049 characters, and at most 2048 are allowed.",
    );
  });

  it("is enforced of the concurrency that functions leave to the others", async () => {
    const { call, cloud } = await clientOf();
    for (const name of ["one", "other"]) {
      cloud.world.functions[arns("lambda", "us-east-1", `function:${name}`)(1)] = {
        ...{ configuration: {}, tags: {} },
      } as never;
    }
    const reserve = (FunctionName: string, ReservedConcurrentExecutions: number) =>
      call("lambda:PutFunctionConcurrency", { FunctionName, ReservedConcurrentExecutions });
    await reserve("one1", 899);
    await reserve("one1", 899);
    await reserve("other1", 1);
    expect(await refusal(reserve("other1", 2))).to.equal(
      "InvalidParameterValueException: Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    );
  });

  it("is enforced of the accounts of a call of GuardDuty", async () => {
    const { call } = await clientOf();
    const AccountDetails = Array.from({ length: 51 }, (_, at) => ({
      ...{ AccountId: String(100000000000 + at), Email: `a${at}@example.com` },
    }));
    const created = call("guardduty:CreateMembers", { DetectorId: DETECTOR, AccountDetails });
    expect(await refusal(created)).to.equal(
      "BadRequestException: The request failed because the length provided for the accountDetails array was 51. Max allowed length is 50.",
    );
  });

  it("counts neither what is replaced nor what others have, and a refused call changes nothing", async () => {
    const { call, cloud, as } = await clientOf();
    Object.assign(cloud.world.alarms, alarms(5_000));
    const alarm = {
      ...{ MetricName: "m", Namespace: "n", ComparisonOperator: "GreaterThanThreshold" },
      ...{ EvaluationPeriods: 1, Period: 60, Threshold: 1, Statistic: "Sum" },
    };
    await call("cloudwatch:PutMetricAlarm", { AlarmName: "a1", ...alarm });
    await as(OTHER).call("cloudwatch:PutMetricAlarm", { AlarmName: "new", ...alarm });
    expect(
      await refusal(call("cloudwatch:PutMetricAlarm", { AlarmName: "new", ...alarm })),
    ).to.match(/^LimitExceeded: /);
    expect(Object.keys(cloud.world.alarms)).to.have.lengthOf(5_001);
  });
});
