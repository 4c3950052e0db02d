import type { Members } from "../../../sandbox/cloud";
import { type Constraint, describeConstraints } from "../../../testing/constraints";
import { ADMIN } from "../../../testing/worlds";

const API = "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API";
const GUIDE = "https://docs.aws.amazon.com/eventbridge/latest/userguide";
const OPERATORS = `${GUIDE}/eb-create-pattern-operators.html`;

type Call = Constraint["call"];
const rule = (pattern: object, more: Members = {}): Call => [
  "events:PutRule",
  { Name: "findings", EventPattern: JSON.stringify(pattern), ...more },
];
const schedule = (ScheduleExpression: string, more: Members = {}): Call => [
  "events:PutRule",
  { Name: "nightly", ScheduleExpression, ...more },
];
const queue = (name: string) => `arn:aws:sqs:us-east-1:${ADMIN}:${name}`;
const target = (more: Members = {}) => ({ Id: "t", Arn: queue("inbox"), ...more });
const targets = (...Targets: Members[]): Call => [
  "events:PutTargets",
  { Rule: "findings", Targets },
];
const given = [rule({ source: ["aws.guardduty"] })];

const wrongPatterns: [title: string, pattern: object, reason: string][] = [
  [
    "compares numbers that follow one another",
    { a: [{ numeric: [">", 7, "<", 4] }] },
    "Bad numeric range operator",
  ],
  ["compares with numbers", { a: [{ numeric: [">", "7"] }] }, "Bad numeric range operator"],
  ["names prefixes as texts", { a: [{ prefix: 1 }] }, "prefix match pattern must be a string"],
  ["names suffixes as texts", { a: [{ suffix: ["x"] }] }, "suffix match pattern must be a string"],
  ["names networks", { a: [{ cidr: "10.0.0.0/33" }] }, "Malformed CIDR"],
  [
    "names one operator in a match",
    { a: [{ prefix: "x", suffix: "y" }] },
    "Only one key allowed in match expression",
  ],
  [
    "leaves out texts or numbers",
    { a: [{ "anything-but": [] }] },
    "Value of anything-but must be an array or single string/number value.",
  ],
  [
    "leaves out what operators of texts match",
    { a: [{ "anything-but": { numeric: ["=", 1] } }] },
    "Unsupported anything-but pattern: numeric",
  ],
  [
    "has values in lists of one level",
    { a: [["x"]] },
    "Match value must be String, number, true, false, or null",
  ],
  [
    "has wildcards apart",
    { a: [{ wildcard: "a**b" }] },
    "wildcard match pattern must be a string without consecutive wildcard characters",
  ],
];

describeConstraints("a rule of EventBridge", [
  ...wrongPatterns.map(([title, pattern, reason]): Constraint => ({
    title,
    call: rule(pattern),
    refused: `InvalidEventPatternException: Event pattern is not valid. Reason: ${reason}`,
    source: OPERATORS,
  })),
  ...[
    "rate(1 hours)",
    "rate(0 minutes)",
    "rate(2 hour)",
    "cron(0 3 * * * *)",
    "cron(0 3 * * ?)",
    "daily",
  ].map((expression): Constraint => ({
    title: `has a schedule, which ${expression} is not`,
    call: schedule(expression),
    refused: "ValidationException: Parameter ScheduleExpression is not valid.",
    source: `${GUIDE}/eb-scheduled-rule-pattern.html`,
  })),
  {
    title: "has a schedule on the default bus alone",
    given: [["events:CreateEventBus", { Name: "team" }]],
    call: schedule("rate(1 hour)", { EventBusName: "team" }),
    refused: "ValidationException: ScheduleExpression is supported only on the default event bus.",
    source: `${API}_PutRule.html`,
  },
]);

const wrongTargets: [title: string, given: Members[], refused: string, page: string][] = [
  [
    "has one kind of input",
    [target({ Input: '"x"', InputPath: "$.detail" })],
    "Only one of Input, InputPath, or InputTransformer must be provided for target t.",
    `${API}_PutTargets.html`,
  ],
  [
    "has JSON as its input",
    [target({ Input: "x" })],
    "JSON syntax error in input for target t.",
    `${API}_Target.html`,
  ],
  [
    "has a group for a FIFO queue",
    [target({ Arn: queue("inbox.fifo") })],
    "Parameter(s) SqsParameters must be specified for target: t.",
    `${API}_SqsParameters.html`,
  ],
  [
    "has a standard queue for dead letters",
    [target({ DeadLetterConfig: { Arn: queue("dead.fifo") } })],
    "Parameter DeadLetterConfig.Arn is not valid for target t.",
    `${GUIDE}/eb-rule-event-delivery.html`,
  ],
  [
    "has a role where another account owns it",
    [target({ Arn: queue("inbox").replace(/\d{12}/, "222233334444") })],
    `RoleArn is required for target ${queue("inbox").replace(/\d{12}/, "222233334444")}.`,
    `${GUIDE}/eb-service-cross-account.html`,
  ],
  [
    "has an id of its own",
    [target(), target()],
    "Duplicate target ids are not allowed.",
    `${API}_PutTargets.html`,
  ],
];

describeConstraints("a target of EventBridge", [
  ...wrongTargets.map(([title, members, refused, source]): Constraint => ({
    title,
    given,
    call: targets(...members),
    refused: `ValidationException: ${refused}`,
    source,
  })),
  {
    title: "is one of five",
    given,
    call: targets(...Array.from({ length: 6 }, (_, index) => target({ Id: `t${index}` }))),
    refused: "LimitExceededException: The requested resource exceeds the maximum number allowed.",
    source: `${GUIDE}/eb-quota.html`,
  },
]);

describeConstraints("an event", [
  {
    title: "has up to 256 KB together with the others of its request",
    call: [
      "events:PutEvents",
      {
        Entries: [
          { Source: "app", DetailType: "d", Detail: JSON.stringify({ text: "x".repeat(262_144) }) },
        ],
      },
    ],
    refused: "ValidationException: Total size of the entries in the request is over the limit.",
    source: `${GUIDE}/eb-putevents.html`,
  },
  {
    title: "to be tested has every member that EventBridge asks for",
    call: [
      "events:TestEventPattern",
      { EventPattern: '{"source":["app"]}', Event: '{"source":"app"}' },
    ],
    refused: "ValidationException: Parameter Event is not valid.",
    source: `${API}_TestEventPattern.html`,
  },
  {
    title: "to be tested is JSON",
    call: ["events:TestEventPattern", { EventPattern: '{"source":["app"]}', Event: "{" }],
    refused: "ValidationException: Parameter Event is not valid.",
    source: `${API}_TestEventPattern.html`,
  },
]);
