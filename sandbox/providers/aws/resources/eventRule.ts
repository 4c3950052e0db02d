import { isEmpty } from "../../resource/equality";
import { isRefusal, unlessGone } from "../errors";
import { chosenName, nameProps, nameState } from "../naming";
import { normalPolicy, samePolicy } from "../policy";
import { Aws, AwsDefinition, AwsProp } from "../resource";
import { fromTagList, toTagList } from "../tags";
import * as tests from "../tests";
import { retry } from "../waiting";
import { busProp, isMissing, tagByArn } from "./eventBus";

/** The pattern as JSON: an object, in 4,096 characters of its normal form. */
const patternProp: AwsProp = {
  test(value, label, settings) {
    const problem = tests.json(value, label, settings);
    if (problem) return problem;
    return tests.lengthBetween(0, 4096)(normalPolicy(value), label, settings);
  },
  stored: normalPolicy,
  same: samePolicy,
};

export const eventRule: AwsDefinition = {
  token: "aws:cloudwatch/eventRule:EventRule",
  props: {
    ...nameProps(64),
    eventBusName: busProp,
    eventPattern: patternProp,
    scheduleExpression: { test: tests.lengthBetween(0, 256) },
    description: { test: tests.lengthBetween(0, 512) },
    roleArn: { test: tests.arn },
    state: {
      default: "ENABLED",
      test: tests.oneOf("ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"),
    },
    forceDestroy: { default: false, local: true },
  },
  notModelled: ["isEnabled"],
  testAll: ({ eventPattern, scheduleExpression }) =>
    isEmpty(eventPattern) && isEmpty(scheduleExpression)
      ? "one of `event_pattern,schedule_expression` must be specified"
      : undefined,
  tag: tagByArn,

  async create(resource) {
    const name = chosenName(resource.inputs);
    await putRule(resource, name, `creating EventBridge Rule (${name})`);
    const bus: string = resource.inputs["eventBusName"];
    return bus === "default" ? name : `${bus}/${name}`;
  },
  async read({ call, id }) {
    const { bus, name } = ruleParts(id);
    const doing = `reading EventBridge Rule (${id})`;
    const request = { Name: name, EventBusName: bus };
    const found = await unlessGone(isMissing, () => call("events:DescribeRule", request, doing));
    if (!found) return undefined;
    const { Tags } = await call("events:ListTagsForResource", { ResourceARN: found["Arn"] }, doing);
    return {
      ...nameState(name),
      eventBusName: bus,
      arn: found["Arn"],
      eventPattern: found["EventPattern"] ?? "",
      scheduleExpression: found["ScheduleExpression"] ?? "",
      description: found["Description"] ?? "",
      roleArn: found["RoleArn"] ?? "",
      state: found["State"],
      tags: fromTagList(Tags),
    };
  },
  async update(resource) {
    if (resource.changed.size === 0) return;
    const { name } = ruleParts(resource.id);
    await putRule(resource, name, `updating EventBridge Rule (${resource.id})`);
  },
  async delete(resource) {
    const { bus, name } = ruleParts(resource.id);
    const hasTargets = (error: unknown): boolean =>
      isRefusal(error, "ValidationException", "since it has targets");
    const request = { Name: name, EventBusName: bus };
    await retry(resource, hasTargets, () =>
      resource.call("events:DeleteRule", request, `deleting EventBridge Rule (${resource.id})`),
    );
  },
};

async function putRule({ call, inputs }: Aws, Name: string, doing: string): Promise<void> {
  const request = {
    Name,
    EventBusName: inputs["eventBusName"],
    EventPattern: inputs["eventPattern"],
    ScheduleExpression: inputs["scheduleExpression"],
    Description: inputs["description"],
    RoleArn: inputs["roleArn"],
    State: inputs["state"],
    Tags: toTagList(inputs["tagsAll"]),
  };
  await call("events:PutRule", request, doing);
}

function ruleParts(id: string): { bus: string; name: string } {
  const slash = id.lastIndexOf("/");
  return slash < 0
    ? { bus: "default", name: id }
    : { bus: id.slice(0, slash), name: id.slice(slash + 1) };
}
