import { KEEP_KEY_FIRST } from "./keyDeletion";

const LOG = (region: string) =>
  `open the health check's log and filter for { $.Region = "${region}" }: the newest line has Findings, each with its Fix`;

/** The description of an alarm, which AWS stores and sends. */
export function unhealthyAlarmText(exportName: string, region: string): string {
  return [
    `The export of ${region} in ${exportName} is unhealthy: the detector or its publishing destination is missing, suspended, changed, or cannot write.`,
    `Fix: 1. ${KEEP_KEY_FIRST}`,
    `2. Then ${LOG(region)}.`,
    "3. Run pulumi preview --refresh to see what changed, then pulumi up to set it again. If something was deleted, run pulumi refresh first.",
    "4. This alarm returns to OK with the next run. GuardDuty keeps findings for 90 days, and stops an export that cannot write for too long.",
  ].join("\n");
}

/** The description of an alarm, which AWS stores and sends. */
export function notReportingAlarmText(exportName: string, region: string, minutes: number): string {
  return [
    `The health of ${region} in ${exportName} has been unknown for ${minutes} minutes: the Region could not be checked, or the health check does not run.`,
    `Fix: 1. If this Region alone does not report: ${LOG(region)}.`,
    "2. If no Region reports: check that the function runs (its log and dead-letter queue) and that the schedule is enabled.",
    "3. Meanwhile run guardduty-export status. In the first minutes after a deployment this alarm is expected.",
  ].join("\n");
}

/** The description of an alarm, which AWS stores and sends. */
export function failedRunsAlarmText(exportName: string): string {
  return [
    `A run of the health check of ${exportName} failed: it checked no Region. The other alarms report whether findings are exported.`,
    "Fix: 1. Read the messages of the dead-letter queue (deadLetterQueueUrl): the error is in their attributes, and the run in the function's log.",
    "2. Correct what it names: a changed role or environment (pulumi preview --refresh, then pulumi up), a quota, or a deleted function.",
    "3. Purge the queue: this alarm returns to OK when it is empty.",
  ].join("\n");
}

/** The description of an alarm, which AWS stores and sends. */
export function undeliveredAlarmText(exportName: string): string {
  return [
    `EventBridge could not deliver a message of a change of ${exportName} to the topic.`,
    "Fix: 1. Read the messages of the queue of undelivered changes in the home Region: each is the event, and its attributes have the error.",
    "2. Check that the topic's policy allows events.amazonaws.com to publish without a condition, and that its key does: run pulumi preview --refresh, then pulumi up.",
    "3. This alarm returns to OK when events are delivered again.",
  ].join("\n");
}
