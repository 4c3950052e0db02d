import type { LogLineId } from "../../../rules/findings/logged";

/** What the log has that is neither a finding nor a problem of the arguments. */
export const LOG_LINES = {
  providerProcesses: [
    "An information: how many AWS provider processes the engine starts, and their memory",
    "None is needed. To start fewer processes, set `providerMode` to `perAccount`",
  ],
  policiesNotEvaluated: [
    "An information: a preview does not evaluate control policies and permissions boundaries",
    "Run `guardduty-export status` after the deployment, which reads resource control policies",
  ],
  existingPolicyChanges: [
    "An information: the statements that the deployment adds, changes or removes in an existing policy",
    "None is needed. Compare them with what you expect",
  ],
  bucketOwnerVerified: [
    "An information: GuardDuty verifies the owner of the bucket before it exports",
    "None is needed",
  ],
  secretInState: [
    "A configuration key is set with `--secret`, and its value is plain in the state",
    "Set the key without `--secret`, or only one of the properties that the text lists",
  ],
  engineTooOld: ["The Pulumi CLI is too old", "Upgrade the CLI"],
} satisfies { [id in LogLineId]: [meaning: string, fix: string] };
