import { isGeneratedFrom } from "../generatedNames";
import type { Alarm } from "./alarms";
import { alarmsOf, failedRunsAlarm, undeliveredAlarm } from "./alarms";
import { CHANGES } from "./changes";
import { healthNames } from "./names";
import { DIMENSIONS } from "./report";

/** What of an alarm decides when it is sent, as CloudWatch has it. */
export interface AlarmSettings {
  comparisonOperator: string;
  threshold: number;
  evaluationPeriods: number;
  /** CloudWatch has `missing` where none is set. */
  treatMissingData: string;
  /** Of one metric: these. */
  metric?: AlarmMetric;
  /** Of several metrics: the expression, and those that it reads. Defaults to none. */
  expressions?: readonly string[];
  metrics?: readonly AlarmMetric[];
}

interface AlarmMetric {
  namespace: string;
  metricName: string;
  statistic: string;
  /** In seconds. */
  period: number;
  dimensions: { [name: string]: string };
}

/** What of a health check decides how its alarms are set. */
export interface AlarmOwner {
  component: string;
  /** Undefined: not known. */
  exportName?: string;
  regions?: readonly string[];
  scheduleExpression?: string;
}

/** The settings of the alarm of that name, without what Pulumi appends, that differ from those that the stack deploys, by CloudWatch's names. */
export function changedSettings(owner: AlarmOwner, name: string, found: AlarmSettings): string[] {
  const names = healthNames(owner.component);
  if (name === names.undeliveredAlarm) return changedUndelivered(owner, found);
  const expected = expectedAlarm(owner, name);
  if (expected === undefined) return [];
  const { metric, expressions = [] } = found;
  if (metric === undefined || expressions.length > 0) return ["Metrics"];
  return [...changedCondition(expected, found), ...changedMetric(owner, expected, metric)];
}

/** Undefined: what it has to be is not known. */
function expectedAlarm({ component, ...owner }: AlarmOwner, name: string): Alarm | undefined {
  const names = healthNames(component);
  if (name === names.failedRuns) return failedRunsAlarm("", names.deadLetterQueue);
  const { regions = [], exportName = "", scheduleExpression = "" } = owner;
  const [, minutes] = /^rate\((\d+) minutes?\)$/.exec(scheduleExpression) ?? [];
  if (minutes === undefined) return undefined;
  for (const region of regions) {
    const { unhealthy, notReporting } = alarmsOf(exportName, region, Number(minutes));
    if (name === names.unhealthy(region)) return unhealthy;
    if (name === names.notReporting(region)) return notReporting;
  }
  return undefined;
}

type Condition = Pick<
  AlarmSettings,
  "comparisonOperator" | "threshold" | "evaluationPeriods" | "treatMissingData"
>;

function changedCondition(expected: Condition, found: Condition): string[] {
  return [
    ...(found.comparisonOperator === expected.comparisonOperator ? [] : ["ComparisonOperator"]),
    ...(found.threshold === expected.threshold ? [] : ["Threshold"]),
    ...(found.evaluationPeriods === expected.evaluationPeriods ? [] : ["EvaluationPeriods"]),
    ...(found.treatMissingData === expected.treatMissingData ? [] : ["TreatMissingData"]),
  ];
}

function changedMetric(
  { exportName }: AlarmOwner,
  expected: Pick<Alarm, "namespace" | "metricName" | "statistic" | "period" | "dimensions">,
  found: AlarmMetric,
): string[] {
  const [exportDimension] = DIMENSIONS;
  const wanted = Object.entries(expected.dimensions);
  const sameDimensions =
    Object.keys(found.dimensions).length === wanted.length &&
    wanted.every(([name, value]) => {
      const is = found.dimensions[name];
      if (is === undefined) return false;
      if (name === exportDimension && exportName === undefined) return true;
      return is === value || isGeneratedFrom(value, is);
    });
  return [
    ...(found.namespace === expected.namespace ? [] : ["Namespace"]),
    ...(found.metricName === expected.metricName ? [] : ["MetricName"]),
    ...(found.statistic === expected.statistic ? [] : ["Statistic"]),
    ...(found.period === expected.period ? [] : ["Period"]),
    ...(sameDimensions ? [] : ["Dimensions"]),
  ];
}

/** The alarm of what EventBridge could not deliver reads a metric of each rule. */
function changedUndelivered(owner: AlarmOwner, found: AlarmSettings): string[] {
  const names = healthNames(owner.component);
  const expected = undeliveredAlarm(
    "",
    CHANGES.map(({ key }) => names.rule(key)),
  );
  const { expressions = [], metrics = [] } = found;
  const sum = expected.metricQueries.flatMap((query) =>
    "expression" in query ? [query.expression] : [],
  );
  const sameMetrics = expected.metricQueries.every((query) => {
    if (!("metric" in query)) return true;
    const { stat: statistic, ...metric } = query.metric;
    return metrics.some((one) => changedMetric(owner, { ...metric, statistic }, one).length === 0);
  });
  const same = sameMetrics && expressions.join() === sum.join();
  return [...changedCondition(expected, found), ...(same ? [] : ["Metrics"])];
}
