import type { ListKind } from "../../world";
import type { MESSAGES } from "./errors";

/** What the kinds of lists differ in. */
export interface KindOfList {
  /** Member of the API that is the id of a list. */
  id: "IpSetId" | "ThreatIntelSetId" | "ThreatEntitySetId" | "TrustedEntitySetId";
  /** Before the id in the ARN. */
  arnPart: string;
  /** GuardDuty makes no findings of trusted entries, and findings of the others. */
  isTrusted: boolean;
  /** Lists of the kind of an account and Region. */
  quota: number;
  /** Entries of one list. */
  entries: number;
  /** Whose rights read the file: those of the service-linked role, or of the identity that activates the list. */
  readBy: "service" | "caller";
  /** What refuses an id that is none. */
  unknown: keyof typeof MESSAGES;
}

const TRUSTED = { isTrusted: true, quota: 1, entries: 2000 } as const;
const THREATS = { isTrusted: false, quota: 6, entries: 250_000 } as const;

/**
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_limits.html and
 * https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_upload-lists.html
 * UNVERIFIED: that entries of entity sets have the limits of IP address lists.
 */
export const KINDS: { [kind in ListKind]: KindOfList } = {
  IPSet: { ...TRUSTED, id: "IpSetId", arnPart: "ipset", readBy: "service", unknown: "ipSetId" },
  ThreatIntelSet: {
    ...THREATS,
    id: "ThreatIntelSetId",
    arnPart: "threatintelset",
    readBy: "service",
    unknown: "threatIntelSetId",
  },
  ThreatEntitySet: {
    ...THREATS,
    id: "ThreatEntitySetId",
    arnPart: "threatentityset",
    readBy: "caller",
    unknown: "threatEntitySetId",
  },
  TrustedEntitySet: {
    ...TRUSTED,
    id: "TrustedEntitySetId",
    arnPart: "trustedentityset",
    readBy: "caller",
    unknown: "trustedEntitySetId",
  },
};

export function kindOfArn(arnPart: string): ListKind | undefined {
  const kinds = Object.keys(KINDS) as ListKind[];
  return kinds.find((kind) => KINDS[kind].arnPart === arnPart);
}
