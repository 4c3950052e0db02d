import { DIMENSIONS, HEALTHY, NAMESPACE } from "./report";

/** Runs in a row that may be missing before a Region counts as not reporting. */
const MISSED_RUNS = 3;

/** What of an alarm does not depend on what AWS names things; `Name` is what may be known only later. */
export interface Alarm<Name = string> {
  description: string;
  statistic: string;
  comparisonOperator: string;
  threshold: number;
  period: number;
  evaluationPeriods: number;
  treatMissingData: string;
  namespace: string;
  metricName: string;
  dimensions: { [name: string]: Name };
}

/** The alarms of a Region: it is unhealthy; it reports nothing. */
export function alarmsOf(
  exportName: string,
  region: string,
  intervalMinutes: number,
): { unhealthy: Alarm; notReporting: Alarm } {
  const [exportDimension, regionDimension] = DIMENSIONS;
  const common = {
    namespace: NAMESPACE,
    metricName: HEALTHY,
    dimensions: { [exportDimension]: exportName, [regionDimension]: region },
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    period: intervalMinutes * 60,
  };
  return {
    unhealthy: {
      ...common,
      description: unhealthyText(exportName, region),
      statistic: "Minimum",
      evaluationPeriods: 1,
      // Whether it reports is the other alarm's: without a report it stays as bad as it was.
      treatMissingData: "ignore",
    },
    notReporting: {
      ...common,
      description: notReportingText(exportName, region, intervalMinutes * MISSED_RUNS),
      statistic: "SampleCount",
      evaluationPeriods: MISSED_RUNS,
      treatMissingData: "breaching",
    },
  };
}

/** The alarm of failed runs: the queue keeps a message of each until it is purged. */
export function failedRunsAlarm<Name>(exportName: string, queueName: Name): Alarm<Name> {
  return {
    description: failedRunsText(exportName),
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: queueName },
    statistic: "Maximum",
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    period: 300,
    evaluationPeriods: 1,
    // SQS reports no metrics of a queue that is not used.
    treatMissingData: "notBreaching",
  };
}

const LOG = (region: string) =>
  `open the health check's log and filter for { $.Region = "${region}" }: the newest line has Findings, each with its Fix`;

function unhealthyText(exportName: string, region: string): string {
  return [
    `The export of ${region} in ${exportName} is unhealthy: the detector or its publishing destination is missing, suspended, changed, or cannot write.`,
    `Fix: 1. ${LOG(region)}.`,
    "2. Run pulumi preview --refresh to see what changed, then pulumi up to set it again. If something was deleted, run pulumi refresh first.",
    "3. This alarm returns to OK with the next run. GuardDuty keeps findings for 90 days, and stops an export that cannot write for too long.",
  ].join("\n");
}

function notReportingText(exportName: string, region: string, minutes: number): string {
  return [
    `The health of ${region} in ${exportName} has been unknown for ${minutes} minutes: the Region could not be checked, or the health check does not run.`,
    `Fix: 1. If this Region alone does not report: ${LOG(region)}.`,
    "2. If no Region reports: check that the function runs (its log and dead-letter queue) and that the schedule is enabled.",
    "3. Meanwhile run guardduty-export status. In the first minutes after a deployment this alarm is expected.",
  ].join("\n");
}

function failedRunsText(exportName: string): string {
  return [
    `A run of the health check of ${exportName} failed: it checked no Region. The other alarms report whether findings are exported.`,
    "Fix: 1. Read the messages of the dead-letter queue (deadLetterQueueUrl): the error is in their attributes, and the run in the function's log.",
    "2. Correct what it names: a changed role or environment (pulumi preview --refresh, then pulumi up), a quota, or a deleted function.",
    "3. Purge the queue: this alarm returns to OK when it is empty.",
  ].join("\n");
}
