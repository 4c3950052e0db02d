import type { KindOfList } from "./choices";

interface Limits {
  /** Entries of one list. */
  entries: number;
  /** Lists of the kind in an account and Region. */
  lists: number;
}

/**
 * A list within them is within GuardDuty's 35 MB too.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html and https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_upload-lists.html
 */
export const LIST_LIMITS: { readonly [kind in KindOfList]: Limits } = {
  IPSet: { entries: 2_000, lists: 1 },
  ThreatIntelSet: { entries: 250_000, lists: 6 },
};
