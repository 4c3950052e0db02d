/** What a list is for: GuardDuty makes no findings of trusted entries, and makes findings of threats. */
export const ListKind = {
  TrustedIps: "IPSet",
  ThreatIps: "ThreatIntelSet",
  TrustedEntities: "TrustedEntitySet",
  ThreatEntities: "ThreatEntitySet",
} as const;
export type ListKind = (typeof ListKind)[keyof typeof ListKind];

interface Limits {
  /** Entries of one list. */
  entries: number;
  /** Lists of the kind in an account and Region. */
  lists: number;
  takesDomains: boolean;
}

const TRUSTED = { entries: 2_000, lists: 1 };
const THREATS = { entries: 250_000, lists: 6 };

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html and https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_upload-lists.html */
export const LIST_LIMITS: { readonly [kind in ListKind]: Limits } = {
  IPSet: { ...TRUSTED, takesDomains: false },
  ThreatIntelSet: { ...THREATS, takesDomains: false },
  TrustedEntitySet: { ...TRUSTED, takesDomains: true },
  ThreatEntitySet: { ...THREATS, takesDomains: true },
};

/** Bytes of a list's file. */
export const MOST_BYTES = 35_000_000;
