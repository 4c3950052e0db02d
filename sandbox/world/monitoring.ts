import { z } from "zod";
import { parseArn } from "../../rules/arn";
import { apiShape, arnOf, tags, timestamp } from "./fields";

/** What runs code on a schedule and watches it: Lambda, EventBridge Scheduler, CloudWatch and its logs. */

const fn = z.strictObject({
  /** Members of the function's configuration, as GetFunction answers them. */
  configuration: apiShape,
  /** Reserved concurrent executions. */
  concurrency: z.number().int().optional(),
  tags,
});

const schedule = apiShape;

const logGroup = z.strictObject({
  createdAt: z.iso.datetime().optional(),
  retentionInDays: z.number().int().optional(),
  kmsKeyId: z.string().optional(),
  logGroupClass: z.string().default("STANDARD"),
  tags,
});

const isDashboard = (text: string): boolean =>
  /^dashboard\/[\w-]+$/.test(parseArn(text)?.resource ?? "");

const alarm = z.strictObject({
  settings: apiShape,
  /** The state that SetAlarmState gave it. */
  state: z.strictObject({ value: z.string(), reason: z.string() }).optional(),
  tags,
});

const alarmMuteRule = z.strictObject({
  description: z.string().optional(),
  schedule: z.strictObject({
    expression: z.string(),
    duration: z.string(),
    timezone: z.string().optional(),
  }),
  alarmNames: z.array(z.string()).default([]),
  startDate: timestamp.optional(),
  expireDate: timestamp.optional(),
  updatedAt: timestamp,
  tags,
});

export const functions = z
  .record(arnOf("lambda", "function:[\\w-]+", "a Lambda function"), fn)
  .default({});
export const schedules = z
  .record(arnOf("scheduler", "schedule/[\\w.-]+/[\\w.-]+", "a schedule"), schedule)
  .default({});
export const logGroups = z
  .record(arnOf("logs", "log-group:[\\w./#-]+", "a log group"), logGroup)
  .default({});
export const alarms = z.record(arnOf("cloudwatch", "alarm:.+", "an alarm"), alarm).default({});
export const alarmMuteRules = z
  .record(arnOf("cloudwatch", "alarm-mute-rule:.+", "an alarm mute rule"), alarmMuteRule)
  .default({});
/** ARN -> body. Dashboards are of an account, and of no Region. */
export const dashboards = z.record(z.string().refine(isDashboard), z.string()).default({});
