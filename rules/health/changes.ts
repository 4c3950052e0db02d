import { knownArn } from "../arn";
import { CHANGE_TEXTS } from "../texts/changeMessages";
import {
  ACCOUNT_CALLS,
  ALARM_CALLS,
  ALARM_WRITES,
  BUCKET_CALLS,
  BUS_CALLS,
  DETECTOR_CALLS,
  FUNCTION_CALLS,
  GUARDDUTY_ROLE,
  KEY_CALLS,
  MEMBER_CALLS,
  MUTE_CALLS,
  POLICY_CALLS,
  POLICY_TYPE,
  POLICY_TYPE_CALLS,
  PROTECTION_CALLS,
  QUEUE_CALLS,
  REGION_CALLS,
  RELATION_CALLS,
  ROLE_CALLS,
  RULE_CALLS,
  RULE_WRITES,
  SCHEDULE_CALLS,
  SERVICE_CALLS,
  SUBSCRIPTION_CALLS,
  SUPPRESSION_CALLS,
  TARGET_CALLS,
  TOPIC_CALLS,
  TRAIL_CALLS,
} from "./changeCalls";

/** The resources whose changes are watched. */
export interface Watched {
  /** Of every Region. */
  detectorIds: readonly string[];
  bucketName: string;
  /** Of the findings, and of the messages themselves, where the stack created it. */
  keyArns: readonly string[];
  /** Of those that findings are read from: `https://sqs.<Region>.amazonaws.com/<account>/<name>`. */
  queueUrls: readonly string[];
  /** Of the queues that readers made, their dead-letter queues among them. */
  ownQueueArns: readonly string[];
  /** Of new findings, and of the messages themselves. */
  topicArns: readonly string[];
  /** Name of the health check, which the names of all that it made begin with. */
  healthName: string;
}

/** An event pattern of EventBridge. */
export type EventPattern = { [field: string]: unknown };

/** A kind of change that stops an export or may stop it, and the message that is sent of it. */
export interface Change {
  key: keyof typeof CHANGE_TEXTS;
  description: string;
  pattern: (watched: Watched) => EventPattern;
  /** Name -> JSON path of the event. */
  inputPaths: { [name: string]: string };
  /** The message; `<name>` stands for what the path holds. */
  message: string;
}

interface Calls {
  service: string;
  eventName: readonly string[];
  at?: EventPattern;
}

const detailOf = ({ service, eventName, at }: Calls): EventPattern => ({
  eventSource: [`${service}.amazonaws.com`],
  eventName: [...eventName],
  ...at,
});

/** Calls that failed changed nothing. */
const SUCCEEDED: EventPattern = { errorCode: [{ exists: false }] };

/** A pattern has 2,048 characters at most, and each call says its source itself. */
const sourcesOf = (names: string[]) => (names.length > 3 ? [{ prefix: "aws." }] : names);

/** Management events reach EventBridge by a trail of CloudTrail alone. */
const calls = (...all: Calls[]): EventPattern => ({
  source: sourcesOf([...new Set(all.map(({ service }) => `aws.${service}`))]),
  "detail-type": ["AWS API Call via CloudTrail"],
  detail: {
    ...(all.length === 1 ? detailOf(all[0] as Calls) : { $or: all.map(detailOf) }),
    ...SUCCEEDED,
  },
});

const ofParameter = (name: string, ...values: unknown[]): EventPattern => ({
  requestParameters: { [name]: values },
});

const CALL_PATHS = {
  call: "$.detail.eventName",
  region: "$.detail.awsRegion",
  time: "$.detail.eventTime",
  who: "$.detail.userIdentity.arn",
  // What the caller was answered with: by it a message is found again.
  request: "$.detail.requestID",
};

const serviceEvents: EventPattern = {
  source: ["aws.health"],
  "detail-type": ["AWS Health Event"],
  detail: { service: ["GUARDDUTY"] },
};

const detectorCalls = (eventName: readonly string[], detectorIds: readonly string[]): Calls => ({
  ...{ service: "guardduty", eventName },
  at: ofParameter("detectorId", ...[...detectorIds].sort()),
});

const ofDetectors = (...of: Parameters<typeof detectorCalls>) => calls(detectorCalls(...of));

const ORGANIZATION: readonly Calls[] = [
  { service: "guardduty", eventName: RELATION_CALLS },
  {
    ...{ service: "organizations", eventName: SERVICE_CALLS },
    at: ofParameter("servicePrincipal", { suffix: "guardduty.amazonaws.com" }),
  },
  {
    ...{ service: "organizations", eventName: POLICY_TYPE_CALLS },
    at: ofParameter("policyType", POLICY_TYPE),
  },
  { service: "organizations", eventName: [...POLICY_CALLS, ...ACCOUNT_CALLS] },
  { service: "account", eventName: REGION_CALLS },
  {
    ...{ service: "iam", eventName: ["DeleteServiceLinkedRole"] },
    at: ofParameter("roleName", GUARDDUTY_ROLE),
  },
];

/** A queue has URLs of several forms, with its account and name at the end. */
const queueNames = ({ queueUrls, ownQueueArns }: Watched): { suffix: string }[] => {
  const own = ownQueueArns
    .map(knownArn)
    .map(({ accountId, resource }) => `/${accountId}/${resource}`);
  return [...new Set([...queueUrls.map(pathOf), ...own])].map((suffix) => ({ suffix }));
};

const readerCalls = (watched: Watched): EventPattern => {
  const { topicArns } = watched;
  const queues = queueNames(watched);
  return calls(
    ...(queues.length > 0
      ? [
          {
            ...{ service: "sqs", eventName: QUEUE_CALLS },
            at: ofParameter("queueUrl", ...queues),
          },
        ]
      : []),
    {
      ...{ service: "sns", eventName: TOPIC_CALLS },
      at: ofParameter("topicArn", ...[...topicArns].sort()),
    },
    {
      ...{ service: "sns", eventName: PROTECTION_CALLS },
      at: ofParameter("resourceArn", ...[...topicArns].sort()),
    },
    {
      ...{ service: "sns", eventName: SUBSCRIPTION_CALLS },
      at: ofParameter("subscriptionArn", ...topicArns.map((arn) => ({ prefix: `${arn}:` }))),
    },
  );
};

/** What the health check made: its name is the beginning of theirs. */
const madeBy = (healthName: string) => ({ prefix: `${healthName}-` });

/** Roles are of no Region: their calls are events of one. */
const roleCalls = (healthName: string): Calls => ({
  ...{ service: "iam", eventName: ROLE_CALLS },
  at: ofParameter("roleName", madeBy(healthName)),
});

const TRAILS: Calls = { service: "cloudtrail", eventName: TRAIL_CALLS };

/** Calls that end the messages, the alarms or the check. Names that one service alone has are without it. */
const healthCalls = ({ healthName }: Watched): EventPattern => {
  const own = madeBy(healthName);
  const by = (eventName: readonly string[], parameter: string, ...names: unknown[]) => ({
    eventName,
    ...ofParameter(parameter, own, ...names),
  });
  const notReporting = [{ prefix: `${healthName}-not-reporting-` }];
  const without: EventPattern[] = [
    { alarmName: [own], $or: [{ actionsEnabled: [false] }, { alarmActions: [{ exists: false }] }] },
    // Without a report there is no data.
    { alarmName: notReporting, treatMissingData: [{ "anything-but": "breaching" }] },
  ];
  return {
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: {
      $or: [
        by([...RULE_CALLS, ...SCHEDULE_CALLS], "name"),
        by(TARGET_CALLS, "rule"),
        by(ALARM_CALLS, "alarmNames"),
        { eventName: MUTE_CALLS, requestParameters: { muteTargets: { alarmNames: [own] } } },
        ...without.map((requestParameters) => ({ eventName: ALARM_WRITES, requestParameters })),
        { eventName: RULE_WRITES, requestParameters: { name: [own], state: ["DISABLED"] } },
        // Lambda is called with the name or the ARN.
        by(FUNCTION_CALLS, "functionName", { wildcard: `*:function:${healthName}-*` }),
        { eventName: QUEUE_CALLS, ...ofParameter("queueUrl", { wildcard: `*/${healthName}-*` }) },
        by(ROLE_CALLS, "roleName"),
        { eventSource: ["events.amazonaws.com"], eventName: BUS_CALLS },
        { eventName: TRAIL_CALLS },
      ],
      ...SUCCEEDED,
    },
  };
};

function pathOf(queueUrl: string): string {
  return `/${queueUrl.split("/").slice(-2).join("/")}`;
}

const RULES: readonly Omit<Change, "description" | "message">[] = [
  {
    key: "detector-changes",
    pattern: ({ detectorIds }) => ofDetectors(DETECTOR_CALLS, detectorIds),
    inputPaths: CALL_PATHS,
  },
  {
    key: "suppression-changes",
    pattern: ({ detectorIds }) => ofDetectors(SUPPRESSION_CALLS, detectorIds),
    inputPaths: CALL_PATHS,
  },
  {
    key: "member-changes",
    pattern: ({ detectorIds }) => ofDetectors(MEMBER_CALLS, detectorIds),
    inputPaths: CALL_PATHS,
  },
  {
    key: "organization-changes",
    pattern: () => calls(...ORGANIZATION),
    inputPaths: { ...CALL_PATHS, account: "$.account" },
  },
  {
    key: "bucket-changes",
    pattern: ({ bucketName }) =>
      calls({
        ...{ service: "s3", eventName: BUCKET_CALLS },
        at: ofParameter("bucketName", bucketName),
      }),
    inputPaths: CALL_PATHS,
  },
  {
    key: "key-changes",
    pattern: ({ keyArns }) =>
      calls({
        ...{ service: "kms", eventName: KEY_CALLS },
        at: { resources: { ARN: keyArns } },
      }),
    inputPaths: CALL_PATHS,
  },
  { key: "reader-changes", pattern: readerCalls, inputPaths: CALL_PATHS },
  { key: "health-changes", pattern: healthCalls, inputPaths: CALL_PATHS },
  {
    key: "service-events",
    pattern: () => serviceEvents,
    inputPaths: {
      event: "$.detail.eventTypeCode",
      region: "$.detail.eventRegion",
      arn: "$.detail.eventArn",
    },
  },
];

/**
 * The changes that a message is sent of, each by a rule of the home Region.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export const CHANGES: readonly Change[] = RULES.map((rule) => ({
  ...rule,
  ...CHANGE_TEXTS[rule.key],
}));

/**
 * What another Region forwards to the bus of the home Region: what the rules there match. Without a detector it is not watched, and without
 * the name of the health check its roles are not.
 */
export function forwarded(detectorId: string | undefined, healthName?: string): EventPattern {
  // Trails may be of one Region.
  const ofHealth = healthName === undefined ? [] : [roleCalls(healthName), TRAILS];
  const global = [...ORGANIZATION, ...ofHealth];
  if (detectorId === undefined) return calls(...global);
  const all = [...DETECTOR_CALLS, ...SUPPRESSION_CALLS, ...MEMBER_CALLS];
  return { $or: [serviceEvents, calls(detectorCalls(all, [detectorId]), ...global)] };
}
