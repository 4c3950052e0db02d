import { FindingsReader, GuardDutyExport } from "guardduty-export";

new GuardDutyExport("findings", { regions: ["us-east-1"], frequency: "HOURLY" });
new FindingsReader("siem", { findingsUri: "s3://bucket/AWSLogs/" });
