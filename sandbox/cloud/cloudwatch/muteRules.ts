import type { World } from "../../world";
import { arnOf } from "../arn";
import type { Aws, Operations } from "../aws";
import { AwsError, type Caller, type Members } from "../contract";
import { tagsOf } from "../tagList";
import { alarmArn } from "./alarms";

type MuteRule = World["alarmMuteRules"][string];

/** Rules that keep alarms from doing their actions. Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-mute-rules.html */
export const muteRuleOperations: Operations = {
  /** Overwrites a rule of that name. */
  PutAlarmMuteRule: ({ world, now }, caller, input) => {
    const { Name, Description, Rule, MuteTargets, Tags, StartDate, ExpireDate } = input;
    const { AlarmNames: alarmNames = [] }: { AlarmNames?: string[] } = MuteTargets ?? {};
    const missing = alarmNames.find((name) => world.alarms[alarmArn(caller, name)] === undefined);
    // UNVERIFIED text: names have to match alarms that exist.
    if (missing !== undefined) throw invalid(`The alarm ${missing} does not exist.`);
    const { Expression, Duration, Timezone } = Rule.Schedule;
    if (!/^(cron\(\S+( \S+){4}\)|at\(\d{4}-\d\d-\d\dT\d\d:\d\d\))$/.test(Expression)) {
      throw invalid("Schedule expression must be cron(...) or at(...).");
    }
    if (durationOf(Duration) === undefined) throw invalid("Duration must be in ISO 8601 format.");
    const arn = muteRuleArn(caller, Name);
    world.alarmMuteRules[arn] = {
      ...(Description !== undefined && { description: Description }),
      schedule: {
        expression: Expression,
        duration: Duration,
        ...(Timezone && { timezone: Timezone }),
      },
      alarmNames,
      ...(StartDate && { startDate: new Date(StartDate).toISOString() }),
      ...(ExpireDate && { expireDate: new Date(ExpireDate).toISOString() }),
      updatedAt: now().toISOString(),
      tags: world.alarmMuteRules[arn]?.tags ?? tagsOf(Tags),
    };
  },

  GetAlarmMuteRule: (aws, caller, { AlarmMuteRuleName: name }) => {
    const arn = muteRuleArn(caller, name);
    const rule = aws.world.alarmMuteRules[arn];
    if (rule === undefined) {
      throw new AwsError("ResourceNotFoundException", `Alarm mute rule ${name} not found.`, 404);
    }
    const { expression, duration, timezone } = rule.schedule;
    return {
      ...summaryOf(aws, arn, rule),
      ...{ Name: name, Description: rule.description },
      Rule: { Schedule: { Expression: expression, Duration: duration, Timezone: timezone } },
      MuteTargets: { AlarmNames: rule.alarmNames },
      StartDate: rule.startDate && new Date(rule.startDate),
    };
  },

  ListAlarmMuteRules: (aws, caller, { AlarmName, Statuses }) => ({
    AlarmMuteRuleSummaries: Object.entries(aws.world.alarmMuteRules)
      .filter(([arn]) => arn.startsWith(muteRuleArn(caller, "")))
      .filter(([, { alarmNames }]) => AlarmName === undefined || alarmNames.includes(AlarmName))
      .map(([arn, rule]) => summaryOf(aws, arn, rule))
      .filter(({ Status }) => Statuses === undefined || Statuses.includes(Status)),
  }),

  /** Deleting one that is not there is no error. */
  DeleteAlarmMuteRule: ({ world }, caller, { AlarmMuteRuleName }) => {
    delete world.alarmMuteRules[muteRuleArn(caller, AlarmMuteRuleName)];
  },
};

function muteRuleArn(caller: Caller, name: unknown): string {
  return arnOf("cloudwatch", caller, `alarm-mute-rule:${name}`);
}

function summaryOf({ now }: Aws, arn: string, rule: MuteRule): Members {
  const { schedule, updatedAt, expireDate } = rule;
  return {
    AlarmMuteRuleArn: arn,
    Status: statusOf(rule, now()),
    MuteType: schedule.expression.startsWith("at(") ? "ONE_TIME" : "RECURRING",
    LastUpdatedTimestamp: new Date(updatedAt),
    ExpireDate: expireDate && new Date(expireDate),
  };
}

/** A recurring rule counts as active at all times from its start on: its windows are not modelled. Times are UTC. */
function statusOf({ schedule, startDate, expireDate }: MuteRule, now: Date): string {
  if (expireDate !== undefined && new Date(expireDate) <= now) return "EXPIRED";
  if (startDate !== undefined && new Date(startDate) > now) return "SCHEDULED";
  const [, at] = /^at\((.*)\)$/.exec(schedule.expression) ?? [];
  if (at === undefined) return "ACTIVE";
  const start = new Date(`${at}:00Z`).getTime();
  if (now.getTime() < start) return "SCHEDULED";
  return now.getTime() < start + (durationOf(schedule.duration) ?? 0) ? "ACTIVE" : "EXPIRED";
}

/** Milliseconds of a duration such as `PT4H`, `P1D` or `P2DT12H`. */
function durationOf(text: string): number | undefined {
  const match = /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(text);
  if (match === null) return undefined;
  const [days = 0, hours = 0, minutes = 0] = match.slice(1).map((one) => Number(one ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60_000;
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationError", message);
}
