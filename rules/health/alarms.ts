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

/** The alarms of a Region: what it reports is bad; it reports nothing. */
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

/** The alarm of runs that were given up: a message of each is in the queue until somebody takes it out. */
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
    // SQS tells nothing of a queue that nobody uses.
    treatMissingData: "notBreaching",
  };
}

const LOG = (region: string) =>
  `open the health check's log and filter for { $.Region = "${region}" }: the newest line has Faults, each with its NextStep`;

function unhealthyText(exportName: string, region: string): string {
  return [
    `GuardDuty does not export the findings of ${region} as ${exportName} wants it: the detector or its publishing destination is missing, suspended, changed, or cannot write.`,
    `What to do: 1. ${LOG(region)}.`,
    "2. Run pulumi preview --refresh to see what was changed, and pulumi up to set it again; what was deleted needs pulumi refresh first.",
    "3. This alarm goes back to OK with the next run. GuardDuty keeps findings for 90 days, and disables an export that cannot write for long: do it soon.",
  ].join("\n");
}

function notReportingText(exportName: string, region: string, minutes: number): string {
  return [
    `The health of ${region} in ${exportName} has not been known for ${minutes} minutes: the Region could not be asked, or the health check does not run. Whether findings are exported is unknown.`,
    `What to do: 1. If one Region is silent: ${LOG(region)}: no access, throttled, no answer, or the Region not enabled.`,
    "2. If all are: see whether the function runs (its log, its dead-letter queue) and whether the schedule is enabled.",
    "3. Meanwhile ask by hand: guardduty-export status, or aws guardduty describe-publishing-destination. In the first minutes after deployment this alarm is expected.",
  ].join("\n");
}

function failedRunsText(exportName: string): string {
  return [
    `A run of the health check of ${exportName} failed and was given up: the Regions were not asked then. Whether findings are exported is told by the other alarms.`,
    "What to do: 1. Open the messages of the dead-letter queue (deadLetterQueueUrl): the error is in their attributes; the function's log has the run.",
    "2. Mend what it names: a role or environment that was changed (pulumi preview --refresh, pulumi up), a quota, a function that was deleted.",
    "3. Purge the queue: this alarm goes back to OK when it is empty.",
  ].join("\n");
}
