import { KEEP_KEY_FIRST } from "./keyDeletion";

const MADE = "was called in <region> at <time> by <who> (request <request>).";
const REVIEW =
  "If this was not intended, run pulumi preview --refresh to see what differs from the stack, then pulumi up to set it again.";
const STATUS = "Run guardduty-export status: it reports what is missing, with its fix.";

/** What AWS stores of the rules of changes, and sends: in a message `<name>` stands for what the path of the event holds. */
export const CHANGE_TEXTS = {
  "detector-changes": {
    description: "A detector or publishing destination of the export was changed or deleted",
    message: `GuardDuty export: <call> ${MADE} This changes or ends the export of the findings of that Region. ${REVIEW} If something was deleted, run pulumi refresh first.`,
  },
  "suppression-changes": {
    description: "A filter or trusted list was changed, or findings were archived",
    message: `GuardDuty export: <call> ${MADE} Archived findings are not exported, and GuardDuty generates no findings for the entries of a trusted list. ${STATUS}`,
  },
  "member-changes": {
    description: "Members of the export, their protection plans or auto-enable were changed",
    message: `GuardDuty export: <call> ${MADE} The findings of members may be missing from the export. ${STATUS} ${REVIEW}`,
  },
  "organization-changes": {
    description:
      "The organization's delegation, policies, accounts or Regions for GuardDuty were changed",
    message: `GuardDuty export: <call> in account <account> ${MADE} The administrator account may lose the findings of members, or settings of the stack may have no effect. ${STATUS}`,
  },
  "bucket-changes": {
    description: "The findings bucket or a setting of it was changed or deleted",
    message: `GuardDuty export: <call> on the findings bucket ${MADE} GuardDuty may no longer be able to write, or findings are less protected. ${REVIEW}`,
  },
  "key-changes": {
    description: "A key of the findings, of notifications or of these messages was changed",
    message: `GuardDuty export: <call> on a key of the findings, of notifications or of these messages ${MADE} GuardDuty or S3 may no longer be able to write, and without its key no finding can be read. ${KEEP_KEY_FIRST} ${REVIEW}`,
  },
  "reader-changes": {
    description: "A queue or topic of the export, its policy or a subscription was changed",
    message: `GuardDuty export: <call> on a queue or topic of the export ${MADE} Those who read findings or receive these messages may no longer be notified. ${REVIEW}`,
  },
  "health-changes": {
    description:
      "The health check of the export, or a trail or bus that its messages need, was changed",
    message: `GuardDuty export: <call> on the health check, or on a trail or event bus that its messages need, ${MADE} Alarms or messages of the export may no longer be sent. ${REVIEW}`,
  },
  "service-events": {
    description: "AWS Health reports an event of GuardDuty",
    message:
      "GuardDuty export: AWS Health reports <event> in <region> (<arn>). Findings may be late or missing until it ends. For details and required actions, see https://health.console.aws.amazon.com/.",
  },
} as const;
