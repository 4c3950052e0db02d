import { AttributeTable, changedAttributes, fromAttributes, toAttributes } from "../attributes";
import { isRefusal, unlessGone } from "../errors";
import { chosenName, nameProps, nameState } from "../naming";
import { Aws, AwsDefinition, policyProp } from "../resource";
import { fromTagList, toTagList } from "../tags";
import * as tests from "../tests";

export const isNotFound = (error: unknown): boolean => isRefusal(error, "NotFound");

const attributes: AttributeTable = {
  displayName: ["DisplayName", "text"],
  kmsMasterKeyId: ["KmsMasterKeyId", "text"],
  policy: ["Policy", "text"],
  deliveryPolicy: ["DeliveryPolicy", "text"],
  archivePolicy: ["ArchivePolicy", "text"],
  tracingConfig: ["TracingConfig", "text"],
  signatureVersion: ["SignatureVersion", "number"],
  contentBasedDeduplication: ["ContentBasedDeduplication", "boolean"],
};
const onlyAtCreate: AttributeTable = { fifoTopic: ["FifoTopic", "boolean"] };

export const topic: AwsDefinition = {
  token: "aws:sns/topic:Topic",
  props: {
    ...nameProps(80),
    displayName: {},
    kmsMasterKeyId: {},
    policy: { ...policyProp, computed: true },
    deliveryPolicy: { test: tests.json },
    archivePolicy: { test: tests.json },
    tracingConfig: { computed: true, test: tests.oneOf("Active", "PassThrough") },
    signatureVersion: { computed: true, test: tests.numberBetween(1, 2) },
    contentBasedDeduplication: { default: false },
    fifoTopic: { default: false, replaces: true },
  },
  notModelled: [
    "fifoThroughputScope",
    ...["application", "firehose", "http", "lambda", "sqs"].flatMap((target) => [
      `${target}FailureFeedbackRoleArn`,
      `${target}SuccessFeedbackRoleArn`,
      `${target}SuccessFeedbackSampleRate`,
    ]),
  ],
  testAll({ name, fifoTopic, contentBasedDeduplication }) {
    if (contentBasedDeduplication === true && fifoTopic !== true) {
      return "content-based deduplication can only be set for FIFO topics";
    }
    const valid = fifoTopic === true ? /^[\w-]{1,251}\.fifo$/ : /^[\w-]{1,256}$/;
    return typeof name !== "string" || valid.test(name) ? undefined : `invalid topic name: ${name}`;
  },
  async tag({ call, id }, { set, removed }) {
    const doing = `updating tags for SNS Topic (${id})`;
    const ResourceArn = id;
    if (removed.length > 0)
      await call("sns:UntagResource", { ResourceArn, TagKeys: removed }, doing);
    const Tags = toTagList(set);
    if (Tags.length > 0) await call("sns:TagResource", { ResourceArn, Tags }, doing);
  },

  async create({ call, inputs }) {
    const name = chosenName(inputs);
    const request = {
      Name: name,
      Attributes: toAttributes(onlyAtCreate, inputs),
      Tags: toTagList(inputs["tagsAll"]),
    };
    const { TopicArn } = await call("sns:CreateTopic", request, `creating SNS Topic (${name})`);
    return TopicArn;
  },
  // A topic of that name may have been there: it gets the attributes all the same.
  settle: (resource) => setAttributes(resource, toAttributes(attributes, resource.inputs)),
  async read({ call, id }) {
    const doing = `reading SNS Topic (${id})`;
    const found = await unlessGone(isNotFound, () =>
      call("sns:GetTopicAttributes", { TopicArn: id }, doing),
    );
    if (!found) return undefined;
    const { Attributes } = found;
    const { Tags } = await call("sns:ListTagsForResource", { ResourceArn: id }, doing);
    return {
      ...fromAttributes({ ...attributes, ...onlyAtCreate }, Attributes),
      ...nameState(id.slice(id.lastIndexOf(":") + 1)),
      fifoThroughputScope: "",
      arn: id,
      owner: Attributes.Owner,
      beginningArchiveTime: "",
      tags: fromTagList(Tags),
    };
  },
  update: (resource) =>
    setAttributes(resource, changedAttributes(attributes, resource.inputs, resource.changed)),
  async delete({ call, id }) {
    const doing = `deleting SNS Topic (${id})`;
    await unlessGone(isNotFound, () => call("sns:DeleteTopic", { TopicArn: id }, doing));
  },
};

async function setAttributes(
  { call, id }: Aws,
  changes: { [name: string]: string },
): Promise<void> {
  for (const [AttributeName, AttributeValue] of Object.entries(changes)) {
    const request = { TopicArn: id, AttributeName, AttributeValue };
    const doing = `setting SNS Topic (${id}) attribute (${AttributeName})`;
    await call("sns:SetTopicAttributes", request, doing);
  }
}

export const topicPolicy: AwsDefinition = {
  token: "aws:sns/topicPolicy:TopicPolicy",
  props: {
    arn: { replaces: true, test: tests.arn },
    policy: { ...policyProp },
  },

  async create({ call, inputs }) {
    const { arn, policy } = inputs;
    await putPolicy(call, arn, policy, `creating SNS Topic Policy (${arn})`);
    return arn;
  },
  async read({ call, id }) {
    const found = await unlessGone(isNotFound, () =>
      call("sns:GetTopicAttributes", { TopicArn: id }, `reading SNS Topic Policy (${id})`),
    );
    return (
      found && { arn: id, policy: found["Attributes"].Policy, owner: found["Attributes"].Owner }
    );
  },
  async update({ call, id, inputs, changed }) {
    if (changed.size === 0) return;
    await putPolicy(call, id, inputs["policy"], `updating SNS Topic Policy (${id})`);
  },
  // What is left is SNS's default policy and not none.
  async delete({ call, id, state }) {
    const policy = defaultPolicy(id, state["owner"]);
    await unlessGone(isNotFound, () =>
      putPolicy(call, id, policy, `deleting SNS Topic Policy (${id})`),
    );
  },
};

function putPolicy(
  call: Aws["call"],
  TopicArn: string,
  AttributeValue: string,
  doing: string,
): Promise<object> {
  const request = { TopicArn, AttributeName: "Policy", AttributeValue };
  return call("sns:SetTopicAttributes", request, doing);
}

function defaultPolicy(arn: string, owner: string): string {
  const actions =
    "GetTopicAttributes SetTopicAttributes AddPermission RemovePermission DeleteTopic Subscribe ListSubscriptionsByTopic Publish";
  return JSON.stringify({
    Version: "2008-10-17",
    Id: "__default_policy_ID",
    Statement: [
      {
        Sid: "__default_statement_ID",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: actions.split(" ").map((action) => `SNS:${action}`),
        Resource: arn,
        Condition: { StringEquals: { "AWS:SourceOwner": owner } },
      },
    ],
  });
}
