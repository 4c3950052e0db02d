/** Files whose configurations are not tried on the engine, and why. */
export const NOT_DEPLOYED: { [file: string]: string } = {};

/** A part of the text of each configuration that is refused, and of the error: its policy is placed by its owner first. */
export const REFUSED: { [part: string]: string } = {
  "policy: external": "The output bucketPolicyStatements has the statements for the owner",
};

/** A part of the text of each configuration that is deployed rather than previewed: one of each topology. */
export const DEPLOYED: string[] = [
  // One account, from docs/getting-started.md.
  "guardduty-export:findingPublishingFrequency: FIFTEEN_MINUTES\n  guardduty-export:bucket:\n    retentionDays: 400",
  // An organization with a log archive, from docs/organizations.md.
  "autoEnable: ALL\n  guardduty-export:bucket:\n    prefix: guardduty",
  // An adopted bucket, its key in a third account, and readers, from docs/topologies.md.
  "name: acme-log-archive\n    prefix: guardduty\n  guardduty-export:key:\n    account:",
  // A reader with a queue that exists, from docs/readers.md.
  "sqs.us-east-1.amazonaws.com/444455556666/splunk",
];
