import type { ServiceNotes } from "./notes";

export const snsNotes: ServiceNotes = {
  title: "Amazon SNS",
  source: "https://docs.aws.amazon.com/sns/latest/api/API_*.html",
  operations: {
    CreateTopic: {},
    DeleteTopic: {},
    GetSubscriptionAttributes: {},
    GetTopicAttributes: {},
    ListSubscriptionsByTopic: {},
    ListTagsForResource: {},
    ListTopics: {},
    Publish: { differs: "only queues get messages" },
    SetSubscriptionAttributes: {},
    SetTopicAttributes: {},
    Subscribe: {
      differs: "what waits for confirmation waits for ever: the sandbox sends no email",
    },
    TagResource: {},
    Unsubscribe: {},
    UntagResource: {},
  },
};
