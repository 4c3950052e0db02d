import {
  failedRunsAlarmText,
  notReportingAlarmText,
  undeliveredAlarmText,
  unhealthyAlarmText,
} from "../texts/alarms";
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
      description: unhealthyAlarmText(exportName, region),
      statistic: "Minimum",
      evaluationPeriods: 1,
      // Whether it reports is the other alarm's: without a report it stays as bad as it was.
      treatMissingData: "ignore",
    },
    notReporting: {
      ...common,
      description: notReportingAlarmText(exportName, region, intervalMinutes * MISSED_RUNS),
      statistic: "SampleCount",
      evaluationPeriods: MISSED_RUNS,
      treatMissingData: "breaching",
    },
  };
}

/** The alarm of failed runs: the queue keeps a message of each until it is purged. */
export function failedRunsAlarm<Name>(exportName: string, queueName: Name): Alarm<Name> {
  return {
    description: failedRunsAlarmText(exportName),
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

/**
 * The alarm of events that EventBridge could not deliver to a target, on the sum of the rules' metrics.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html
 */
export function undeliveredAlarm<Name>(exportName: string, ruleNames: readonly Name[]) {
  return {
    description: undeliveredAlarmText(exportName),
    metricQueries: [
      {
        id: "undelivered",
        expression: "SUM(FILL(METRICS(), 0))",
        label: "Failed invocations",
        returnData: true,
      },
      ...ruleNames.map((RuleName, index) => ({
        id: `rule${index}`,
        returnData: false,
        metric: {
          ...{ namespace: "AWS/Events", metricName: "FailedInvocations" },
          ...{ dimensions: { RuleName }, stat: "Sum", period: 300 },
        },
      })),
    ],
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    evaluationPeriods: 1,
    treatMissingData: "notBreaching",
  };
}
