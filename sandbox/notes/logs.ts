import type { ServiceNotes } from "./notes";

export const logsNotes: ServiceNotes = {
  title: "Amazon CloudWatch Logs",
  source: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_*.html",
  operations: {
    CreateLogGroup: {
      modelled: "the name's pattern; one of a name",
      differs: "takes no log events",
    },
    DeleteLogGroup: { modelled: "a log group of the account" },
    DeleteRetentionPolicy: { modelled: "a log group of the account" },
    DescribeLogGroups: { modelled: "the account's log groups by prefix" },
    ListTagsForResource: { modelled: "a log group" },
    PutRetentionPolicy: { modelled: "a log group; the days that CloudWatch Logs has" },
    TagResource: { modelled: "up to 50 tags, none that begins with aws:" },
    UntagResource: { modelled: "a log group" },
  },
};
