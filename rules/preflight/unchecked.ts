import type { CheckSubject, Problem } from "../problems";
import { asWarning, problem, toDo } from "../problems";
import { entryCalls } from "./entries";

/** The calls that each check makes. */
const CALLS: { [check in Exclude<CheckSubject["check"], "entry" | "lostPart">]: string[] } = {
  credentials: ["sts:GetCallerIdentity"],
  delegatedAdministrator: ["organizations:ListDelegatedAdministrators"],
  trustedAccess: [
    "organizations:DescribeOrganization",
    "organizations:ListAccounts",
    "organizations:ListAWSServiceAccessForOrganization",
    "organizations:ListRoots",
  ],
  policyType: ["organizations:ListRoots"],
  guardDutyPolicy: ["organizations:ListAccounts", "organizations:DescribeEffectivePolicy"],
  enabledRegions: ["account:ListRegions"],
  sameAccount: ["sts:GetCallerIdentity"],
  marker: ["s3:GetObject"],
  detector: ["guardduty:ListDetectors", "guardduty:GetDetector"],
  undeclaredDetector: ["guardduty:ListDetectors", "guardduty:GetDetector"],
  destination: ["guardduty:ListPublishingDestinations"],
  undeclaredDestination: [
    "guardduty:ListPublishingDestinations",
    "guardduty:DescribePublishingDestination",
  ],
  delegation: ["guardduty:ListOrganizationAdminAccounts"],
  members: ["guardduty:GetMembers"],
  acceptance: ["guardduty:GetAdministratorAccount"],
  existing: ["s3:ListBucket", "kms:DescribeKey"],
  scannedBucket: ["s3:GetBucketPolicy"],
  deletingKeys: ["kms:ListAliases", "kms:DescribeKey", "kms:GetKeyPolicy"],
  destinationKeys: [
    "guardduty:ListDetectors",
    "guardduty:ListPublishingDestinations",
    "guardduty:DescribePublishingDestination",
    "kms:ListResourceTags",
  ],
  notifiedTopic: ["s3:GetBucketNotification", "sns:GetTopicAttributes"],
  newName: ["s3:ListBucket", "kms:DescribeKey"],
};

/** A check that AWS did not answer: the deployment goes on, and this is reported. */
export function unchecked(subject: CheckSubject): (message: string) => Problem {
  const fix = toDo("allowCalls", { actions: callsOf(subject) });
  return (message) => asWarning(problem("notChecked", "", fix, { subject, message }));
}

/** The same where the component does not have the credentials of the provider that the program passes to it. */
export function uncheckedOfProvider(subject: CheckSubject): Problem {
  return asWarning(problem("notCheckedOfProvider", "", toDo("compareWithDiscover"), { subject }));
}

function callsOf(subject: CheckSubject): string[] {
  if (subject.check === "entry") return entryCalls(subject.entry);
  if (subject.check === "lostPart") return subject.actions;
  const calls = CALLS[subject.check];
  if (subject.check === "guardDutyPolicy") return calls.slice(subject.of === "members" ? 0 : 1);
  if (subject.check !== "newName" && subject.check !== "existing") return calls;
  return calls.slice(...(subject.of === "bucket" ? [0, 1] : [1]));
}
