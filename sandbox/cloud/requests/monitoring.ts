import { arnText, parseArn } from "../../../rules/arn";
import { partitionOf } from "../arn";
import { type NeededAction, type Call, EVERY, named, passedRoles, tagging } from "./needed";

export function cloudwatchActions({ caller, name, input }: Call): NeededAction[] {
  if (name.includes("MuteRule")) return muteRuleActions({ caller, name, input });
  const { ResourceARN, AlarmName, AlarmNames, DashboardName, DashboardNames, Tags } = input;
  const alarms = [AlarmName ?? AlarmNames ?? []]
    .flat()
    .map((alarm) => named(caller, "cloudwatch", "alarm:", alarm));
  const { region, accountId } = caller;
  const dashboards = [DashboardName ?? DashboardNames ?? []].flat().map((dashboard) =>
    arnText({
      ...{ partition: partitionOf(region), service: "cloudwatch", region: "", accountId },
      resource: `dashboard/${String(dashboard)}`,
    }),
  );
  const all = [...(ResourceARN === undefined ? [] : [ResourceARN]), ...alarms, ...dashboards];
  return [
    { action: name, resources: all.length === 0 ? [EVERY] : all },
    ...(ResourceARN === undefined ? tagging(Tags, alarms) : []),
  ];
}

/** The rule itself, and each alarm that it mutes: API_PutAlarmMuteRule. */
function muteRuleActions({
  caller,
  name,
  input,
}: Pick<Call, "caller" | "name" | "input">): NeededAction[] {
  const { Name, AlarmMuteRuleName, MuteTargets, Tags } = input;
  const rule = Name ?? AlarmMuteRuleName;
  if (rule === undefined) return [{ action: name, resources: [EVERY] }];
  const own = named(caller, "cloudwatch", "alarm-mute-rule:", rule);
  const alarms = (MuteTargets?.AlarmNames ?? []).map((alarm: string) =>
    named(caller, "cloudwatch", "alarm:", alarm),
  );
  return [{ action: name, resources: [own, ...alarms] }, ...tagging(Tags, [own])];
}

export function lambdaActions({ caller, name, input }: Call): NeededAction[] {
  const { Resource, FunctionName, Role, Tags } = input;
  const isArn = parseArn(String(FunctionName)) !== undefined;
  const fn = isArn ? String(FunctionName) : named(caller, "lambda", "function:", FunctionName);
  const resources: string[] = [Resource ?? fn];
  return [
    { action: name, resources },
    ...(name === "CreateFunction" ? tagging(Tags, resources) : []),
    ...passedRoles(Role),
  ];
}

export function logsActions({ caller, name, input }: Call): NeededAction[] {
  const { resourceArn, logGroupName, tags } = input;
  if (name === "DescribeLogGroups") {
    return [{ action: name, resources: [named(caller, "logs", "log-group:", "")] }];
  }
  const resources: string[] = [resourceArn ?? named(caller, "logs", "log-group:", logGroupName)];
  return [
    { action: name, resources },
    ...(name === "CreateLogGroup" ? tagging(tags, resources) : []),
  ];
}

export function schedulerActions({ caller, name, input }: Call): NeededAction[] {
  const { GroupName = "default", Name, Target } = input;
  // IAM has no resource for lists: list_amazoneventbridgescheduler.
  if (name === "ListSchedules") return [{ action: name, resources: [EVERY] }];
  return [
    { action: name, resources: [named(caller, "scheduler", `schedule/${GroupName}/`, Name)] },
    ...passedRoles(Target?.RoleArn),
  ];
}
