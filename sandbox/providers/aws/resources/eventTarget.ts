import { Members } from "../../../cloud/contract";
import { isEmpty } from "../../resource/equality";
import { Props } from "../../rpc";
import { unlessGone } from "../errors";
import { fromMembers, toMembers } from "../members";
import { Aws, AwsDefinition } from "../resource";
import * as tests from "../tests";
import { busProp, isMissing } from "./eventBus";

const TARGET_BLOCKS = ["inputTransformer", "deadLetterConfig", "retryPolicy", "sqsTarget"];

export const eventTarget: AwsDefinition = {
  token: "aws:cloudwatch/eventTarget:EventTarget",
  props: {
    rule: { replaces: true },
    arn: { test: tests.arn },
    targetId: { replaces: true, autoname: { maxLength: 255 }, test: tests.lengthBetween(0, 64) },
    eventBusName: busProp,
    input: { test: tests.all(tests.json, tests.lengthBetween(0, 8192)) },
    inputPath: {},
    roleArn: { test: tests.arn },
    forceDestroy: { default: false, local: true },
    ...Object.fromEntries(TARGET_BLOCKS.map((name) => [name, {}])),
  },
  notModelled: [
    "appsyncTarget",
    "batchTarget",
    "ecsTarget",
    "httpTarget",
    "kinesisTarget",
    "redshiftTarget",
    "runCommandTargets",
    "sagemakerPipelineTarget",
  ],
  testAll: (inputs) => {
    const given = ["input", "inputPath", "inputTransformer"].filter(
      (name) => !isEmpty(inputs[name]),
    );
    return given.length > 1
      ? "only one of `input,input_path,input_transformer` can be specified"
      : undefined;
  },
  /** `<rule>/<target>` or `<bus>/<rule>/<target>`. */
  parseId(id) {
    if (id.split("/").length < 2) throw new Error(`unexpected format for ID (${id})`);
    return id;
  },

  async create(resource) {
    const { rule, targetId, eventBusName } = resource.inputs;
    await putTarget(resource, `creating EventBridge Target (${targetId})`);
    return eventBusName === "default"
      ? `${rule}-${targetId}`
      : `${eventBusName}-${rule}-${targetId}`;
  },
  async read({ call, id, state }) {
    const targetProps = state["targetId"] === undefined ? targetParts(id) : state;
    const { rule, targetId, eventBusName } = targetProps as Props;
    const request = { Rule: rule, EventBusName: eventBusName };
    const found = await unlessGone(isMissing, () =>
      call("events:ListTargetsByRule", request, `reading EventBridge Target (${id})`),
    );
    const target = found?.["Targets"].find((one: Members) => one["Id"] === targetId);
    if (target === undefined) return undefined;
    const { Id: _id, SqsParameters: sqs, InputTransformer: transformer, ...rest } = target;
    const { inputPath = "", input = "", roleArn = "", ...blocks } = fromMembers(rest);
    return {
      id:
        eventBusName === "default" ? `${rule}-${targetId}` : `${eventBusName}-${rule}-${targetId}`,
      rule,
      targetId,
      eventBusName,
      inputPath,
      input,
      roleArn,
      ...blocks,
      ...(sqs && { sqsTarget: fromMembers(sqs) }),
      ...(transformer && {
        inputTransformer: {
          inputPaths: transformer.InputPathsMap ?? {},
          inputTemplate: transformer.InputTemplate,
        },
      }),
    };
  },
  async update(resource) {
    if (resource.changed.size === 0) return;
    await putTarget(resource, `updating EventBridge Target (${resource.id})`);
  },
  async delete({ call, id, state }) {
    const request = {
      Rule: state["rule"],
      EventBusName: state["eventBusName"],
      Ids: [state["targetId"]],
    };
    const doing = `deleting EventBridge Target (${id})`;
    await unlessGone(isMissing, () => call("events:RemoveTargets", request, doing));
  },
};

async function putTarget({ call, inputs }: Aws, doing: string): Promise<void> {
  const { rule, eventBusName, targetId, inputTransformer: transformer, sqsTarget } = inputs;
  const names = ["arn", "input", "inputPath", "roleArn", "deadLetterConfig", "retryPolicy"];
  const given = names.filter((name) => !isEmpty(inputs[name]));
  const target = {
    Id: targetId,
    ...toMembers(Object.fromEntries(given.map((name) => [name, inputs[name]]))),
    ...(sqsTarget && { SqsParameters: toMembers(sqsTarget) }),
    ...(transformer && {
      InputTransformer: {
        InputPathsMap: transformer.inputPaths,
        InputTemplate: transformer.inputTemplate,
      },
    }),
  };
  const request = { Rule: rule, EventBusName: eventBusName, Targets: [target] };
  await call("events:PutTargets", request, doing);
}

function targetParts(id: string): Props {
  const parts = id.split("/");
  const [rule, targetId] = parts.slice(-2);
  return { rule, targetId, eventBusName: parts.slice(0, -2).join("/") || "default" };
}
