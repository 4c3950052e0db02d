/** What a list is for. */
export const KindOfList = {
  /** Trusted IP addresses: GuardDuty makes no findings of them. */
  IPSet: "IPSet",
  /** Threats: GuardDuty makes findings of each IP address. */
  ThreatIntelSet: "ThreatIntelSet",
  /** Trusted IP addresses and domains: GuardDuty makes no findings of them. */
  TrustedEntitySet: "TrustedEntitySet",
  /** Threats: GuardDuty makes findings of each IP address and domain. */
  ThreatEntitySet: "ThreatEntitySet",
} as const;
export type KindOfList = (typeof KindOfList)[keyof typeof KindOfList];
