import type { ServiceNotes } from "./notes";

export const sqsNotes: ServiceNotes = {
  title: "Amazon SQS",
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_*.html",
  operations: {
    ChangeMessageVisibility: {},
    CreateQueue: {},
    DeleteMessage: {},
    DeleteMessageBatch: {},
    DeleteQueue: { differs: "deletes at once" },
    GetQueueAttributes: {},
    GetQueueUrl: {},
    ListDeadLetterSourceQueues: {},
    ListQueueTags: {},
    ListQueues: {},
    PurgeQueue: { differs: "purges at once" },
    ReceiveMessage: { differs: "never waits; messages in order of arrival" },
    SendMessage: {},
    SetQueueAttributes: {},
    TagQueue: {},
    UntagQueue: {},
  },
};
