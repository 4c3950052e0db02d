import { AwsError, type Members } from "../contract";

const HOUR = 3600;
const DAY = 86_400;
const WEEK = 604_800;
const MISSING_DATA = ["breaching", "notBreaching", "ignore", "missing"];
/** Members that an alarm on several metrics has in its queries. */
const OF_ONE_METRIC = [
  "MetricName",
  "Namespace",
  "Dimensions",
  "Period",
  "Unit",
  "Statistic",
  "ExtendedStatistic",
];

/**
 * Throws CloudWatch's refusal of an alarm. The texts are UNVERIFIED: AWS documents the constraints.
 * Source: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function requireAlarmSettings(settings: Members): void {
  const { Metrics, MetricName, EvaluationPeriods = 1, DatapointsToAlarm } = settings;
  if ((Metrics === undefined) === (MetricName === undefined)) {
    throw invalid("Exactly one of MetricName and Metrics must be specified.");
  }
  const { TreatMissingData } = settings;
  if (TreatMissingData !== undefined && !MISSING_DATA.includes(TreatMissingData)) {
    throw invalid(`TreatMissingData must be one of ${MISSING_DATA.join(", ")}.`);
  }
  if (DatapointsToAlarm > EvaluationPeriods) {
    throw invalid("DatapointsToAlarm must be less than or equal to EvaluationPeriods.");
  }
  if ((settings["Threshold"] === undefined) === (settings["ThresholdMetricId"] === undefined)) {
    throw invalid("Exactly one of Threshold and ThresholdMetricId must be specified.");
  }
  if (Metrics === undefined) return requireMetric(settings);
  const stray = OF_ONE_METRIC.find((member) => settings[member] !== undefined);
  if (stray !== undefined) throw invalid(`${stray} must not be specified together with Metrics.`);
}

function requireMetric(settings: Members): void {
  const { Namespace, Period, EvaluationPeriods, Statistic, ExtendedStatistic } = settings;
  if (Namespace === undefined) throw invalid("Namespace must be specified with MetricName.");
  if ((Statistic === undefined) === (ExtendedStatistic === undefined)) {
    throw invalid("Exactly one of Statistic and ExtendedStatistic must be specified.");
  }
  if (![10, 20, 30].includes(Period) && !(Period > 0 && Period % 60 === 0)) {
    throw invalid("Period must be 10, 20, 30 or a multiple of 60.");
  }
  const most = Period < HOUR ? DAY : WEEK;
  if (Period * EvaluationPeriods > most) {
    throw invalid(`Period multiplied by EvaluationPeriods must not exceed ${most} seconds.`);
  }
}

function invalid(message: string): AwsError {
  return new AwsError("ValidationError", message);
}
