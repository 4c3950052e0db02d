/** What follows where a part of a component is created while one exists that the state lost, and whether the deployment is refused. */
export const LOST_PARTS = {
  queue: {
    severity: "error",
    text: "creates another, sends no more messages to this one, and leaves those that it has",
  },
  deadLetterQueue: {
    severity: "error",
    text: "creates another, and leaves the messages of this one unread",
  },
  undeliveredQueue: {
    severity: "error",
    text: "creates another, and leaves the undelivered events of this one unread",
  },
  readerRole: {
    severity: "error",
    text: "creates another, and takes the permissions of this one, so that its reader stops",
  },
  readerUser: {
    severity: "error",
    text: "creates another, and deletes the access key of this one, so that its reader stops",
  },
  resultsBucket: {
    severity: "error",
    text: "creates another, and leaves the query results of this one without policy and lifecycle",
  },
  // Detached lists keep theirs on purpose.
  listsBucket: {
    severity: "warning",
    text: "creates another, and leaves the files of this one, which detached lists read",
  },
  alarmTopic: {
    severity: "warning",
    text: "creates another: its e-mail address has to be confirmed again, and other subscribers of this one get no more alarms",
  },
  topicKey: {
    severity: "warning",
    text: "creates another, and AWS bills both",
  },
  fn: {
    severity: "warning",
    text: "creates another, and this one stays in the account without a schedule",
  },
  schedule: {
    severity: "warning",
    text: "creates another, and this one keeps running the health check of an earlier deployment",
  },
  alarm: {
    severity: "warning",
    text: "creates another, and each change is reported twice",
  },
  rule: {
    severity: "warning",
    text: "creates another, and each event is delivered twice",
  },
} as const satisfies { [kind: string]: { severity: "error" | "warning"; text: string } };

/** A part of a component that exists in AWS, and that the state lost. */
export interface LostPart {
  kind: keyof typeof LOST_PARTS;
  /** Its ARN, or its name. */
  name: string;
}

export const LOST_PART_TEXTS = {
  ownPartExists: ({ kind, name }: LostPart) =>
    `the state does not have ${name}, which this stack created and which exists. This deployment ${LOST_PARTS[kind].text}`,
  entryExists: ({ name }: { name: string }) =>
    `the state does not have ${name}, which exists, and AWS has room for no other. If this stack did not create it, declare it as existing, or choose another name`,
} as const;
