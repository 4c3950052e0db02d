import { CHANGE_TEXTS } from "../texts/changeMessages";

/** The resources whose changes are watched. */
export interface Watched {
  /** Of every Region. */
  detectorIds: string[];
  bucketName: string;
  keyArn: string;
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

/** Calls that failed changed nothing. Management events reach EventBridge by a trail of CloudTrail alone. */
const call = (service: string, eventName: readonly string[], at: EventPattern): EventPattern => ({
  source: [`aws.${service}`],
  "detail-type": ["AWS API Call via CloudTrail"],
  detail: {
    eventSource: [`${service}.amazonaws.com`],
    eventName: [...eventName],
    errorCode: [{ exists: false }],
    ...at,
  },
});

export const DETECTOR_CALLS = [
  "DeletePublishingDestination",
  "UpdatePublishingDestination",
  "DeleteDetector",
  "UpdateDetector",
] as const;

const CALL_PATHS = {
  call: "$.detail.eventName",
  region: "$.detail.awsRegion",
  time: "$.detail.eventTime",
  who: "$.detail.userIdentity.arn",
};

const serviceEvents: EventPattern = {
  source: ["aws.health"],
  "detail-type": ["AWS Health Event"],
  detail: { service: ["GUARDDUTY"] },
};

const detectorChanges = (detectorIds: string[]): EventPattern =>
  call("guardduty", DETECTOR_CALLS, { requestParameters: { detectorId: [...detectorIds].sort() } });

const RULES: readonly Omit<Change, "description" | "message">[] = [
  {
    key: "detector-changes",
    pattern: ({ detectorIds }) => detectorChanges(detectorIds),
    inputPaths: CALL_PATHS,
  },
  {
    key: "bucket-changes",
    pattern: ({ bucketName }) =>
      call("s3", ["PutBucketPolicy", "DeleteBucketPolicy"], {
        requestParameters: { bucketName: [bucketName] },
      }),
    inputPaths: CALL_PATHS,
  },
  {
    key: "key-changes",
    pattern: ({ keyArn }) =>
      call("kms", ["PutKeyPolicy", "ScheduleKeyDeletion", "DisableKey"], {
        resources: { ARN: [keyArn] },
      }),
    inputPaths: CALL_PATHS,
  },
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

/** What another Region forwards to the bus of the home Region: what the rules there match. */
export function forwarded(detectorId: string): EventPattern {
  return { $or: [detectorChanges([detectorId]), serviceEvents] };
}
