import { accountNotes } from "./account";
import { athenaNotes } from "./athena";
import { chronicleNotes } from "./chronicle";
import { cloudformationNotes } from "./cloudformation";
import { cloudwatchNotes } from "./cloudwatch";
import { eventsNotes } from "./events";
import { glueNotes } from "./glue";
import { guarddutyNotes } from "./guardduty";
import { iamNotes } from "./iam";
import { kmsNotes } from "./kms";
import { lambdaNotes } from "./lambda";
import { logsNotes } from "./logs";
import { organizationsNotes } from "./organizations";
import { s3Notes } from "./s3";
import { s3controlNotes } from "./s3control";
import { schedulerNotes } from "./scheduler";
import { sentinelNotes } from "./sentinel";
import { snsNotes } from "./sns";
import { sqsNotes } from "./sqs";
import { stsNotes } from "./sts";
import type { ServiceNotes } from "./notes";

export type { OperationNote, ServiceNotes } from "./notes";
export { TYPE_NOTES, type TypeNote } from "./providerTypes";
export { WITHOUT_EFFECT } from "./withoutEffect";

/** Service -> what the sandbox has of it. `npm run operations` writes docs/sandbox-operations.md from it. */
export const NOTES: { [service: string]: ServiceNotes } = {
  account: accountNotes,
  athena: athenaNotes,
  chronicle: chronicleNotes,
  cloudformation: cloudformationNotes,
  cloudwatch: cloudwatchNotes,
  events: eventsNotes,
  glue: glueNotes,
  guardduty: guarddutyNotes,
  iam: iamNotes,
  kms: kmsNotes,
  lambda: lambdaNotes,
  logs: logsNotes,
  organizations: organizationsNotes,
  s3: s3Notes,
  s3control: s3controlNotes,
  scheduler: schedulerNotes,
  sentinel: sentinelNotes,
  sns: snsNotes,
  sqs: sqsNotes,
  sts: stsNotes,
};
