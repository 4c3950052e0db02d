import { KEEP_KEY_FIRST } from "./keyDeletion";

const MADE = "was called in <region> at <time> by <who>.";
const REVIEW =
  "If this was not intended, run pulumi preview --refresh to see what differs from the stack, then pulumi up to set it again.";

/** What AWS stores of the rules of changes, and sends: in a message `<name>` stands for what the path of the event holds. */
export const CHANGE_TEXTS = {
  "detector-changes": {
    description: "A detector or publishing destination of the export was changed or deleted",
    message: `GuardDuty export: <call> ${MADE} This changes or ends the export of the findings of that Region. ${REVIEW} If something was deleted, run pulumi refresh first.`,
  },
  "bucket-changes": {
    description: "The policy of the findings bucket was changed or deleted",
    message: `GuardDuty export: <call> on the findings bucket ${MADE} GuardDuty may no longer be able to write. ${REVIEW}`,
  },
  "key-changes": {
    description: "The key of the findings or its policy was changed",
    message: `GuardDuty export: <call> on the key of the findings ${MADE} GuardDuty may no longer be able to write, and without the key no finding can be read. ${KEEP_KEY_FIRST} ${REVIEW}`,
  },
  "service-events": {
    description: "AWS Health reports an event of GuardDuty",
    message:
      "GuardDuty export: AWS Health reports <event> in <region> (<arn>). Findings may be late or missing until it ends. For details and required actions, see https://health.console.aws.amazon.com/.",
  },
} as const;
