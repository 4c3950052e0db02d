import type { Description } from "./description";

/** Statements, and what a plan evaluates. */
export const POLICY_DESCRIPTIONS = {
  exportDenied: {
    meaning: "A statement denies a call that GuardDuty makes to export, or no statement allows it",
    fix: "Apply the change of the statement that the text gives",
  },
  exportUndetermined: {
    meaning:
      "Whether a statement lets GuardDuty export depends on a value that AWS does not document",
    fix: "Exempt GuardDuty from the statement, as the text says",
  },
  publicAccess: {
    meaning: "A statement allows anonymous callers or any AWS account",
    fix: "Name the principals in the statement",
  },
  externalAccess: {
    meaning: "A statement allows another account, identity or identity provider",
    fix: "Remove the principals that need no access",
  },
  serviceAccess: {
    meaning: "A statement allows a service on behalf of any account",
    fix: "Add a condition on `aws:SourceAccount`",
  },
  guardDutyAccess: {
    meaning: "A statement allows GuardDuty more than the export needs",
    fix: "Bind the statement to the detectors, actions and resources that the text names, or remove it",
  },
  unencryptedWrites: {
    meaning: "No statement denies GuardDuty uploads without SSE-KMS",
    fix: "Add the `Deny` that the text gives",
  },
  otherKeyWrites: {
    meaning: "No statement denies GuardDuty uploads encrypted with another key",
    fix: "Add the `Deny` that the text gives",
  },
  otherWriters: {
    meaning: "No statement denies uploads of findings by others than GuardDuty",
    fix: "Add the `Deny` that the text gives",
  },
  insecureTransport: {
    meaning: "No statement denies requests to the bucket without TLS",
    fix: "Add the `Deny` that the text gives",
  },
  keyAdministrationMissing: {
    meaning: "The key policy allows no identity of the key's account to change it",
    fix: "Allow the root principal of the account `kms:*`, and remove statements that deny it `kms:PutKeyPolicy`",
  },
  deletedIdentity: {
    meaning: "A statement names an identity that was deleted: AWS refuses to write the policy",
    fix: "Remove the principal or the statement, as the text says",
  },
  malformedStatement: {
    meaning:
      "A statement has an element or an action that AWS does not have: AWS refuses it, or keeps it without effect",
    fix: "Correct the element or remove the statement, as the text says",
  },
  publicStatement: {
    meaning:
      "S3 counts a statement as public: with BlockPublicPolicy it refuses to write the policy",
    fix: "Name the principals of the statement, or remove it, as the text says",
  },
  regionNotListed: {
    meaning: "This version does not know a Region",
    fix: "Correct the name in `regions`, or upgrade",
  },
  crossRegionNotDocumented: {
    meaning: "AWS does not document exports between Regions in this partition",
    fix: "Deploy an export for each Region",
  },
  managementIsAdministrator: {
    meaning: "The management account is its own delegated administrator",
    fix: "Set `organization.administrator` to another account",
  },
  lookupNotGranted: {
    meaning: "The deploying identity needs access to the bucket of another account",
    fix: "Set `organization.administrator.assumeRoleArn`",
  },
  detectorsNotNamed: {
    meaning: "The policy has no room for the ARN of each detector",
    fix: "Remove statements from others, or export fewer Regions to the bucket",
  },
} satisfies { [id: string]: Description };
