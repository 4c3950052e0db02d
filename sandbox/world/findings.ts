import { z } from "zod";
import { apiShape, tags, timestamp } from "./fields";

/** What a detector keeps of findings: those that GuardDuty made, the filters that archive some, and rules that make more. */

const values = z.array(z.string()).readonly().optional();
const bound = z.number().int().optional();

const condition = z.strictObject({
  equals: values,
  notEquals: values,
  matches: values,
  notMatches: values,
  greaterThan: bound,
  greaterThanOrEqual: bound,
  lessThan: bound,
  lessThanOrEqual: bound,
});

const filter = z.strictObject({
  action: z.enum(["NOOP", "ARCHIVE"]).default("NOOP"),
  description: z.string().default(""),
  rank: z.number().int().min(1).max(100).default(1),
  /** Field of a finding -> what it has to be. */
  criterion: z.record(z.string(), condition),
  clientToken: z.string().optional(),
  tags,
});

/** Name -> filter. */
export const filters = z.record(z.string(), filter).default({});

/** Id -> association of a custom detection rule with the account. */
export const ruleAssociations = z
  .record(
    z.string(),
    z.strictObject({
      ruleId: z.string(),
      mode: z.enum(["LIVE", "DRY_RUN"]),
      createdAt: timestamp,
      updatedAt: timestamp,
      /** When a dry run ends. */
      expiresAt: timestamp.optional(),
      clientToken: z.string().optional(),
      tags,
    }),
  )
  .default({});

/** Id -> finding of the account, as it is exported; those that were updated last come last. */
export const findings = z.record(z.string(), apiShape).default({});

export type Filter = z.output<typeof filter>;
