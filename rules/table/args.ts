import { z } from "zod";

import type { Read } from "../args";
import { read } from "../args";
import { accountId, input, object, plain, regionName, tags, wholeNumber } from "../args/fields";
import { findingsUri, someOf } from "../args/inputFields";
import { shown } from "../args/problems";

/** The structure of a FindingsTable, every default filled in. */
export interface FindingsTableSettings {
  homeRegion: string;
  regions: string[];
  /** Undefined: two years before now. */
  since?: string;
  bytesScannedLimit: number;
  resultsRetentionDays: number;
  includeSampleFindings: boolean;
  ocsfView: boolean;
}

/** Athena takes no smaller limit. Source: https://docs.aws.amazon.com/athena/latest/ug/workgroups-setting-control-limits-cloudwatch.html */
const LEAST_BYTES = 10_485_760;
const DEFAULT_BYTES = 10 * 1024 ** 3;

const day = plain(
  z.string().superRefine((value, context) => {
    const date = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(value) : undefined;
    if (date && !isNaN(date.getTime()) && date.toISOString().startsWith(value)) return;
    const message = `must be a day such as 2026-01-31; got ${shown(value)}`;
    context.addIssue({ code: "custom", message });
  }),
);

/** The arguments of a FindingsTable. */
export const tableShape = {
  findingsUri,
  accounts: someOf(input(accountId), "account"),
  regions: plain(z.array(regionName).min(1, "must name at least one Region, such as us-east-1")),
  homeRegion: regionName.optional(),
  since: day.optional(),
  bytesScannedLimit: wholeNumber(LEAST_BYTES, Number.MAX_SAFE_INTEGER).optional(),
  resultsRetentionDays: wholeNumber(1, 36_500).optional(),
  includeSampleFindings: plain(z.boolean()).optional(),
  ocsfView: plain(z.boolean()).optional(),
  tags: tags.optional(),
};

const schema = object(tableShape);

/** Reads the arguments of a FindingsTable. Throws nothing. */
export function readTableArgs(args: unknown): Read<FindingsTableSettings> {
  return read(
    schema,
    () => [],
    ({ regions, homeRegion, since, ...given }) => ({
      homeRegion: homeRegion ?? (regions[0] as string),
      regions,
      since,
      bytesScannedLimit: given.bytesScannedLimit ?? DEFAULT_BYTES,
      resultsRetentionDays: given.resultsRetentionDays ?? 30,
      includeSampleFindings: given.includeSampleFindings ?? false,
      ocsfView: given.ocsfView ?? false,
    }),
    args,
  );
}
