import type { Description } from "./description";

/** The bucket and the key, and what arrives. */
export const HOLDER_DESCRIPTIONS = {
  baseConfigInvalid: {
    meaning: "`plan` cannot compare: the other configuration has errors",
    fix: "Compare with a valid configuration",
  },
  targetUnknown: {
    meaning: "Destinations do not show which bucket or key the stack created",
    fix: "Pass `--bucket`; for the key, run `pulumi refresh`, then `pulumi up`",
  },
  bucketUnknown: { meaning: "The stack's bucket is not known", fix: "Pass `--bucket`" },
  holderMissing: {
    meaning: "The bucket or key was deleted",
    fix: "Run `pulumi refresh`, then `pulumi up`. Set `existing` to another one where it was adopted",
  },
  healthPartDiffers: {
    meaning:
      "A part of the health check is missing, disabled or changed: checks do not run, or messages are not sent",
    fix: "Find who changed it, then run `pulumi refresh` and `pulumi up`. Confirm a subscription that is pending",
  },
  findingsArchived: {
    meaning:
      "Findings are archived that no suppression rule archives: their updates are not exported",
    fix: "Find who archived them (CloudTrail: `ArchiveFindings`), and unarchive those that are open",
  },
  bucketSettingWeaker: {
    meaning: "A setting of the bucket protects findings less than the stack declares",
    fix: "Run `pulumi refresh`, then `pulumi up`. Change the lifecycle of an existing bucket, or a replication, as the text says",
  },
  readerCannotDecrypt: {
    meaning:
      "The key policy does not allow a reader to decrypt findings: the SIEM receives no findings",
    fix: "Add the reader's role to `readerArns`, or change the key's policy as the text says",
  },
  keyGrant: {
    meaning:
      "A grant, which the key policy does not show, allows a principal to use the key of the stack",
    fix: "Run the `aws kms revoke-grant` that the text gives, if the grant is not intended",
  },
  holderUnsuitable: {
    meaning: "The Region, kind or state of the bucket or key does not allow exports",
    fix: "Apply the fix that the text gives, such as `aws kms enable-key`",
  },
  policyUnreadable: {
    meaning: "A policy cannot be read or merged",
    fix: "Correct the policy as the text says",
  },
  policyFinding: {
    meaning: "A finding of the bucket or key policy, with an id of the first table",
    fix: "Apply the change of the policy that the text gives",
  },
  policyDrift: {
    meaning: "A policy differs from what the stack writes",
    fix: "Find who changed it, then run `pulumi refresh` and `pulumi up`",
  },
  identityDiffers: {
    meaning:
      "The policy has the statements of the export under other names of project, stack or component",
    fix: "Pass `--project`, `--stack` and `--name` as deployed; after a rename, run `pulumi up`",
  },
  policyTooLarge: {
    meaning: "The policy has no room for the export's statements",
    fix: "Remove statements, or export fewer accounts to the bucket",
  },
  proofOff: {
    meaning: "The policies are not assessed",
    fix: "Set `proof` to `require` or `warn`",
  },
  newestFindingTooOld: {
    meaning: "The newest finding of a Region is older than `--max-age`",
    fix: "Run `guardduty-export test`, which creates a sample finding",
  },
} satisfies { [id: string]: Description };
