import type { Description } from "./description";

/** What a deployment warns of, and fails for. */
export const DEPLOYMENT_DESCRIPTIONS = {
  detached: {
    meaning: "`detach` is set: no findings are exported",
    fix: "Remove `detach`",
  },
  destinationsCannotWrite: {
    meaning: "Existing destinations are kept and can no longer write to the bucket",
    fix: "Delete them, and remove their `destinationId`",
  },
  destinationsNotCreated: {
    meaning: "Regions that the health check watches have no publishing destination",
    fix: "Apply the fix that the export reports for the Region, then run `pulumi up`",
  },
  ownerEventsNotSent: {
    meaning: "The bucket and key are in another account: messages do not report changes of them",
    fix: "Move the bucket and the key, or set `intervalMinutes` to the delay that you accept",
  },
  regionEventsNotSent: {
    meaning: "EventBridge does not forward events between Regions of this partition",
    fix: "Deploy an export with a health check for each Region",
  },
  bucketOwnerNotVerified: {
    meaning:
      "A destination was deployed, and its expected bucket owner was not set: GuardDuty does not verify who owns the bucket",
    fix: "Run the AWS CLI command that the text gives",
  },
  listOwnerNotVerified: {
    meaning:
      "A list of IP addresses was deployed, and its expected bucket owner was not set: GuardDuty does not verify who owns the bucket of its file",
    fix: "Run the AWS CLI command that the text gives",
  },
  ownerNotChecked: {
    meaning:
      "The expected bucket owner of a destination or list of an earlier deployment could not be read",
    fix: "Apply the fix that the text gives",
  },
  creationNotCompleted: {
    meaning:
      "AWS refused a call that completes a key, topic or bucket of an earlier deployment: its rotation, encryption key or tags are not set",
    fix: "Apply the fix that the text gives, then run `pulumi up` again",
  },
  policyChangedSinceRead: {
    meaning:
      "The policy of an existing bucket or key changed between the read and the write of a deployment, which did not write it",
    fix: "Run `pulumi up` again",
  },
  ownStatementsRestored: {
    meaning:
      "Another write replaced the policy of an existing bucket or key just after a deployment, which added its statements again",
    fix: "Deploy stacks that share a bucket or a key one after the other",
  },
  statementsLost: {
    meaning:
      "Another write replaced the policy of an existing bucket or key just after a deployment, and statements are missing; the text has them as JSON",
    fix: "Run `pulumi up` again; for statements from others, ask the owner whether they were removed on purpose",
  },
  writersNotChecked: {
    meaning:
      "The policy of an existing bucket or key could not be read again just before or after it was written",
    fix: "Apply the fix in the text; deploy stacks that share a bucket or a key one after the other",
  },
  formerStatementsKept: {
    meaning: "The policy of a bucket or key that destinations no longer use keeps statements",
    fix: "Run `guardduty-export detach --former-bucket NAME` or `--former-key ARN`",
  },
} satisfies { [id: string]: Description };
