import type { Cloud } from "../../aws/cloud";
import type { HealthParts } from "../../aws/healthParts";
import { observe } from "../../aws/observe";
import { resourceId } from "../../rules/arn";
import type {
  DeclaredHealthParts,
  HealthPartDifference,
  ObservedFunction,
  ObservedRule,
  ObservedSchedule,
  ObservedTopic,
} from "../../rules/health/ownParts";
import {
  alarmDifferences,
  functionDifferences,
  isFunctionOf,
  OWN_TOPIC,
  scheduleDifferences,
} from "../../rules/health/ownParts";
import { muteDifferences } from "../../rules/health/muteRules";
import { ownRoles, roleDifferences } from "../../rules/health/ownRoles";
import type { WatchedNames } from "../../rules/health/ownRules";
import { ruleDifferences } from "../../rules/health/ownRules";
import { topicDifferences } from "../../rules/health/ownTopic";
import { healthNames, topicsOfHealth } from "../../rules/health/names";
import { isGeneratedFrom } from "../../rules/generatedNames";
import { changesMessages } from "../../rules/readers/dataProtection";
import type { Finding, Result } from "../findings";
import { notChecked, unchecked, warning } from "../findings";

/** What of the health check differs; a part that could not be read is a finding. */
export type ObservedHealth = Result<HealthPartDifference[]>[];

/** Compares the parts of the stack's health check with what it deploys; undefined: it has none, or its parts are not known. Never rejects. */
export async function observeHealth(
  declared: DeclaredHealthParts | undefined,
  cloud: Cloud,
  { timeout, watched }: { timeout: number; watched: WatchedNames },
): Promise<ObservedHealth | undefined> {
  if (declared === undefined) return undefined;
  const account = cloud.accounts["administrator"]?.value;
  if (account === undefined) {
    return [{ finding: unchecked("accountNotConfigured", { role: "administrator" }) }];
  }
  // The clients are loaded where they are needed.
  const { healthParts } = await import("../../aws/healthParts");
  const regions = [
    ...new Set([declared.homeRegion, ...declared.rules.map(({ region }) => region)]),
  ];
  const clients = new Map(
    regions.map((region) => [region, healthParts(region, account, { timeout })]),
  );
  const home = clients.get(declared.homeRegion) as HealthParts;
  try {
    const topic = await readTopic(declared, home);
    const topicArn = topic?.value?.arn;
    const prefix = `${declared.component}-`;
    const [runs, rules, alarms, ...others] = await Promise.all([
      readRuns(declared, home),
      observe(["events:ListRules", "events:ListTargetsByRule", "sqs:GetQueueUrl"], async () => {
        const found = [...clients.values()].map((client) => client.rules(prefix));
        return (await Promise.all(found)).flat();
      }),
      observe("cloudwatch:DescribeAlarms", async () =>
        alarmDifferences(declared, await home.alarms(prefix), topicArn),
      ),
      observe(["cloudwatch:ListAlarmMuteRules", "cloudwatch:GetAlarmMuteRule"], async () =>
        muteDifferences(declared, await home.muteRules()),
      ),
      ...(topicArn === undefined ? [] : [compareProtection(topicArn, home)]),
    ]);
    return [
      runs.finding
        ? runs
        : {
            value: [
              ...scheduleDifferences(declared, runs.value.schedule),
              ...(runs.value.runs ? functionDifferences(declared, runs.value.fn) : []),
            ],
          },
      alarms,
      rules.finding ? rules : { value: ruleDifferences(declared, rules.value, topicArn, watched) },
      ...others,
      ...(await compareRoles(declared, cloud, { ...runs.value, rules: rules.value })),
      ...(topic === undefined
        ? []
        : [topic.finding ? topic : { value: topicDifferences(declared, topic.value) }]),
    ];
  } finally {
    clients.forEach((client) => client.close());
  }
}

interface Runs {
  schedule?: ObservedSchedule;
  fn?: ObservedFunction;
  /** Whether the schedule runs the health check's function. */
  runs: boolean;
}

/** The schedule, and the function that it runs. */
function readRuns(declared: DeclaredHealthParts, client: HealthParts): Promise<Result<Runs>> {
  const { schedule: name } = healthNames(declared.component);
  const actions = ["scheduler:ListSchedules", "scheduler:GetSchedule", "lambda:GetFunction"];
  return observe([...actions, "sqs:GetQueueUrl"], async () => {
    const schedules = await client.schedules(`${name}-`);
    const schedule = schedules.find((one) => isGeneratedFrom(name, one.name));
    if (schedule === undefined) return { runs: false };
    const runs = isFunctionOf(declared.component, schedule.targetArn);
    return { schedule, runs, ...(runs && { fn: await client.fn(schedule.targetArn) }) };
  });
}

/** SNS has no such policy of a topic where none was put. */
function compareProtection(
  name: string,
  client: HealthParts,
): Promise<Result<HealthPartDifference[]>> {
  return observe("sns:GetDataProtectionPolicy", async () => {
    const policy = await client.dataProtection(name);
    const differs = policy !== undefined && changesMessages(policy);
    return differs ? [{ part: "topic", is: "dataProtection", name } as const] : [];
  });
}

/** The roles that were read elsewhere are those of the parts that were. */
async function compareRoles(
  { component, homeRegion }: DeclaredHealthParts,
  cloud: Cloud,
  { schedule, fn, rules = [] }: Partial<Runs> & { rules: ObservedRule[] | undefined },
): Promise<ObservedHealth> {
  const forwards = rules.filter(({ region }) => region !== homeRegion);
  const roles = ownRoles({
    ...{ component, homeRegion, schedule, fn },
    forwardRoleArns: forwards.flatMap(({ roleArns = [] }) => roleArns),
  });
  if (roles.length === 0) return [];
  const client = await cloud.identities("administrator");
  if (client.value === undefined) return [{ finding: client.finding }];
  const { IDENTITY_READS } = await import("../../aws/identities");
  const { read } = client.value;
  return Promise.all(
    roles.map((role) =>
      observe(IDENTITY_READS.role, async () =>
        roleDifferences(role, await read("role", resourceId(role.arn))),
      ),
    ),
  );
}

/** Undefined: which topic it is, is not known. */
async function readTopic(
  { component, topic: declared }: DeclaredHealthParts,
  client: HealthParts,
): Promise<Result<ObservedTopic | undefined> | undefined> {
  if (declared === undefined) return undefined;
  const ofSubscriptions = ["sns:ListSubscriptionsByTopic", "sns:GetSubscriptionAttributes"];
  const actions = ["sns:GetTopicAttributes", ...ofSubscriptions];
  const ofKey = ["kms:DescribeKey", "kms:GetKeyPolicy"];
  const own = declared === OWN_TOPIC;
  return observe([...(own ? ["sns:ListTopics"] : []), ...actions, ...ofKey], async () => {
    const [arn] = own ? topicsOfHealth(component, await client.topics()) : [declared];
    return arn === undefined ? undefined : client.topic(arn);
  });
}

export function judgeHealth(observed: ObservedHealth | undefined = []): Finding[] {
  return observed.flatMap(({ value, finding }) =>
    finding
      ? [notChecked("healthCheck", finding)]
      : value.map((difference) => warning("healthPartDiffers", { difference })),
  );
}
