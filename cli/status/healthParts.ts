import type { Cloud } from "../../aws/cloud";
import type { HealthParts } from "../../aws/healthParts";
import { observe } from "../../aws/observe";
import type {
  DeclaredHealthParts,
  HealthPartDifference,
  ObservedTopic,
} from "../../rules/health/ownParts";
import {
  alarmDifferences,
  functionDifferences,
  isFunctionOf,
  OWN_TOPIC,
  ruleDifferences,
  scheduleDifferences,
} from "../../rules/health/ownParts";
import type { WatchedNames } from "../../rules/health/ownRules";
import { topicDifferences } from "../../rules/health/ownTopic";
import { healthNames, topicsOfHealth } from "../../rules/health/names";
import { isGeneratedFrom } from "../../rules/generatedNames";
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
    const compared = await Promise.all([
      compareRuns(declared, home),
      observe("cloudwatch:DescribeAlarms", async () =>
        alarmDifferences(declared, await home.alarms(`${declared.component}-`), topicArn),
      ),
      observe(["events:ListRules", "events:ListTargetsByRule"], async () => {
        const found = await Promise.all(
          [...clients.values()].map((client) => client.rules(`${declared.component}-`)),
        );
        return ruleDifferences(declared, found.flat(), topicArn, watched);
      }),
    ]);
    const ofTopic: ObservedHealth =
      topic === undefined
        ? []
        : [topic.finding ? topic : { value: topicDifferences(declared, topic.value) }];
    return [...compared, ...ofTopic];
  } finally {
    clients.forEach((client) => client.close());
  }
}

/** The schedule, and the function that it runs. */
function compareRuns(
  declared: DeclaredHealthParts,
  client: HealthParts,
): Promise<Result<HealthPartDifference[]>> {
  const { schedule: name } = healthNames(declared.component);
  const actions = ["scheduler:ListSchedules", "scheduler:GetSchedule", "lambda:GetFunction"];
  return observe([...actions, "sqs:GetQueueUrl"], async () => {
    const schedules = await client.schedules(`${name}-`);
    const schedule = schedules.find((one) => isGeneratedFrom(name, one.name));
    const ofSchedule = scheduleDifferences(declared, schedule);
    if (schedule === undefined || !isFunctionOf(declared.component, schedule.targetArn)) {
      return ofSchedule;
    }
    const fn = await client.fn(schedule.targetArn);
    return [...ofSchedule, ...functionDifferences(declared, fn)];
  });
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
