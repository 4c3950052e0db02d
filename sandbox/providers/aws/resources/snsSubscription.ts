import { AttributeTable, changedAttributes, fromAttributes, toAttributes } from "../attributes";
import { unlessGone } from "../errors";
import { AwsDefinition } from "../resource";
import * as tests from "../tests";
import { waitFor } from "../waiting";
import { isNotFound } from "./snsTopic";

const attributes: AttributeTable = {
  rawMessageDelivery: ["RawMessageDelivery", "boolean"],
  filterPolicy: ["FilterPolicy", "text"],
  filterPolicyScope: ["FilterPolicyScope", "text"],
  deliveryPolicy: ["DeliveryPolicy", "text"],
  redrivePolicy: ["RedrivePolicy", "text"],
  replayPolicy: ["ReplayPolicy", "text"],
  subscriptionRoleArn: ["SubscriptionRoleArn", "text"],
};

const protocols = "application email email-json firehose http https lambda sms sqs".split(" ");

export const topicSubscription: AwsDefinition = {
  token: "aws:sns/topicSubscription:TopicSubscription",
  props: {
    topic: { replaces: true, test: tests.arn },
    protocol: { replaces: true, test: tests.oneOf(...protocols) },
    endpoint: { replaces: true },
    confirmationTimeoutInMinutes: { default: 1, local: true },
    endpointAutoConfirms: { default: false, local: true },
    rawMessageDelivery: { default: false },
    filterPolicy: { test: tests.json },
    filterPolicyScope: { computed: true, test: tests.oneOf("MessageAttributes", "MessageBody") },
    deliveryPolicy: { test: tests.json },
    redrivePolicy: { test: tests.json },
    replayPolicy: { test: tests.json },
    subscriptionRoleArn: { test: tests.arn },
  },

  async create({ call, inputs }) {
    const request = {
      TopicArn: inputs["topic"],
      Protocol: inputs["protocol"],
      Endpoint: inputs["endpoint"],
      Attributes: toAttributes(attributes, inputs),
      ReturnSubscriptionArn: true,
    };
    const { SubscriptionArn } = await call(
      "sns:Subscribe",
      request,
      `creating SNS Topic Subscription`,
    );
    return SubscriptionArn;
  },
  /** People and sites that do not confirm by themselves are not waited for. */
  async settle(resource) {
    const { call, id, inputs } = resource;
    const { protocol, endpointAutoConfirms } = inputs;
    if (/^(email|http)/.test(protocol) && endpointAutoConfirms !== true) return;
    const ask = async (): Promise<string> =>
      (await call("sns:GetSubscriptionAttributes", { SubscriptionArn: id }))["Attributes"]
        .PendingConfirmation;
    if ((await waitFor(resource, ask, (pending) => pending === "false")) === "false") return;
    throw new Error(
      `waiting for SNS Topic Subscription (${id}) confirmation: timeout while waiting for state to become 'false' (last state: 'true', timeout: 2m0s)`,
    );
  },
  async read({ call, id }) {
    const found = await unlessGone(isNotFound, () =>
      call(
        "sns:GetSubscriptionAttributes",
        { SubscriptionArn: id },
        `reading SNS Topic Subscription (${id})`,
      ),
    );
    if (!found) return undefined;
    const { Attributes } = found;
    return {
      ...fromAttributes(attributes, Attributes),
      arn: id,
      topic: Attributes.TopicArn,
      protocol: Attributes.Protocol,
      endpoint: Attributes.Endpoint,
      ownerId: Attributes.Owner,
      pendingConfirmation: Attributes.PendingConfirmation === "true",
      confirmationWasAuthenticated: Attributes.ConfirmationWasAuthenticated === "true",
    };
  },
  async update({ call, id, inputs, changed }) {
    const changes = changedAttributes(attributes, inputs, changed);
    for (const [AttributeName, AttributeValue] of Object.entries(changes)) {
      const request = { SubscriptionArn: id, AttributeName, AttributeValue };
      const doing = `setting SNS Topic Subscription (${id}) attribute (${AttributeName})`;
      await call("sns:SetSubscriptionAttributes", request, doing);
    }
  },
  async delete({ call, id, state }) {
    // A subscription that was never confirmed cannot be deleted: it is forgotten.
    if (state["pendingConfirmation"] === true) return;
    const doing = `deleting SNS Topic Subscription (${id})`;
    await unlessGone(isNotFound, () => call("sns:Unsubscribe", { SubscriptionArn: id }, doing));
  },
};
