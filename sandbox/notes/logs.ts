import type { ServiceNotes } from "./notes";

export const logsNotes: ServiceNotes = {
  title: "Amazon CloudWatch Logs",
  source: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_*.html",
  operations: {
    CreateLogGroup: { differs: "takes no log events" },
    DeleteLogGroup: {},
    DeleteRetentionPolicy: {},
    DescribeLogGroups: {},
    ListTagsForResource: {},
    PutRetentionPolicy: {},
    TagResource: {},
    UntagResource: {},
  },
};
