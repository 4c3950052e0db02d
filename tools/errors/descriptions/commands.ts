import type { Description } from "./description";

/** What a command could not check or do. */
export const COMMAND_DESCRIPTIONS = {
  policyNotGiven: {
    meaning: "`plan` was not given the policy of an adopted bucket or key",
    fix: "Read the policy, and pass it as `--bucket-policy` or `--key-policy`",
  },
  holderNotRead: {
    meaning:
      "`plan` makes no call to AWS: the settings of an adopted bucket or key are not checked",
    fix: "Run `pulumi preview`, which checks it",
  },
  regionsNotKnown: {
    meaning: "The Regions of a member's stack are outputs of the administrator's stack",
    fix: "Set `regions` and `administratorAccountId`, or run `pulumi preview`",
  },
  planWarning: {
    meaning: "A warning of the configuration, in the JSON output of `plan`",
    fix: "Apply the fix of the warning in the text",
  },
  policiesNotRead: {
    meaning: "Policies of buckets or keys could not be read",
    fix: "Apply the fix of the cause in the text",
  },
  candidatesNotRead: {
    meaning: "The account has more buckets or keys than `discover` checks",
    fix: "Set `bucket.existing` or `key.existing` in a file, and pass it as `--config`",
  },
  destinationInUse: {
    meaning: "A destination still uses the bucket or key that is to be detached",
    fix: "Remove the destinations first: `pulumi destroy`, or `detach` and `pulumi up`",
  },
  messageTopicUnknown: {
    meaning: "`test --changes` could not determine the topic of the messages",
    fix: "Pass its ARN as `--topic`",
  },
  messageNotArrived: {
    meaning: "No message of the call that `test --changes` made arrived by the deadline",
    fix: "Check the CloudTrail trail and the queues of undelivered events",
  },
  testLeftBehind: {
    meaning: "A queue or subscription of `test --changes` could not be removed",
    fix: "Remove it",
  },
  sampleNotArrived: {
    meaning: "No object of the sample finding arrived by the deadline",
    fix: "Run `test` again with a longer `--deadline`",
  },
} satisfies { [id: string]: Description };
