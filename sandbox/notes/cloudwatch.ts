import type { ServiceNotes } from "./notes";

export const cloudwatchNotes: ServiceNotes = {
  title: "Amazon CloudWatch",
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_*.html",
  operations: {
    DeleteAlarms: {},
    DeleteDashboards: {},
    DescribeAlarms: {},
    GetDashboard: {},
    ListTagsForResource: {},
    PutDashboard: { differs: "a body is JSON; widgets are not checked" },
    PutMetricAlarm: {
      keepsAll: true,
      differs: "no metric is watched: the state is INSUFFICIENT_DATA",
    },
    TagResource: {},
    UntagResource: {},
  },
};
