import type { ServiceNotes } from "./notes";

export const cloudwatchNotes: ServiceNotes = {
  title: "Amazon CloudWatch",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_*.html",
  operations: {
    DeleteAlarmMuteRule: { modelled: "one that is not there is no error" },
    DeleteAlarms: { modelled: "alarms that are not there are no error" },
    DeleteDashboards: { modelled: "all dashboards have to be there" },
    DescribeAlarms: { modelled: "the alarms that are named, or by prefix" },
    DisableAlarmActions: { modelled: "alarms that are not there are no error" },
    EnableAlarmActions: { modelled: "alarms that are not there are no error" },
    GetAlarmMuteRule: { modelled: "a mute rule of the account" },
    GetDashboard: { modelled: "a dashboard of the account" },
    ListAlarmMuteRules: {
      modelled: "by alarm and status",
      differs: "a recurring rule is ACTIVE from its start on; time zones are not read",
    },
    ListTagsForResource: { modelled: "an alarm" },
    PutAlarmMuteRule: {
      modelled: "alarms that exist, the forms of expression and duration; tags of a new rule alone",
      differs: "alarms are not evaluated, so that there is no action to mute",
    },
    PutDashboard: {
      modelled: "a body of JSON",
      differs: "a body is JSON; widgets are not checked",
    },
    PutMetricAlarm: {
      modelled:
        "one metric or queries, one statistic, periods and how long they are together, a threshold, missing data; tags of a new alarm alone; 5,000 alarms of an account in a Region",
      keepsAll: true,
      differs: "no metric is watched: the state is INSUFFICIENT_DATA",
    },
    SetAlarmState: {
      modelled: "an alarm that exists",
      differs: "the state stays: no metric is watched",
    },
    TagResource: { modelled: "up to 50 tags, keys once, none that begins with aws:" },
    UntagResource: { modelled: "an alarm" },
  },
};
