import type { ServiceNotes } from "./notes";

export const cloudwatchNotes: ServiceNotes = {
  title: "Amazon CloudWatch",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_*.html",
  operations: {
    DeleteAlarms: { modelled: "alarms that are not there are no error" },
    DeleteDashboards: { modelled: "all dashboards have to be there" },
    DescribeAlarms: { modelled: "the alarms that are named, or by prefix" },
    DisableAlarmActions: { modelled: "alarms that are not there are no error" },
    EnableAlarmActions: { modelled: "alarms that are not there are no error" },
    GetDashboard: { modelled: "a dashboard of the account" },
    ListTagsForResource: { modelled: "an alarm" },
    PutDashboard: {
      modelled: "a body of JSON",
      differs: "a body is JSON; widgets are not checked",
    },
    PutMetricAlarm: {
      modelled:
        "one metric or queries, one statistic, periods and how long they are together, a threshold, missing data; tags of a new alarm alone",
      keepsAll: true,
      differs: "no metric is watched: the state is INSUFFICIENT_DATA",
    },
    TagResource: { modelled: "up to 50 tags, keys once, none that begins with aws:" },
    UntagResource: { modelled: "an alarm" },
  },
};
