import type { ServiceNotes } from "./notes";

export const sqsNotes: ServiceNotes = {
  title: "Amazon SQS",
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_*.html",
  operations: {
    ChangeMessageVisibility: {},
    CreateQueue: {},
    DeleteMessage: {},
    DeleteMessageBatch: { differs: "entries with equal ids are not refused" },
    DeleteQueue: { differs: "a queue of that name can be created again at once" },
    GetQueueAttributes: {},
    GetQueueUrl: {},
    ListDeadLetterSourceQueues: {},
    ListQueueTags: {},
    ListQueues: {},
    PurgeQueue: { differs: "again within 60 seconds is not refused" },
    ReceiveMessage: { differs: "never waits; messages in order of arrival" },
    SendMessage: {},
    SetQueueAttributes: {},
    TagQueue: {},
    UntagQueue: {},
  },
};
