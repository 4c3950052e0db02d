import type { ServiceNotes } from "./notes";

export const snsNotes: ServiceNotes = {
  title: "Amazon SNS",
  source: "https://docs.aws.amazon.com/sns/latest/api/API_*.html",
  operations: {
    CreateTopic: {
      modelled:
        "the name's rules and those of FIFO; values of every attribute; the same name for the same attributes and tags alone",
    },
    DeleteTopic: { modelled: "the topic's policy; one that is not there is no error" },
    GetDataProtectionPolicy: { modelled: "the topic's policy; an empty text where there is none" },
    GetSubscriptionAttributes: { modelled: "the accounts of the topic and of the subscription" },
    GetTopicAttributes: {
      modelled: "the topic's policy; counts of subscriptions; the policy, SNS's own by default",
    },
    ListSubscriptionsByTopic: {
      modelled: "the topic's policy; those that wait for confirmation among them",
    },
    ListTagsForResource: { modelled: "the topic's policy; its tags" },
    ListTopics: { modelled: "the account's topics in the Region" },
    Publish: {
      modelled:
        "the topic's policy; up to 256 KiB or the topic's limit, subjects of one line; filters, raw delivery, dead letters; the policy and key of each queue. EventBridge publishes without its source, by decisions/0012",
      differs: "only queues get messages",
    },
    PutDataProtectionPolicy: {
      modelled: "the topic's policy; version, directions and operations of a policy; 30,720 bytes",
      differs:
        "data identifiers and principals are not read: Deny refuses every message, and Deidentify masks all of it",
    },
    SetSubscriptionAttributes: {
      modelled:
        "filters by SNS's operators, 5 keys and 150 combinations; scope, raw delivery by protocol, redrive and delivery policies",
    },
    SetTopicAttributes: {
      modelled:
        "the topic's policy; ranges and kinds of every attribute; a policy of 30,720 bytes, actions of topics, this topic, principals that exist",
    },
    Subscribe: {
      modelled:
        "the topic's policy; endpoints by protocol, attributes as in SetSubscriptionAttributes, no FIFO queue of a standard topic; who has to confirm; 200 filter policies of a topic",
      differs: "what waits for confirmation waits for ever: the sandbox sends no email",
    },
    TagResource: {
      modelled: "the topic's policy; up to 50 tags, keys once, none that begins with aws:",
    },
    Unsubscribe: { modelled: "the accounts of the topic and of the subscription" },
    UntagResource: { modelled: "the topic's policy; tags that are not there are no error" },
  },
};
