import { z } from "zod";
import { apiShape, tags } from "./fields";

/** What a detector keeps of findings: those that GuardDuty made, and the filters that archive some. */

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

/** Id -> finding of the account, as it is exported; those that were updated last come last. */
export const findings = z.record(z.string(), apiShape).default({});

export type Filter = z.output<typeof filter>;
