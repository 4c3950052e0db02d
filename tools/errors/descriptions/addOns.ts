import type { Description } from "./description";

/** Identities, filters and scans. */
export const ADD_ON_DESCRIPTIONS = {
  addOnEncrypted: {
    meaning: "An add-on is encrypted as a whole: `plan` and `permissions` cannot include it",
    fix: "Set the add-on without `--secret`, and encrypt only the values that are secrets",
  },
  trustNotBound: {
    meaning: "The trust policy of a reader's role is bounded only by what the caller chooses",
    fix: "Set `webIdentity.subjects`",
  },
  subjectWildcard: {
    meaning: "A subject has a wildcard, which IAM compares literally",
    fix: "Set `webIdentity.subjects` to complete subjects",
  },
  externalIdMissing: {
    meaning: "Another account can assume a reader's role without an external id",
    fix: "Set `role.externalId` to an id that the reader sends",
  },
  identityMissing: {
    meaning: "The role or user of a reader was deleted",
    fix: "Run `pulumi refresh` and `pulumi up`: the stack creates it again",
  },
  identityNotRead: {
    meaning:
      "A reader's role or user could not be read from IAM, or its name could not be determined",
    fix: "Allow the action that the text names, or pass the state as `--state`",
  },
  identityDenied: {
    meaning:
      "A reader's role or user lost a permission that the stack grants, or the trust policy no longer allows its caller: the SIEM receives no findings",
    fix: "Run `pulumi refresh` and `pulumi up`, or remove the statement that the text names",
  },
  identityDrift: {
    meaning: "The policies of a reader's role or user differ from those that the stack deploys",
    fix: "Remove what others added, then run `pulumi refresh` and `pulumi up`",
  },
  filterArchivesSevere: {
    meaning: "A filter of the configuration can archive findings of HIGH or CRITICAL severity",
    fix: "Restrict the filter to severities below 7, or set its action to `NOOP`",
  },
  filtersArchiveEverything: {
    meaning: "The filters of the configuration archive every finding of a Region: none is exported",
    fix: "Set the action of a filter to `NOOP`, or restrict its criterion",
  },
  filterMatchesNothing: {
    meaning: "No finding meets the conditions of a filter of the configuration together",
    fix: "Correct or remove one of the conditions on the field that the text names",
  },
  scanEventsNotSent: {
    meaning:
      "GuardDuty sends the scan results of a bucket in another account or Region than that of the rules of `events`",
    fix: "Send them with an `EventRouting` in the account and Region of the bucket",
  },
  scanDenied: {
    meaning: "A statement keeps GuardDuty from scanning a bucket of `malwareProtection`",
    fix: "Apply the change of the statement that the text gives",
  },
  scanUndetermined: {
    meaning:
      "Whether GuardDuty can scan a bucket depends on a value of its requests that AWS does not document",
    fix: "Exempt the role from the statement, as the text says",
  },
  scanPolicyNotRead: {
    meaning: "Policies that decide whether GuardDuty can scan a bucket were not read",
    fix: "Run `guardduty-export status`, which reads them",
  },
  scanRoleOpen: {
    meaning: "Another account can have GuardDuty use the role of a Malware Protection plan",
    fix: "Add `aws:SourceAccount` and `aws:SourceArn` to the role's trust policy",
  },
  malwarePlanMissing: {
    meaning: "A bucket of `malwareProtection` has no Malware Protection plan",
    fix: "Run `pulumi refresh`, then `pulumi up`",
  },
  malwarePlanStatus: {
    meaning: "GuardDuty reports a Malware Protection plan as failing or incomplete",
    fix: "Grant the role the permissions that the status codes name",
  },
  sharedPolicyNotRead: {
    meaning: "The policy of an existing queue, topic or event bus could not be read",
    fix: "Allow the call that is named; after `plan`, run `status`",
  },
  sharedPolicyAccess: {
    meaning:
      "The policy of an existing queue, topic or event bus allows callers from outside its account",
    fix: "Have its owner remove the statement, or restrict its `Principal`",
  },
} satisfies { [id: string]: Description };
