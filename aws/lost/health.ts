import { CloudWatchClient, paginateDescribeAlarms } from "@aws-sdk/client-cloudwatch";
import { GetFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import {
  GetScheduleCommand,
  paginateListSchedules,
  SchedulerClient,
} from "@aws-sdk/client-scheduler";
import { GetTopicAttributesCommand, paginateListTopics, SNSClient } from "@aws-sdk/client-sns";

import { parseArn } from "../../rules/arn";
import { isGeneratedFrom } from "../../rules/generatedNames";
import type { Result } from "../../rules/health/types";
import { functionName } from "../../rules/health/ownParts";
import { isMadeAs } from "../../rules/readers/madeAs";
import type { Account } from "../accounts";
import { isCode } from "../errors";
import { observe } from "../observe";
import { itemsOf, readAs } from "../pages";
import type { Found } from "./found";
import { existing } from "./queues";

const LOST_ALARM_TOPICS = ["sns:ListTopics", "sns:GetTopicAttributes"];

/** A topic of alarms, with its key. */
export interface AlarmTopic extends Found {
  kmsKeyId: string | undefined;
}

/** The topics of a generated name that have the display name. Never rejects. */
export function lostAlarmTopics(
  account: Account,
  region: string,
  { name, displayName }: { name: string; displayName: string },
): Promise<Result<AlarmTopic[]>> {
  return observe(LOST_ALARM_TOPICS, () =>
    readAs(SNSClient, account, region, async ({ client, options }) => {
      const found: AlarmTopic[] = [];
      const topics = await itemsOf(paginateListTopics({ client }, {}), ({ Topics }) => Topics);
      for (const { TopicArn = "" } of topics) {
        if (!isGeneratedFrom(name, parseArn(TopicArn)?.resource ?? "")) continue;
        const command = new GetTopicAttributesCommand({ TopicArn });
        const { Attributes } = await client.send(command, options());
        if (Attributes?.["DisplayName"] !== displayName) continue;
        found.push({ name: TopicArn, id: TopicArn, kmsKeyId: Attributes["KmsMasterKeyId"] });
      }
      return found;
    }),
  );
}

const LOST_SCHEDULES = ["scheduler:ListSchedules", "scheduler:GetSchedule", "lambda:GetFunction"];

/** A schedule by its generated name, and by the health check that its function has. */
export interface ScheduleSearch {
  schedule: string;
  exportName: string;
}

/** The schedules of a generated name that run a function of the health check. Never rejects. */
export function lostSchedules(
  account: Account,
  region: string,
  search: ScheduleSearch,
): Promise<Result<Found[]>> {
  return observe(LOST_SCHEDULES, async () => {
    const found = await schedulesOf(account, region, search);
    return found.map(({ name }) => ({ name, id: `default/${name}` }));
  });
}

/** The queues of a generated name in which such schedules keep runs that failed. Never rejects. */
export function queuesOfSchedules(
  account: Account,
  region: string,
  { queue, ...search }: ScheduleSearch & { queue: string },
): Promise<Result<Found[]>> {
  return observe([...LOST_SCHEDULES, "sqs:GetQueueUrl", "sqs:GetQueueAttributes"], async () => {
    const found = await schedulesOf(account, region, search);
    const arns = found.flatMap(({ queueArn }) => queueArn ?? []);
    return existing(
      account,
      region,
      arns.filter((arn) => isMadeAs(queue, arn)),
    );
  });
}

/** The functions of a generated name that such schedules run. Never rejects. */
export function functionsOfSchedules(
  account: Account,
  region: string,
  { fn, ...search }: ScheduleSearch & { fn: string },
): Promise<Result<Found[]>> {
  return observe(LOST_SCHEDULES, async () => {
    const found = await schedulesOf(account, region, search);
    const arns = new Set(found.map(({ functionArn }) => functionArn));
    return [...arns].flatMap((arn) => {
      const id = functionName(arn);
      return isGeneratedFrom(fn, id) ? [{ name: arn, id }] : [];
    });
  });
}

/** A schedule that runs a function which exists. */
interface FoundSchedule {
  name: string;
  functionArn: string;
  queueArn: string | undefined;
}

async function schedulesOf(
  account: Account,
  region: string,
  { schedule, exportName }: ScheduleSearch,
): Promise<FoundSchedule[]> {
  const runs = (FunctionName: string) =>
    readAs(LambdaClient, account, region, async ({ client, options }) => {
      try {
        const command = new GetFunctionCommand({ FunctionName });
        const { Configuration } = await client.send(command, options());
        return Configuration?.Environment?.Variables?.["EXPORT_NAME"] === exportName;
      } catch (error) {
        const gone = ["ResourceNotFound", "ResourceNotFoundException"];
        if (gone.some((code) => isCode(error, code))) return false;
        throw error;
      }
    });
  return readAs(SchedulerClient, account, region, async ({ client, options }) => {
    const of = { NamePrefix: `${schedule}-`, GroupName: "default" };
    const all = await itemsOf(paginateListSchedules({ client }, of), ({ Schedules }) => Schedules);
    const found: FoundSchedule[] = [];
    for (const { Name = "" } of all) {
      if (!isGeneratedFrom(schedule, Name)) continue;
      const command = new GetScheduleCommand({ Name, GroupName: "default" });
      const { Target } = await client.send(command, options());
      if (Target?.Arn === undefined || !(await runs(Target.Arn))) continue;
      const queueArn = Target.DeadLetterConfig?.Arn;
      found.push({ name: Name, functionArn: Target.Arn, queueArn });
    }
    return found;
  });
}

const LOST_ALARMS = ["cloudwatch:DescribeAlarms"];

/** The alarms of a generated name that have the description. Never rejects. */
export function lostAlarms(
  account: Account,
  region: string,
  { name, description }: { name: string; description: string },
): Promise<Result<Found[]>> {
  return observe(LOST_ALARMS, () =>
    readAs(CloudWatchClient, account, region, async ({ client }) => {
      const of = { AlarmNamePrefix: `${name}-` };
      const pages = paginateDescribeAlarms({ client }, of);
      const alarms = await itemsOf(pages, ({ MetricAlarms }) => MetricAlarms);
      return alarms.flatMap(({ AlarmName = "", AlarmDescription }) =>
        isGeneratedFrom(name, AlarmName) && AlarmDescription === description
          ? [{ name: AlarmName, id: AlarmName }]
          : [],
      );
    }),
  );
}
