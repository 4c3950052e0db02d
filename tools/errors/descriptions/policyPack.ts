import type { Description } from "./description";

/** Policies of the policy pack. */
export const PACK_DESCRIPTIONS = {
  "guardduty-destination-provable": {
    meaning: "The policies do not let GuardDuty export to a destination",
    fix: "Apply the fix that the message gives",
  },
  "guardduty-destination-policies-in-stack": {
    meaning: "The stack lacks the bucket, the key or a policy of a destination",
    fix: "Manage them in the stack, or check them where they are managed",
  },
  "guardduty-destination-one-per-detector": {
    meaning: "A detector has two destinations",
    fix: "Remove one of them",
  },
  "guardduty-destination-home-region": {
    meaning: "GuardDuty does not export from the detector's Region to that of bucket and key",
    fix: "Move bucket and key to one default-enabled Region",
  },
  "guardduty-bucket-tls-only": {
    meaning: "The bucket accepts requests without TLS",
    fix: "Deny `s3:*` where `aws:SecureTransport` is `false`",
  },
  "guardduty-bucket-public-access-blocked": {
    meaning: "Public access to the bucket is not blocked",
    fix: "Set all four settings of `aws.s3.BucketPublicAccessBlock` to `true`",
  },
  "guardduty-bucket-versioned": {
    meaning: "The bucket keeps no versions",
    fix: "Add an `aws.s3.BucketVersioning` with the status `Enabled`",
  },
  "guardduty-bucket-retained": {
    meaning: "Destroying the stack deletes all findings",
    fix: "Remove `forceDestroy`",
  },
  "guardduty-no-wildcard-principal": {
    meaning: "A statement allows anonymous callers or any AWS account",
    fix: "Name the principals in the statement",
  },
  "guardduty-no-external-access": {
    meaning: "A statement allows another account",
    fix: "Remove the principals that need no access",
  },
  "guardduty-no-wildcard-action": {
    meaning: "GuardDuty is allowed more actions than it needs",
    fix: "List the actions in the statement",
  },
  "guardduty-source-bound": {
    meaning: "A statement allows GuardDuty on behalf of other accounts",
    fix: "Add a condition on `aws:SourceAccount` and `aws:SourceArn`",
  },
  "guardduty-service-source-bound": {
    meaning: "A statement allows another service on behalf of any account",
    fix: "Add a condition on `aws:SourceAccount`, `aws:SourceArn` or `aws:SourceOrgID`",
  },
  "guardduty-writes-encrypted": {
    meaning: "The bucket accepts findings that are not encrypted under the destination's key",
    fix: "Add the `Deny` that the message gives",
  },
  "guardduty-key-administered": {
    meaning: "The key policy allows no identity of the key's account to change it",
    fix: "Allow the root principal of the account `kms:*`, and remove statements that deny it `kms:PutKeyPolicy`",
  },
} satisfies { [id: string]: Description };
