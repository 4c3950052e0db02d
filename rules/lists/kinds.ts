import { KindOfList } from "./choices";

interface Kind {
  /** Entries of one list. */
  entries: number;
  /** Lists of the kind in an account and Region. */
  lists: number;
  /** Whether GuardDuty makes no findings of its entries. */
  trusted: boolean;
  /** Whether it may have domains: a list of entities. */
  domains: boolean;
}

const TRUSTED = { entries: 2_000, lists: 1, trusted: true } as const;
const THREATS = { entries: 250_000, lists: 6, trusted: false } as const;

/**
 * A list within the limits is within GuardDuty's 35 MB too. UNVERIFIED that lists of entities have the limits of lists of IP addresses.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html and https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_upload-lists.html
 */
export const KINDS: { readonly [kind in KindOfList]: Kind } = {
  IPSet: { ...TRUSTED, domains: false },
  ThreatIntelSet: { ...THREATS, domains: false },
  TrustedEntitySet: { ...TRUSTED, domains: true },
  ThreatEntitySet: { ...THREATS, domains: true },
};

/** The kind for the same purpose that may have domains. */
export function kindWithDomains(kind: KindOfList): KindOfList {
  return KINDS[kind].trusted ? KindOfList.TrustedEntitySet : KindOfList.ThreatEntitySet;
}
