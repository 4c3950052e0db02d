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
 * Events of Malware Protection for S3: the result of each scan, and tags that could not be written.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/monitor-with-eventbridge-s3-malware-protection.html
 */
export const MALWARE_SCAN_EVENTS = [
  "GuardDuty Malware Protection Object Scan Result",
  "GuardDuty Malware Protection Post Scan Action Failed",
];

/** Characters of a pattern. Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const LONGEST_PATTERN = 2048;

/** The accounts and types that a filter has too many of, from the end, for EventBridge to take its pattern. */
export function beyondPattern(filter: FindingsFilter, malwareScans: boolean) {
  const lengthOf = (one: FindingsFilter) =>
    JSON.stringify(findingsPattern(one, malwareScans)).length;
  const { accounts = [], types = [] } = filter;
  const kept = { accounts: [...accounts], types: [...types] };
  const of = () => ({
    ...filter,
    ...(filter.accounts && { accounts: kept.accounts }),
    ...(filter.types && { types: kept.types }),
  });
  const sizeOf = (list: keyof typeof kept) => JSON.stringify(kept[list]).length;
  const beyond: { list: keyof typeof kept; index: number }[] = [];
  while (lengthOf(of()) > LONGEST_PATTERN) {
    const list = sizeOf("accounts") >= sizeOf("types") ? "accounts" : "types";
    if (kept[list].length < 2) break;
    kept[list].pop();
    beyond.push({ list, index: kept[list].length });
  }
  return { beyond, length: lengthOf(filter), most: LONGEST_PATTERN };
}

/**
 * The pattern of GuardDuty's finding events, and of the events of malware scans when they are routed too: the filter is of findings alone.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html
 */
export function findingsPattern(
  { severityAtLeast, types, accounts }: FindingsFilter,
  malwareScans = false,
) {
  const detail = {
    ...(severityAtLeast !== undefined && { severity: [{ numeric: [">=", severityAtLeast] }] }),
    ...(types !== undefined && { type: types.map((prefix) => ({ prefix })) }),
    ...(accounts !== undefined && { accountId: accounts }),
  };
  const findings = {
    "detail-type": ["GuardDuty Finding"],
    ...(Object.keys(detail).length > 0 && { detail }),
  };
  if (!malwareScans) return { source: ["aws.guardduty"], ...findings };
  return {
    source: ["aws.guardduty"],
    $or: [findings, { "detail-type": MALWARE_SCAN_EVENTS }],
  };
}
