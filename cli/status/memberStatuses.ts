/** What the status of a membership means. Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Member.html */
const MEANINGS: { [status: string]: string } = {
  Created: "added, and not invited",
  Invited: "has not accepted the invitation",
  Disabled: "suspended by the administrator",
  Removed: "disassociated by the administrator",
  Resigned: "has left the administrator",
  Deleted: "deleted by the administrator",
  EmailVerificationInProgress: "its e-mail address is being verified",
  EmailVerificationFailed: "its e-mail address is not the account's",
  RegionDisabled: "has not enabled the Region",
  AccountSuspended: "the account is suspended",
  CannotCreateDetectorInOrganizationMasterAccount:
    "the management account has to enable GuardDuty itself first",
};

/** Undefined: the administrator knows of no such account. */
export function describeMember(status: string | undefined): string {
  if (status === undefined) return "no member";
  const meaning = MEANINGS[status];
  return meaning === undefined ? status : `${status}: ${meaning}`;
}
