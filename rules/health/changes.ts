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
  key: string;
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
const MADE = "was called in <region> at <time> by <who>.";
const REVIEW =
  "If this was not intended, run pulumi preview --refresh to see what differs from the stack, then pulumi up to set it again.";

const serviceEvents: EventPattern = {
  source: ["aws.health"],
  "detail-type": ["AWS Health Event"],
  detail: { service: ["GUARDDUTY"] },
};

const detectorChanges = (detectorIds: string[]): EventPattern =>
  call("guardduty", DETECTOR_CALLS, { requestParameters: { detectorId: [...detectorIds].sort() } });

/**
 * The changes that a message is sent of, each by a rule of the home Region.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export const CHANGES: readonly Change[] = [
  {
    key: "detector-changes",
    description: "A detector or publishing destination of the export was changed or deleted",
    pattern: ({ detectorIds }) => detectorChanges(detectorIds),
    inputPaths: CALL_PATHS,
    message: `GuardDuty export: <call> ${MADE} This changes or ends the export of the findings of that Region. ${REVIEW} If something was deleted, run pulumi refresh first.`,
  },
  {
    key: "bucket-changes",
    description: "The policy of the findings bucket was changed or deleted",
    pattern: ({ bucketName }) =>
      call("s3", ["PutBucketPolicy", "DeleteBucketPolicy"], {
        requestParameters: { bucketName: [bucketName] },
      }),
    inputPaths: CALL_PATHS,
    message: `GuardDuty export: <call> on the findings bucket ${MADE} GuardDuty may no longer be able to write. ${REVIEW}`,
  },
  {
    key: "key-changes",
    description: "The key of the findings or its policy was changed",
    pattern: ({ keyArn }) =>
      call("kms", ["PutKeyPolicy", "ScheduleKeyDeletion", "DisableKey"], {
        resources: { ARN: [keyArn] },
      }),
    inputPaths: CALL_PATHS,
    message: `GuardDuty export: <call> on the key of the findings ${MADE} GuardDuty may no longer be able to write, and without the key no finding can be read. To cancel a deletion, run aws kms cancel-key-deletion, then aws kms enable-key. ${REVIEW}`,
  },
  {
    key: "service-events",
    description: "AWS Health reports an event of GuardDuty",
    pattern: () => serviceEvents,
    inputPaths: {
      event: "$.detail.eventTypeCode",
      region: "$.detail.eventRegion",
      arn: "$.detail.eventArn",
    },
    message:
      "GuardDuty export: AWS Health reports <event> in <region> (<arn>). Findings may be late or missing until it ends. For details and required actions, see https://health.console.aws.amazon.com/.",
  },
];

/** What another Region forwards to the bus of the home Region: what the rules there match. */
export function forwarded(detectorId: string): EventPattern {
  return { $or: [detectorChanges([detectorId]), serviceEvents] };
}
