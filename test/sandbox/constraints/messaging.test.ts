import type { Members } from "../../../sandbox/cloud";
import { type Constraint, describeConstraints } from "../../../testing/constraints";
import { ADMIN, OTHER } from "../../../testing/worlds";

const SQS = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API";
const SQS_GUIDE = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide";
const SNS = "https://docs.aws.amazon.com/sns/latest/api/API";
const SNS_GUIDE = "https://docs.aws.amazon.com/sns/latest/dg";

type Call = Constraint["call"];
const urlOf = (name: string) => `https://sqs.us-east-1.amazonaws.com/${ADMIN}/${name}`;
const arnOf = (service: string, name: string) => `arn:aws:${service}:us-east-1:${ADMIN}:${name}`;
const queue = (QueueName: string, Attributes: Members = {}): Call => [
  "sqs:CreateQueue",
  { QueueName, Attributes },
];
const QUEUE = { QueueUrl: urlOf("inbox") };
const set = (Attributes: Members): Call => ["sqs:SetQueueAttributes", { ...QUEUE, Attributes }];
const redrive = (target: string) =>
  JSON.stringify({ deadLetterTargetArn: target, maxReceiveCount: 3 });
const refusedRedrive = (target: string, reason: string) =>
  `InvalidParameterValue: Value ${redrive(target)} for parameter RedrivePolicy is invalid. Reason: ${reason}`;
const inbox = [queue("inbox")];

const statement = (Sid: string, more: Members = {}) => ({
  Sid,
  Effect: "Allow",
  Principal: { AWS: ADMIN },
  Action: "sqs:SendMessage",
  Resource: arnOf("sqs", "inbox"),
  ...more,
});
const policy = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const many = (count: number) => Array.from({ length: count }, (_, index) => `s${index}`);

describeConstraints("a queue of SQS", [
  {
    title: "waits 60 seconds for the name of a deleted one",
    given: [...inbox, ["sqs:DeleteQueue", QUEUE]],
    call: queue("inbox"),
    refused:
      "QueueDeletedRecently: You must wait 60 seconds after deleting a queue before you can create another with the same name.",
    source: `${SQS}_DeleteQueue.html`,
  },
  {
    title: "is purged once in 60 seconds",
    given: [...inbox, ["sqs:PurgeQueue", QUEUE]],
    call: ["sqs:PurgeQueue", QUEUE],
    refused:
      "PurgeQueueInProgress: Only one PurgeQueue operation on inbox is allowed every 60 seconds.",
    source: `${SQS}_PurgeQueue.html`,
  },
  {
    title: "has a dead-letter queue of its own type",
    given: [queue("dead.fifo", { FifoQueue: "true" }), ...inbox],
    call: set({ RedrivePolicy: redrive(arnOf("sqs", "dead.fifo")) }),
    refused: refusedRedrive(
      arnOf("sqs", "dead.fifo"),
      "Dead-letter queue must be same type of queue as the source..",
    ),
    source: `${SQS_GUIDE}/sqs-dead-letter-queues.html`,
  },
  {
    title: "has a dead-letter queue that exists in its account",
    given: inbox,
    call: set({ RedrivePolicy: redrive(`arn:aws:sqs:us-east-1:${OTHER}:dead`) }),
    refused: refusedRedrive(
      `arn:aws:sqs:us-east-1:${OTHER}:dead`,
      "Dead letter target does not exist.",
    ),
    source: `${SQS_GUIDE}/sqs-dead-letter-queues.html`,
  },
  {
    title: "has a dead-letter queue that allows it",
    given: [
      queue("dead", { RedriveAllowPolicy: JSON.stringify({ redrivePermission: "denyAll" }) }),
      ...inbox,
    ],
    call: set({ RedrivePolicy: redrive(arnOf("sqs", "dead")) }),
    refused: refusedRedrive(
      arnOf("sqs", "dead"),
      "Dead letter target does not allow this source queue.",
    ),
    source: `${SQS}_SetQueueAttributes.html`,
  },
  {
    title: "names the sources that it allows with byQueue alone",
    given: inbox,
    call: set({
      RedriveAllowPolicy: JSON.stringify({
        redrivePermission: "allowAll",
        sourceQueueArns: [arnOf("sqs", "a")],
      }),
    }),
    refused: "InvalidAttributeValue: Invalid value for the parameter RedriveAllowPolicy.",
    source: `${SQS}_SetQueueAttributes.html`,
  },
  {
    title: "is FIFO from its creation on",
    given: inbox,
    call: set({ FifoQueue: "true" }),
    refused: "InvalidAttributeName: Unknown Attribute FifoQueue.",
    source: `${SQS}_CreateQueue.html`,
  },
  {
    title: "has FIFO's attributes only where it is FIFO",
    given: inbox,
    call: set({ DeduplicationScope: "queue" }),
    refused:
      "InvalidAttributeName: You can specify the DeduplicationScope only when FifoQueue is set to true.",
    source: `${SQS}_SetQueueAttributes.html`,
  },
  {
    title: "has one kind of encryption",
    given: inbox,
    call: set({ KmsMasterKeyId: "alias/aws/sqs", SqsManagedSseEnabled: "true" }),
    refused:
      "InvalidAttributeName: You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or SQS SSE.",
    source: `${SQS}_SetQueueAttributes.html`,
  },
  ...(
    [
      [
        "up to 20 statements",
        "21 statements were found in the submitted policy, max allowed is 20",
        many(21).map((sid) => statement(sid)),
      ],
      [
        "up to 8,192 bytes",
        "Submitted policy is over max allowed size.",
        many(15).map((sid) => statement(sid.padEnd(600, "x"))),
      ],
      [
        "up to 7 actions in a statement",
        "8 actions were found in a statement from the submitted policy, max allowed is 7",
        [statement("a", { Action: many(8).map(() => "sqs:SendMessage") })],
      ],
      [
        "up to 10 conditions",
        "11 conditions were found in the submitted policy, max allowed is 10",
        [
          statement("a", {
            Condition: {
              StringEquals: Object.fromEntries(
                many(11).map((key) => [`aws:RequestTag/${key}`, "x"]),
              ),
            },
          }),
        ],
      ],
    ] as const
  ).map(([what, refused, statements]): Constraint => ({
    title: `has a policy of ${what}`,
    given: inbox,
    call: set({ Policy: policy(...statements) }),
    refused: `OverLimit: ${refused}`,
    source: `${SQS_GUIDE}/quotas-policies.html`,
  })),
]);

describeConstraints("a message of SQS", [
  {
    title: "is delayed for up to 900 seconds",
    given: inbox,
    call: ["sqs:SendMessage", { ...QUEUE, MessageBody: "x", DelaySeconds: 901 }],
    refused:
      "InvalidParameterValue: Value 901 for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.",
    source: `${SQS}_SendMessage.html`,
  },
  {
    title: "has characters of XML alone",
    given: inbox,
    call: ["sqs:SendMessage", { ...QUEUE, MessageBody: "\u0001" }],
    refused: "InvalidMessageContents: The message contains characters outside the allowed set.",
    source: `${SQS}_SendMessage.html`,
  },
  {
    title: "has a group in a FIFO queue",
    given: [queue("inbox.fifo", { FifoQueue: "true" })],
    call: ["sqs:SendMessage", { QueueUrl: urlOf("inbox.fifo"), MessageBody: "x" }],
    refused: "MissingParameter: The request must contain the parameter MessageGroupId.",
    source: `${SQS}_SendMessage.html`,
  },
  {
    title: "is invisible for up to 12 hours",
    given: inbox,
    call: ["sqs:ReceiveMessage", { ...QUEUE, VisibilityTimeout: 43_201 }],
    refused:
      "InvalidParameterValue: Value 43201 for parameter VisibilityTimeout is invalid. Reason: VisibilityTimeout must be >= 0 and <= 43200.",
    source: `${SQS}_ReceiveMessage.html`,
  },
  {
    title: "is waited for up to 20 seconds",
    given: inbox,
    call: ["sqs:ReceiveMessage", { ...QUEUE, WaitTimeSeconds: 21 }],
    refused:
      "InvalidParameterValue: Value 21 for parameter WaitTimeSeconds is invalid. Reason: WaitTimeSeconds must be >= 0 and <= 20.",
    source: `${SQS}_ReceiveMessage.html`,
  },
  ...(
    [
      [
        "is deleted with up to 9 others",
        many(11),
        "TooManyEntriesInBatchRequest: Maximum number of entries per request are 10. You have sent 11.",
      ],
      ["is deleted by an id of its own", ["a", "a"], "BatchEntryIdsNotDistinct: Id a repeated."],
      [
        "is deleted by an id of letters, digits, - and _",
        ["a b"],
        "InvalidBatchEntryId: A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.",
      ],
      [
        "is named to be deleted",
        [],
        "EmptyBatchRequest: There should be at least one DeleteMessageBatchRequestEntry in the request.",
      ],
    ] as const
  ).map(([title, ids, refused]): Constraint => ({
    title,
    given: inbox,
    call: [
      "sqs:DeleteMessageBatch",
      { ...QUEUE, Entries: ids.map((Id) => ({ Id, ReceiptHandle: "x".repeat(16) })) },
    ],
    refused,
    source: `${SQS}_DeleteMessageBatch.html`,
  })),
]);

const TOPIC = { TopicArn: arnOf("sns", "alerts") };
const topic = (Attributes: Members = {}, Tags: Members[] = []): Call => [
  "sns:CreateTopic",
  { Name: "alerts", Attributes, Tags },
];
const alerts = [topic()];
const change = (AttributeName: string, AttributeValue: string): Call => [
  "sns:SetTopicAttributes",
  { ...TOPIC, AttributeName, AttributeValue },
];
const subscribe = (Attributes: Members, more: Members = {}): Call => [
  "sns:Subscribe",
  { ...TOPIC, Protocol: "sqs", Endpoint: arnOf("sqs", "inbox"), Attributes, ...more },
];

const wrongAttributes: [title: string, name: string, value: string, refused: string][] = [
  ["signs with version 1 or 2", "SignatureVersion", "3", "SignatureVersion"],
  ["is traced actively or not", "TracingConfig", "On", "TracingConfig"],
  ["has a delivery policy of JSON", "DeliveryPolicy", "often", "DeliveryPolicy"],
  ["takes messages of up to 1 MiB", "MaximumMessageSize", "1048577", "MaximumMessageSize"],
  [
    "samples up to all deliveries",
    "SQSSuccessFeedbackSampleRate",
    "101",
    "SQSSuccessFeedbackSampleRate",
  ],
  ["logs deliveries as a role", "SQSSuccessFeedbackRoleArn", "admin", "SQSSuccessFeedbackRoleArn"],
  ["deduplicates where it is FIFO", "ContentBasedDeduplication", "true", "AttributeName"],
  ["is FIFO from its creation on", "FifoTopic", "true", "AttributeName"],
];

describeConstraints("a topic of SNS", [
  ...wrongAttributes.map(([title, name, value, refused]): Constraint => ({
    title,
    given: alerts,
    call: change(name, value),
    refused: `InvalidParameterException: Invalid parameter: ${refused}`,
    source: `${SNS}_SetTopicAttributes.html`,
  })),
  {
    title: "is answered again for the same attributes alone",
    given: alerts,
    call: topic({ DisplayName: "Alerts" }),
    refused:
      "InvalidParameterException: Invalid parameter: Attributes Reason: Topic already exists with different attributes",
    source: `${SNS}_CreateTopic.html`,
  },
  {
    title: "is answered again for the same tags alone",
    given: alerts,
    call: topic({}, [{ Key: "team", Value: "security" }]),
    refused:
      "InvalidParameterException: Invalid parameter: Tags Reason: Topic already exists with different tags",
    source: `${SNS}_CreateTopic.html`,
  },
  {
    title: "has a policy of up to 30,720 bytes",
    given: alerts,
    call: change("Policy", policy(statement("a".repeat(30_720)))),
    refused:
      "InvalidParameterException: Invalid parameter: Policy length exceeds maximum 30720 bytes",
    source: "https://docs.aws.amazon.com/general/latest/gr/sns.html",
  },
  {
    title: "publishes messages of up to 256 KiB",
    given: alerts,
    call: ["sns:Publish", { ...TOPIC, Message: "é".repeat(131_073) }],
    refused: "InvalidParameterException: Invalid parameter: Message too long",
    source: `${SNS}_Publish.html`,
  },
  {
    title: "publishes subjects of one line",
    given: alerts,
    call: ["sns:Publish", { ...TOPIC, Message: "x", Subject: "one\ntwo" }],
    refused: "InvalidParameterException: Invalid parameter: Subject",
    source: `${SNS}_Publish.html`,
  },
]);

const filter = (pattern: object, scope = "MessageBody") => ({
  FilterPolicy: JSON.stringify(pattern),
  FilterPolicyScope: scope,
});
const wrongSubscriptions: [title: string, attributes: Members, refused: string, page: string][] = [
  [
    "filters nested fields of bodies alone",
    filter({ detail: { severity: [1] } }, "MessageAttributes"),
    "Filter policy scope MessageAttributes does not support nested filter policy",
    `${SNS_GUIDE}/subscription-filter-policy-constraints.html`,
  ],
  [
    "filters by up to 5 keys",
    filter(Object.fromEntries(many(6).map((key) => [key, ["x"]]))),
    "FilterPolicy: Filter policy can not have more than 5 keys",
    `${SNS_GUIDE}/subscription-filter-policy-constraints.html`,
  ],
  [
    "filters by up to 150 combinations of values",
    filter({ a: many(76), b: ["x", "y"] }),
    "FilterPolicy: Filter policy is too complex",
    `${SNS_GUIDE}/subscription-filter-policy-constraints.html`,
  ],
  [
    "filters by operators of SNS",
    filter({ a: [{ like: "x" }] }),
    "FilterPolicy: Unrecognized match type like",
    `${SNS_GUIDE}/subscription-filter-policy-constraints.html`,
  ],
  [
    "filters by JSON",
    { FilterPolicy: "severity" },
    "FilterPolicy: failed to parse JSON.",
    `${SNS}_Subscribe.html`,
  ],
  [
    "is filtered by attributes or by bodies",
    { FilterPolicyScope: "Subject" },
    "FilterPolicyScope: Invalid value [Subject]. Please use either MessageBody or MessageAttributes",
    `${SNS}_Subscribe.html`,
  ],
  [
    "gets raw messages or not",
    { RawMessageDelivery: "yes" },
    "RawMessageDelivery: Invalid value [yes]. Must be true or false.",
    `${SNS}_Subscribe.html`,
  ],
  [
    "has a queue for dead letters",
    { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: "dead" }) },
    "RedrivePolicy: deadLetterTargetArn is an invalid arn",
    `${SNS_GUIDE}/sns-dead-letter-queues.html`,
  ],
  [
    "has a queue for dead letters in the topic's account",
    { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: `arn:aws:sqs:us-east-1:${OTHER}:d` }) },
    "RedrivePolicy: deadLetterTargetArn is of another account or Region",
    `${SNS_GUIDE}/sns-dead-letter-queues.html`,
  ],
];

describeConstraints("a subscription of SNS", [
  ...wrongSubscriptions.map(([title, attributes, refused, source]): Constraint => ({
    title,
    given: alerts,
    call: subscribe(attributes),
    refused: `InvalidParameterException: Invalid parameter: Attributes Reason: ${refused}`,
    source,
  })),
  {
    title: "gets raw messages by a protocol that carries them",
    given: alerts,
    call: subscribe(
      { RawMessageDelivery: "true" },
      { Protocol: "email", Endpoint: "security@example.com" },
    ),
    refused:
      "InvalidParameterException: Invalid parameter: Attributes Reason: Delivery protocol [email] does not support raw message delivery.",
    source: `${SNS_GUIDE}/sns-large-payload-raw-message-delivery.html`,
  },
  {
    title: "of a standard topic has a standard queue",
    given: alerts,
    call: subscribe({}, { Endpoint: arnOf("sqs", "inbox.fifo") }),
    refused:
      "InvalidParameterException: Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics",
    source: `${SNS_GUIDE}/fifo-message-delivery.html`,
  },
]);
