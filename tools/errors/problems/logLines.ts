import type { LogLineId } from "../../../rules/findings/logged";

/** What the log has that is neither a finding nor a problem of the arguments. */
export const LOG_LINES = {
  providerProcesses: [
    "Information: how many AWS provider processes the engine starts, and their memory",
    "No action is needed. To start fewer processes, set `providerMode` to `perAccount`",
  ],
  policiesNotEvaluated: [
    "Information: a preview does not evaluate control policies and permissions boundaries",
    "Run `guardduty-export status` after the deployment, which reads resource control policies",
  ],
  existingPolicyChanges: [
    "Information: the statements that the deployment adds, changes or removes in an existing policy",
    "No action is needed. Compare them with what you expect",
  ],
  bucketOwnerVerified: [
    "Information: GuardDuty verifies the owner of the bucket before it exports",
    "No action is needed",
  ],
  secretInState: [
    "A configuration key is set with `--secret`, and its value is in plain text in the state",
    "Set the key without `--secret`, or only one of the properties that the text lists",
  ],
  engineTooOld: ["The Pulumi CLI is too old", "Upgrade the CLI"],
} satisfies { [id in LogLineId]: [meaning: string, fix: string] };
