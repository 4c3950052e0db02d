/** What the status of a membership means. Source: https://docs.aws.amazon.com/guardduty/latest/APIReference/API_Member.html */
const MEANINGS: { [status: string]: string } = {
  Created: "added, not invited",
  Invited: "invitation not accepted",
  Disabled: "suspended by the administrator",
  Removed: "disassociated by the administrator",
  Resigned: "left the administrator",
  Deleted: "deleted by the administrator",
  EmailVerificationInProgress: "its e-mail address is being verified",
  EmailVerificationFailed: "its e-mail address does not match the account",
  RegionDisabled: "the account has not enabled the Region",
  AccountSuspended: "the account is suspended",
  CannotCreateDetectorInOrganizationMasterAccount:
    "the management account must enable GuardDuty first",
};

/** Undefined: the administrator knows of no such account. */
export function memberStatusText(status: string | undefined): string {
  if (status === undefined) return "not a member";
  const meaning = MEANINGS[status];
  return meaning === undefined ? status : `${status}: ${meaning}`;
}
