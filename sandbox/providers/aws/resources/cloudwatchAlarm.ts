import type { Members } from "../../../cloud/contract";
import { isEmpty, sameSet } from "../../resource/equality";
import { fromMembers, toMembers } from "../members";
import { Aws, AwsDefinition, AwsProp } from "../resource";
import { fromTagList, toTagList } from "../tags";
import * as tests from "../tests";

const actions: AwsProp = { same: sameSet };

const settings: { [property: string]: AwsProp } = {
  comparisonOperator: {},
  evaluationPeriods: { test: tests.numberBetween(1, Number.MAX_SAFE_INTEGER) },
  datapointsToAlarm: {},
  metricName: {},
  namespace: {},
  statistic: {
    test: tests.oneOf("SampleCount", "Average", "Sum", "Minimum", "Maximum"),
  },
  extendedStatistic: {},
  period: {
    test: (value, label) =>
      [10, 20, 30].includes(Number(value)) || Number(value) % 60 === 0
        ? undefined
        : `"${label}" must be 10, 20, 30 or a multiple of 60`,
  },
  threshold: {},
  treatMissingData: {
    default: "missing",
    test: tests.oneOf("breaching", "notBreaching", "ignore", "missing"),
  },
  unit: {},
  alarmDescription: { test: tests.lengthBetween(0, 1024) },
  actionsEnabled: { default: true },
  alarmActions: actions,
  okActions: actions,
  insufficientDataActions: actions,
};

export const metricAlarm: AwsDefinition = {
  token: "aws:cloudwatch/metricAlarm:MetricAlarm",
  props: {
    name: { replaces: true, autoname: { maxLength: 255 } },
    ...settings,
    dimensions: {},
    metricQueries: { same: sameSet },
  },
  notModelled: [
    "evaluateLowSampleCountPercentiles",
    "evaluationCriteria",
    "evaluationInterval",
    "thresholdMetricId",
    "warmUpConfiguration",
  ],
  testAll({ metricName, statistic, extendedStatistic }) {
    if (metricName === undefined || statistic !== undefined || extendedStatistic !== undefined) {
      return undefined;
    }
    return "One of `statistic` or `extended_statistic` must be set for a cloudwatch metric alarm";
  },
  async tag({ call, arn, id }, { set, removed }) {
    const doing = `updating tags for CloudWatch Metric Alarm (${id})`;
    const ResourceARN = arn("cloudwatch", `alarm:${id}`);
    if (removed.length > 0) {
      await call("cloudwatch:UntagResource", { ResourceARN, TagKeys: removed }, doing);
    }
    if (!isEmpty(set)) {
      await call("cloudwatch:TagResource", { ResourceARN, Tags: toTagList(set) }, doing);
    }
  },

  async create(resource) {
    const name: string = resource.inputs["name"];
    await put(resource, name, `creating CloudWatch Metric Alarm (${name})`);
    return name;
  },
  async read({ call, id }) {
    const doing = `reading CloudWatch Metric Alarm (${id})`;
    const { MetricAlarms } = await call("cloudwatch:DescribeAlarms", { AlarmNames: [id] }, doing);
    const [found] = MetricAlarms;
    if (found === undefined) return undefined;
    const {
      AlarmArn,
      OKActions,
      Dimensions,
      Metrics,
      AlarmName: _,
      StateValue: __,
      ...rest
    } = found;
    const { Tags } = await call("cloudwatch:ListTagsForResource", { ResourceARN: AlarmArn }, doing);
    return {
      ...fromMembers(rest),
      okActions: OKActions,
      dimensions: fromDimensions(Dimensions),
      ...(Metrics && { metricQueries: Metrics.map(fromQuery) }),
      evaluateLowSampleCountPercentiles: "",
      name: id,
      arn: AlarmArn,
      tags: fromTagList(Tags),
    };
  },
  async update(resource) {
    const { id, changed } = resource;
    if (changed.size > 0) await put(resource, id, `updating CloudWatch Metric Alarm (${id})`);
  },
  async delete({ call, id }) {
    const doing = `deleting CloudWatch Metric Alarm (${id})`;
    await call("cloudwatch:DeleteAlarms", { AlarmNames: [id] }, doing);
  },
};

/** Metrics and expressions of an alarm on several of them. */
function toQuery({ id: Id, metric, ...rest }: { [property: string]: unknown }): Members {
  const query = { Id, ...toMembers(rest) };
  if (!metric) return query;
  const { dimensions, period, stat, unit, ...of } = metric as { [property: string]: unknown };
  const Metric = { ...toMembers(of), Dimensions: toDimensions(dimensions) };
  return { ...query, MetricStat: { Metric, ...toMembers({ period, stat, unit }) } };
}

function fromQuery({ Id: id, MetricStat, ...rest }: Members): { [property: string]: unknown } {
  const query = { id, ...fromMembers(rest) };
  if (!MetricStat) return query;
  const { Metric, ...how } = MetricStat;
  const { Dimensions, ...of } = Metric;
  const metric = { ...fromMembers(of), ...fromMembers(how) };
  return { ...query, metric: { ...metric, dimensions: fromDimensions(Dimensions) } };
}

function toDimensions(dimensions: unknown): { Name: string; Value: string }[] {
  const entries = Object.entries((dimensions ?? {}) as { [name: string]: string });
  return entries.map(([Name, Value]) => ({ Name, Value }));
}

function fromDimensions(dimensions: { Name: string; Value: string }[] | null | undefined) {
  return Object.fromEntries((dimensions ?? []).map(({ Name, Value }) => [Name, Value]));
}

async function put({ call, inputs }: Aws, name: string, doing: string): Promise<void> {
  const { okActions, ...rest } = Object.fromEntries(
    Object.keys(settings).map((property) => [property, inputs[property]]),
  );
  const request = {
    AlarmName: name,
    ...toMembers(rest),
    ...(okActions && { OKActions: okActions }),
    ...(inputs["dimensions"] && { Dimensions: toDimensions(inputs["dimensions"]) }),
    ...(inputs["metricQueries"] && { Metrics: inputs["metricQueries"].map(toQuery) }),
    Tags: toTagList(inputs["tagsAll"]),
  };
  await call("cloudwatch:PutMetricAlarm", request, doing);
}
