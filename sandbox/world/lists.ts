import { z } from "zod";
import { accountId, tags, timestamp } from "./fields";

/** Lists of addresses and domains that a detector's account gave to GuardDuty. */

export const LIST_KINDS = [
  "IPSet",
  "ThreatIntelSet",
  "ThreatEntitySet",
  "TrustedEntitySet",
] as const;
export type ListKind = (typeof LIST_KINDS)[number];

const list = z.strictObject({
  kind: z.enum(LIST_KINDS),
  name: z.string(),
  format: z.string(),
  location: z.string(),
  expectedBucketOwner: accountId.optional(),
  status: z.enum(["ACTIVE", "INACTIVE", "ERROR", "DELETED"]),
  /** Why the last activation failed. */
  errorDetails: z.string().optional(),
  /** As the file had them at the last activation. */
  entries: z.array(z.string()).default([]),
  createdAt: timestamp,
  updatedAt: timestamp,
  clientToken: z.string().optional(),
  tags,
});

/** Id -> list. A deleted one keeps its id and answers DELETED. */
export const lists = z.record(z.string().regex(/^[0-9a-f]{32}$/), list).default({});

export type ThreatList = z.output<typeof list>;
