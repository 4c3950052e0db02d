import { AttributeTable, changedAttributes, fromAttributes, toAttributes } from "../attributes";
import { isRefusal, unlessGone } from "../errors";
import { chosenName, nameProps, nameState } from "../naming";
import { samePolicy } from "../policy";
import { Aws, AwsDefinition, policyProp } from "../resource";
import * as tests from "../tests";
import { retry, waitFor } from "../waiting";

export const isNoQueue = (error: unknown): boolean => isRefusal(error, "QueueDoesNotExist");

const attributes: AttributeTable = {
  delaySeconds: ["DelaySeconds", "number"],
  visibilityTimeoutSeconds: ["VisibilityTimeout", "number"],
  messageRetentionSeconds: ["MessageRetentionPeriod", "number"],
  receiveWaitTimeSeconds: ["ReceiveMessageWaitTimeSeconds", "number"],
  maxMessageSize: ["MaximumMessageSize", "number"],
  contentBasedDeduplication: ["ContentBasedDeduplication", "boolean"],
  kmsMasterKeyId: ["KmsMasterKeyId", "text"],
  kmsDataKeyReusePeriodSeconds: ["KmsDataKeyReusePeriodSeconds", "number"],
  sqsManagedSseEnabled: ["SqsManagedSseEnabled", "boolean"],
  policy: ["Policy", "text"],
  redrivePolicy: ["RedrivePolicy", "text"],
  redriveAllowPolicy: ["RedriveAllowPolicy", "text"],
  deduplicationScope: ["DeduplicationScope", "text"],
  fifoThroughputLimit: ["FifoThroughputLimit", "text"],
};
const onlyAtCreate: AttributeTable = { fifoQueue: ["FifoQueue", "boolean"] };

/** SQS makes a deleted queue's name wait for 60 seconds, and the provider tries for 70. */
const DELETED_RECENTLY = { intervalMs: 1000, attempts: 70 };

/** JSON texts that say the same do not differ. */
const jsonProp = { computed: true as const, test: tests.json, same: samePolicy };

export const queue: AwsDefinition = {
  token: "aws:sqs/queue:Queue",
  props: {
    ...nameProps(80),
    delaySeconds: { default: 0, test: tests.numberBetween(0, 900) },
    visibilityTimeoutSeconds: { default: 30, test: tests.numberBetween(0, 43_200) },
    messageRetentionSeconds: { default: 345_600, test: tests.numberBetween(60, 1_209_600) },
    receiveWaitTimeSeconds: { default: 0, test: tests.numberBetween(0, 20) },
    maxMessageSize: { default: 262_144, test: tests.numberBetween(1024, 1_048_576) },
    fifoQueue: { default: false, replaces: true },
    contentBasedDeduplication: { default: false },
    kmsMasterKeyId: {},
    kmsDataKeyReusePeriodSeconds: { computed: true, test: tests.numberBetween(60, 86_400) },
    sqsManagedSseEnabled: { computed: true },
    policy: { ...policyProp, computed: true },
    redrivePolicy: jsonProp,
    redriveAllowPolicy: jsonProp,
    deduplicationScope: { computed: true, test: tests.oneOf("messageGroup", "queue") },
    fifoThroughputLimit: {
      computed: true,
      test: tests.oneOf("perQueue", "perMessageGroupId"),
    },
  },
  testAll(inputs) {
    const { name, fifoQueue, contentBasedDeduplication } = inputs;
    if (contentBasedDeduplication === true && fifoQueue !== true) {
      return "content-based deduplication can only be set for FIFO queue";
    }
    if (inputs["kmsMasterKeyId"] && inputs["sqsManagedSseEnabled"] !== undefined) {
      return '"sqs_managed_sse_enabled": conflicts with kms_master_key_id';
    }
    const valid = fifoQueue === true ? /^[\w-]{1,75}\.fifo$/ : /^[\w-]{1,80}$/;
    return typeof name !== "string" || valid.test(name) ? undefined : `invalid queue name: ${name}`;
  },
  async tag({ call, id }, { set, removed }) {
    const doing = `updating tags for SQS Queue (${id})`;
    if (removed.length > 0) {
      await call("sqs:UntagQueue", { QueueUrl: id, TagKeys: removed }, doing);
    }
    if (Object.keys(set).length > 0) await call("sqs:TagQueue", { QueueUrl: id, Tags: set }, doing);
  },

  async create(resource) {
    const { call, inputs } = resource;
    const name = chosenName(inputs);
    const request = {
      QueueName: name,
      Attributes: toAttributes({ ...attributes, ...onlyAtCreate }, inputs),
      tags: inputs["tagsAll"],
    };
    const { QueueUrl } = await retry(
      resource,
      (error) => isRefusal(error, "QueueDeletedRecently"),
      () => call("sqs:CreateQueue", request, `creating SQS Queue (${name})`),
      DELETED_RECENTLY,
    );
    return QueueUrl;
  },
  async read({ call, id }) {
    const doing = `reading SQS Queue (${id})`;
    const request = { QueueUrl: id, AttributeNames: ["All"] };
    const found = await unlessGone(isNoQueue, () => call("sqs:GetQueueAttributes", request, doing));
    if (!found) return undefined;
    const { Attributes } = found;
    const { Tags } = await call("sqs:ListQueueTags", { QueueUrl: id }, doing);
    return {
      ...fromAttributes(
        { ...attributes, ...onlyAtCreate },
        { KmsDataKeyReusePeriodSeconds: "300", ...Attributes },
      ),
      ...nameState(id.slice(id.lastIndexOf("/") + 1)),
      arn: Attributes.QueueArn,
      url: id,
      tags: Tags,
    };
  },
  async update({ call, id, inputs, changed }) {
    const Attributes = changedAttributes(attributes, inputs, changed);
    if (Object.keys(Attributes).length === 0) return;
    const doing = `updating SQS Queue (${id}) attributes`;
    await call("sqs:SetQueueAttributes", { QueueUrl: id, Attributes }, doing);
  },
  async delete({ call, id }) {
    const doing = `deleting SQS Queue (${id})`;
    await unlessGone(isNoQueue, () => call("sqs:DeleteQueue", { QueueUrl: id }, doing));
  },
};

export const queuePolicy: AwsDefinition = {
  token: "aws:sqs/queuePolicy:QueuePolicy",
  props: {
    queueUrl: { replaces: true },
    policy: { ...policyProp },
  },

  async create(resource) {
    const url: string = resource.inputs["queueUrl"];
    await putPolicy(resource, url, resource.inputs["policy"], `creating SQS Queue Policy (${url})`);
    return url;
  },
  async settle(resource) {
    const { id, inputs } = resource;
    const found = await waitFor(
      resource,
      () => policyOf(resource, id),
      (text) => samePolicy(text, inputs["policy"]),
    );
    if (samePolicy(found, inputs["policy"])) return;
    throw new Error(
      `waiting for SQS Queue Policy (${id}) to be set: timeout while waiting for state to become 'equal' (timeout: 2m0s)`,
    );
  },
  async read(resource) {
    const { id } = resource;
    const policy = await unlessGone(isNoQueue, () => policyOf(resource, id));
    return policy ? { queueUrl: id, policy } : undefined;
  },
  async update(resource) {
    const { id, inputs, changed } = resource;
    if (changed.size === 0) return;
    await putPolicy(resource, id, inputs["policy"], `updating SQS Queue Policy (${id})`);
  },
  async delete(resource) {
    const doing = `deleting SQS Queue Policy (${resource.id})`;
    await unlessGone(isNoQueue, () => putPolicy(resource, resource.id, "", doing));
  },
};

function putPolicy(
  { call }: Aws,
  QueueUrl: string,
  Policy: string,
  doing: string,
): Promise<object> {
  return call("sqs:SetQueueAttributes", { QueueUrl, Attributes: { Policy } }, doing);
}

async function policyOf({ call }: Aws, QueueUrl: string): Promise<string | undefined> {
  const request = { QueueUrl, AttributeNames: ["Policy"] };
  const doing = `reading SQS Queue Policy (${QueueUrl})`;
  return (await call("sqs:GetQueueAttributes", request, doing))["Attributes"].Policy;
}
