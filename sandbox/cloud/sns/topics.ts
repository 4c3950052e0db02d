import { accountOfArn, arnOf } from "../arn";
import type { Operations } from "../aws";
import { tagListOf, tagsOf } from "../tagList";
import { addTags } from "../tagRules";
import { AwsError } from "../contract";
import { protectionsOf } from "./dataProtection";
import { publish } from "./publishing";
import { requireMessage, requireSame, requireTopicAttribute } from "./topicRules";
import { defaultTopicPolicy, invalid, parseTopicPolicy, requireTopic } from "./topic";

export const topicOperations: Operations = {
  /** A topic of that name is answered as it is. */
  CreateTopic: ({ world }, caller, { Name: name, Attributes: given = {}, Tags = [] }) => {
    const fifo = given["FifoTopic"] === "true";
    const valid = fifo ? /^[\w-]{1,251}\.fifo$/ : /^[\w-]{1,256}$/;
    if (typeof name !== "string" || !valid.test(name)) throw invalid("Topic Name");
    const arn = arnOf("sns", caller, name);
    const { Policy: _policy, ...attributes } = given as { [name: string]: string };
    for (const [attribute, value] of Object.entries(attributes)) {
      requireTopicAttribute(attribute, value, fifo);
    }
    const existing = world.topics[arn];
    if (existing !== undefined) {
      requireSame(existing, attributes, tagsOf(Tags));
      return { TopicArn: arn };
    }
    world.topics[arn] = {
      policy:
        given["Policy"] === undefined
          ? defaultTopicPolicy(arn)
          : parseTopicPolicy(world, given["Policy"], arn),
      attributes,
      subscriptions: {},
      tags: tagsOf(Tags),
    };
    return { TopicArn: arn };
  },

  GetTopicAttributes: (aws, caller, { TopicArn }) => {
    const { arn, topic } = requireTopic(aws, caller, TopicArn, "GetTopicAttributes");
    const subscriptions = Object.values(topic.subscriptions);
    const pending = subscriptions.filter((one) => one.pending).length;
    return {
      Attributes: {
        TopicArn: arn,
        Owner: accountOfArn(arn),
        DisplayName: "",
        SubscriptionsConfirmed: String(subscriptions.length - pending),
        SubscriptionsPending: String(pending),
        SubscriptionsDeleted: "0",
        ...topic.attributes,
        Policy: JSON.stringify(topic.policy ?? defaultTopicPolicy(arn)),
      },
    };
  },

  SetTopicAttributes: (aws, caller, { TopicArn, AttributeName, AttributeValue = "" }) => {
    const { arn, topic } = requireTopic(aws, caller, TopicArn, "SetTopicAttributes");
    if (AttributeName === "Policy") {
      topic.policy =
        AttributeValue === ""
          ? defaultTopicPolicy(arn)
          : parseTopicPolicy(aws.world, AttributeValue, arn);
      return;
    }
    if (AttributeName === "FifoTopic") throw invalid("AttributeName");
    requireTopicAttribute(AttributeName, AttributeValue, topic.attributes["FifoTopic"] === "true");
    if (AttributeValue === "") delete topic.attributes[AttributeName];
    else topic.attributes[AttributeName] = AttributeValue;
  },

  /** Deleting a topic that is not there is no error. */
  DeleteTopic: (aws, caller, { TopicArn }) => {
    if (aws.world.topics[TopicArn] === undefined) return;
    requireTopic(aws, caller, TopicArn, "DeleteTopic");
    delete aws.world.topics[TopicArn];
  },

  ListTopics: ({ world }, caller) => ({
    Topics: Object.keys(world.topics)
      .filter((arn) => arn.startsWith(arnOf("sns", caller, "")))
      .map((TopicArn) => ({ TopicArn })),
  }),

  Publish: (aws, caller, input) => {
    const { TopicArn, Message, Subject } = input;
    const { arn, topic } = requireTopic(aws, caller, TopicArn, "Publish");
    if (typeof Message !== "string" || Message === "") throw invalid("Empty message");
    requireMessage(topic, input);
    if (protectionsOf(topic).includes("Deny")) {
      throw new AwsError("AuthorizationError", "Data protection policy denies the message.", 403);
    }
    return { MessageId: publish(aws, { arn, topic }, Message, Subject) };
  },

  TagResource: (aws, caller, { ResourceArn, Tags }) => {
    const { topic } = requireTopic(aws, caller, ResourceArn, "TagResource");
    addTags("sns", topic.tags, tagsOf(Tags));
  },

  UntagResource: (aws, caller, { ResourceArn, TagKeys }) => {
    const { topic } = requireTopic(aws, caller, ResourceArn, "UntagResource");
    for (const key of TagKeys) delete topic.tags[key];
  },

  ListTagsForResource: (aws, caller, { ResourceArn }) => {
    const { topic } = requireTopic(aws, caller, ResourceArn, "ListTagsForResource");
    return { Tags: tagListOf(topic.tags) };
  },
};
