import { Members } from "../../../cloud/contract";
import { Props } from "../../rpc";
import { isRefusal, unlessGone } from "../errors";
import { fromMembers, toMembers } from "../members";
import { Aws, AwsDefinition, AwsProp, policyProp } from "../resource";
import { fromTagList, toTagList } from "../tags";
import * as tests from "../tests";

export const isMissing = (error: unknown): boolean => isRefusal(error, "ResourceNotFoundException");

export const busProp: AwsProp = { default: "default", replaces: true };

export async function tagByArn({ call, state }: Aws, changes: { set: Props; removed: string[] }) {
  const ResourceARN = state["arn"];
  const doing = `updating tags for EventBridge resource (${ResourceARN})`;
  if (changes.removed.length > 0) {
    await call("events:UntagResource", { ResourceARN, TagKeys: changes.removed }, doing);
  }
  const Tags = toTagList(changes.set);
  if (Tags.length > 0) await call("events:TagResource", { ResourceARN, Tags }, doing);
}

export const eventBus: AwsDefinition = {
  token: "aws:cloudwatch/eventBus:EventBus",
  props: {
    name: {
      replaces: true,
      autoname: { maxLength: 256 },
      test: (value, label) =>
        value === "default" ? `invalid value for ${label} (cannot be "default")` : undefined,
    },
    description: { test: tests.lengthBetween(0, 512) },
    kmsKeyIdentifier: {},
    deadLetterConfig: {},
  },
  notModelled: ["eventSourceName", "logConfig"],
  tag: tagByArn,

  async create({ call, inputs }) {
    const request = { ...busMembers(inputs), Tags: toTagList(inputs["tagsAll"]) };
    await call(
      "events:CreateEventBus",
      request,
      `creating EventBridge Event Bus (${inputs["name"]})`,
    );
    return inputs["name"];
  },
  async read({ call, id }) {
    const doing = `reading EventBridge Event Bus (${id})`;
    const found = await unlessGone(isMissing, () =>
      call("events:DescribeEventBus", { Name: id }, doing),
    );
    if (!found) return undefined;
    const { Tags } = await call("events:ListTagsForResource", { ResourceARN: found["Arn"] }, doing);
    return {
      name: id,
      arn: found["Arn"],
      description: found["Description"] ?? "",
      kmsKeyIdentifier: found["KmsKeyIdentifier"] ?? "",
      deadLetterConfig: found["DeadLetterConfig"] && fromMembers(found["DeadLetterConfig"]),
      tags: fromTagList(Tags),
    };
  },
  async update({ call, id, inputs, changed }) {
    if (changed.size === 0) return;
    const doing = `updating EventBridge Event Bus (${id})`;
    await call("events:UpdateEventBus", busMembers(inputs), doing);
  },
  async delete({ call, id }) {
    await call("events:DeleteEventBus", { Name: id }, `deleting EventBridge Event Bus (${id})`);
  },
};

function busMembers({ name, description, kmsKeyIdentifier, deadLetterConfig }: Props): Members {
  return toMembers({ name, description, kmsKeyIdentifier, deadLetterConfig });
}

/** The whole policy of a bus. */
export const eventBusPolicy: AwsDefinition = {
  token: "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
  props: {
    eventBusName: busProp,
    policy: { ...policyProp },
  },

  async create({ call, inputs }) {
    const { eventBusName: bus, policy: Policy } = inputs;
    const doing = `creating EventBridge Event Bus Policy (${bus})`;
    await call("events:PutPermission", { EventBusName: bus, Policy }, doing);
    return bus;
  },
  async read({ call, id }) {
    const found = await unlessGone(isMissing, () =>
      call("events:DescribeEventBus", { Name: id }, `reading EventBridge Event Bus Policy (${id})`),
    );
    return found?.["Policy"] ? { eventBusName: id, policy: found["Policy"] } : undefined;
  },
  async update({ call, id, inputs, changed }) {
    if (changed.size === 0) return;
    const request = { EventBusName: id, Policy: inputs["policy"] };
    await call("events:PutPermission", request, `updating EventBridge Event Bus Policy (${id})`);
  },
  async delete({ call, id }) {
    const request = { EventBusName: id, RemoveAllPermissions: true };
    const doing = `deleting EventBridge Event Bus Policy (${id})`;
    await unlessGone(isMissing, () => call("events:RemovePermission", request, doing));
  },
};
