/** Which findings are routed; what is left out does not limit. */
export interface FindingsFilter {
  /** 1 to 10: findings of this severity and above. */
  severityAtLeast?: number;
  /** Starts of finding types, such as `UnauthorizedAccess:`. */
  types?: string[];
  /** Ids of the accounts that findings are about. */
  accounts?: string[];
}

/**
 * The pattern of GuardDuty's finding events.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html
 */
export function findingsPattern({ severityAtLeast, types, accounts }: FindingsFilter) {
  const detail = {
    ...(severityAtLeast !== undefined && { severity: [{ numeric: [">=", severityAtLeast] }] }),
    ...(types !== undefined && { type: types.map((prefix) => ({ prefix })) }),
    ...(accounts !== undefined && { accountId: accounts }),
  };
  return {
    source: ["aws.guardduty"],
    "detail-type": ["GuardDuty Finding"],
    ...(Object.keys(detail).length > 0 && { detail }),
  };
}
