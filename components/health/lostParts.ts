import type * as pulumi from "@pulumi/pulumi";

import { notLost } from "../shared/lostParts";
import type { HealthContext } from "./context";

const OF_TOPICS = ["sns:ListTopics", "sns:GetTopicAttributes"];
const OF_SCHEDULES = ["scheduler:ListSchedules", "scheduler:GetSchedule", "lambda:GetFunction"];

/** Warns of a topic, or of a key of it, while an earlier topic of the health check has the display name. */
export function notLostTopic(
  { parent, plan: { names, settings }, exportName: tag }: HealthContext,
  displayName: string,
): { topic: pulumi.ResourceHookBinding; key: pulumi.ResourceHookBinding } {
  const region = settings.homeRegion;
  const search = { name: names.topic, displayName };
  return {
    topic: notLost(parent, {
      ...{ kind: "alarmTopic", name: names.topic, region, actions: OF_TOPICS },
      find: (searches, account) => searches.lostAlarmTopics(account, region, search),
    }),
    key: notLost(parent, {
      ...{ kind: "topicKey", name: names.topicKey, region },
      actions: [...OF_TOPICS, "kms:ListResourceTags"],
      async find(searches, account) {
        const { value, finding } = await searches.lostAlarmTopics(account, region, search);
        if (value === undefined) return { finding };
        const [keyArn] = value.flatMap(({ kmsKeyId }) => kmsKeyId ?? []);
        if (keyArn === undefined) return { value: [] };
        return searches.keyOfTopic(account, region, { keyArn, tag });
      },
    }),
  };
}

/** Warns of a schedule, and refuses a dead-letter queue, while an earlier schedule runs the health check. */
export function notLostRun(
  { parent, plan: { names, settings }, exportName }: HealthContext,
  of: "schedule" | "deadLetterQueue",
): pulumi.ResourceHookBinding {
  const region = settings.homeRegion;
  const { schedule, deadLetterQueue: queue } = names;
  const search = { schedule, exportName };
  return of === "schedule"
    ? notLost(parent, {
        ...{ kind: of, name: schedule, region, actions: OF_SCHEDULES },
        find: (searches, account) => searches.lostSchedules(account, region, search),
      })
    : notLost(parent, {
        ...{ kind: of, name: queue, region },
        actions: [...OF_SCHEDULES, "sqs:GetQueueUrl", "sqs:GetQueueAttributes"],
        find: (searches, account) =>
          searches.queuesOfSchedules(account, region, { ...search, queue }),
      });
}

/** Warns of a function while an earlier one is run by a schedule of the health check. */
export function notLostFunction({
  parent,
  plan: { names, settings },
  exportName,
}: HealthContext): pulumi.ResourceHookBinding {
  const { schedule, function: fn } = names;
  return notLost(parent, {
    ...{ kind: "fn", name: fn, region: settings.homeRegion, actions: OF_SCHEDULES },
    find: (searches, account, { region }) =>
      searches.functionsOfSchedules(account, region, { schedule, exportName, fn }),
  });
}

/** Warns of an alarm while an earlier one has its description, which names the health check. */
export function notLostAlarm(
  { parent, plan: { settings } }: Pick<HealthContext, "parent" | "plan">,
  name: string,
  description: string,
): pulumi.ResourceHookBinding {
  const region = settings.homeRegion;
  return notLost(parent, {
    ...{ kind: "alarm", name, region, actions: ["cloudwatch:DescribeAlarms"] },
    find: (searches, account) => searches.lostAlarms(account, region, { name, description }),
  });
}
