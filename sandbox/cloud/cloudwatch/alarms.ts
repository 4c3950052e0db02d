import { arnText } from "../../../rules/arn";
import type { World } from "../../world";
import { requireAlarmSettings } from "./alarmRules";
import { arnOf, nameOfArn, partitionOf } from "../arn";
import type { Operations } from "../aws";
import { AwsError, type Caller } from "../contract";
import { isJson } from "../json";
import { tagListOf, tagsOf } from "../tagList";
import { addTags } from "../tagRules";

type Alarm = World["alarms"][string];

const MAXIMUM_DESCRIPTION = 1024;

/** Alarms and dashboards: kept as they were put, nothing watches. */
export const alarmOperations: Operations = {
  /** Overwrites an alarm of that name, and leaves its tags. */
  PutMetricAlarm: ({ world }, caller, input) => {
    const { AlarmName, Tags, ...settings } = input;
    if (String(settings["AlarmDescription"] ?? "").length > MAXIMUM_DESCRIPTION) {
      throw invalid(
        "1 validation error detected: Value at 'alarmDescription' failed to satisfy constraint: Member must have length less than or equal to 1024",
      );
    }
    requireAlarmSettings(settings);
    const arn = alarmArn(caller, AlarmName);
    const given = tagsOf(Tags);
    // Of an alarm that exists they are ignored.
    const tags = world.alarms[arn]?.tags ?? given;
    world.alarms[arn] = { ...world.alarms[arn], settings, tags };
  },

  DescribeAlarms: ({ world }, caller, { AlarmNames, AlarmNamePrefix = "" }) => {
    if (AlarmNames !== undefined && AlarmNamePrefix !== "") {
      // UNVERIFIED text.
      throw invalid("AlarmNamePrefix cannot be specified with AlarmNames");
    }
    const names: string[] = AlarmNames ?? namesFrom(world, caller, AlarmNamePrefix);
    return {
      MetricAlarms: names.flatMap((name) => {
        const arn = alarmArn(caller, name);
        const alarm = world.alarms[arn];
        if (alarm === undefined) return [];
        const { value = "INSUFFICIENT_DATA", reason } = alarm.state ?? {};
        const described = {
          AlarmName: name,
          AlarmArn: arn,
          StateValue: value,
          StateReason: reason,
        };
        return [{ ...described, ActionsEnabled: true, ...alarm.settings }];
      }),
    };
  },

  DisableAlarmActions: ({ world }, caller, { AlarmNames }) => {
    setActions(world, caller, AlarmNames, false);
  },

  EnableAlarmActions: ({ world }, caller, { AlarmNames }) => {
    setActions(world, caller, AlarmNames, true);
  },

  /** As no metric is watched, the alarm keeps the state. */
  SetAlarmState: ({ world }, caller, { AlarmName, StateValue, StateReason, StateReasonData }) => {
    const alarm = world.alarms[alarmArn(caller, AlarmName)];
    if (alarm === undefined)
      throw new AwsError("ResourceNotFound", `Alarm not found: ${AlarmName}`, 404);
    if (StateReasonData !== undefined && !isJson(StateReasonData)) {
      throw new AwsError("InvalidFormat", "StateReasonData must be valid JSON.");
    }
    alarm.state = { value: StateValue, reason: StateReason };
  },

  DeleteAlarms: ({ world }, caller, { AlarmNames }) => {
    for (const name of AlarmNames) delete world.alarms[alarmArn(caller, name)];
  },

  ListTagsForResource: ({ world }, _caller, { ResourceARN }) => ({
    Tags: tagListOf(requireAlarm(world, ResourceARN).tags),
  }),

  TagResource: ({ world }, _caller, { ResourceARN, Tags }) => {
    addTags("cloudwatch", requireAlarm(world, ResourceARN).tags, tagsOf(Tags));
  },

  UntagResource: ({ world }, _caller, { ResourceARN, TagKeys }) => {
    const { tags } = requireAlarm(world, ResourceARN);
    for (const key of TagKeys) delete tags[key];
  },

  PutDashboard: ({ world }, caller, { DashboardName, DashboardBody }) => {
    if (!isJson(DashboardBody)) {
      throw new AwsError(
        "InvalidParameterInput",
        "The dashboard body is invalid, there are 1 validation errors: The field dashboardBody must be a valid JSON object",
      );
    }
    world.dashboards[dashboardArn(caller, DashboardName)] = DashboardBody;
    return { DashboardValidationMessages: [] };
  },

  GetDashboard: ({ world }, caller, { DashboardName }) => {
    const arn = dashboardArn(caller, DashboardName);
    const body = world.dashboards[arn];
    if (body === undefined) throw noDashboard(DashboardName);
    return { DashboardArn: arn, DashboardBody: body, DashboardName };
  },

  DeleteDashboards: ({ world }, caller, { DashboardNames }) => {
    for (const name of DashboardNames) {
      const arn = dashboardArn(caller, name);
      if (world.dashboards[arn] === undefined) throw noDashboard(name);
      delete world.dashboards[arn];
    }
  },
};

export function alarmArn(caller: Caller, name: unknown): string {
  return arnOf("cloudwatch", caller, `alarm:${name}`);
}

/** Alarms that are not there are passed over. */
function setActions({ alarms }: World, caller: Caller, names: string[], enabled: boolean): void {
  for (const name of names) {
    const alarm = alarms[alarmArn(caller, name)];
    if (alarm !== undefined) alarm.settings["ActionsEnabled"] = enabled;
  }
}

/** The names of a Region's alarms that start so. */
function namesFrom({ alarms }: World, caller: Caller, prefix: string): string[] {
  const start = alarmArn(caller, "");
  return Object.keys(alarms)
    .filter((arn) => arn.startsWith(`${start}${prefix}`))
    .map((arn) => arn.slice(start.length));
}

function dashboardArn({ accountId, region }: Caller, name: unknown): string {
  return arnText({
    partition: partitionOf(region),
    service: "cloudwatch",
    region: "",
    accountId,
    resource: `dashboard/${name}`,
  });
}

function requireAlarm(world: World, arn: string): Alarm {
  const found = world.alarms[arn];
  if (found !== undefined) return found;
  throw new AwsError("ResourceNotFoundException", `Unknown: ${nameOfArn(arn)}`, 404);
}

function noDashboard(name: unknown): AwsError {
  return new AwsError("ResourceNotFound", `Dashboard ${name} does not exist`, 404);
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationError", message);
}
