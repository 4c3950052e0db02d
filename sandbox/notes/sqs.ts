import type { ServiceNotes } from "./notes";

export const sqsNotes: ServiceNotes = {
  title: "Amazon SQS",
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_*.html",
  operations: {
    ChangeMessageVisibility: {
      modelled: "the queue's policy; 0 to 43,200 seconds; a message in flight",
    },
    CreateQueue: {
      modelled:
        "the name's rules and those of FIFO; values of every attribute; 60 seconds after the deletion of a queue of that name; the same name for the same attributes alone",
    },
    DeleteMessage: {
      modelled: "the queue's policy; a receipt handle; one that is gone is no error",
    },
    DeleteMessageBatch: {
      modelled:
        "the queue's policy; 1 to 10 entries with distinct ids; the failures of single entries",
    },
    DeleteQueue: {
      modelled: "the queue's policy; its name waits for 60 seconds",
      differs: "deletes at once",
    },
    GetQueueAttributes: { modelled: "the queue's policy; the attributes that are named, or All" },
    GetQueueUrl: { modelled: "the queue's policy; of another account too" },
    ListDeadLetterSourceQueues: {
      modelled: "the queue's policy; the queues whose redrive policy names it",
    },
    ListQueueTags: { modelled: "the queue's policy; its tags" },
    ListQueues: { modelled: "the account's queues in the Region by prefix" },
    PurgeQueue: { modelled: "the queue's policy; once in 60 seconds", differs: "purges at once" },
    ReceiveMessage: {
      modelled:
        "the queue's policy; 1 to 10 messages, visibility of up to 43,200 and waits of up to 20 seconds; kms:Decrypt; dead letters; retention",
      differs: "never waits; messages in order of arrival; no limit of messages in flight",
    },
    SendMessage: {
      modelled:
        "the queue's policy; the queue's largest message, its characters, delays of up to 900 seconds; kms:GenerateDataKey; groups of FIFO queues are required, then 501",
    },
    SetQueueAttributes: {
      modelled:
        "the queue's policy; ranges and kinds of every attribute; a dead-letter queue of the same account, Region and type that allows the queue; a policy of 8,192 bytes, 20 statements, 50 principals, 10 conditions, 7 actions of a statement",
    },
    TagQueue: { modelled: "the queue's policy; up to 50 tags, none that begins with aws:" },
    UntagQueue: { modelled: "the queue's policy; tags that are not there are no error" },
  },
};
