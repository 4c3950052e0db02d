import { z } from "zod";

import type { Read } from "../args";
import { read } from "../args";
import {
  accountId,
  findingsUri,
  input,
  object,
  plain,
  regionName,
  regionNames,
  someOf,
  tags,
  text,
  wholeNumber,
} from "../args/fields";
import { regionRelations } from "../args/relations";
import { repeatedProblems } from "../args/repeated";
import { isRecord, listAt } from "../args/unchecked";
import type { Problem } from "../problems";

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

const day = text("2026-01-31", (value) => {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(value) : undefined;
  const real = date && !isNaN(date.getTime()) && date.toISOString().startsWith(value);
  return real ? undefined : { id: "day" };
});

/** The arguments of a FindingsTable. */
export const tableShape = {
  findingsUri,
  accounts: input(someOf(input(accountId))),
  regions: regionNames,
  homeRegion: regionName.optional(),
  since: day.optional(),
  bytesScannedLimit: wholeNumber(LEAST_BYTES, Number.MAX_SAFE_INTEGER).optional(),
  resultsRetentionDays: wholeNumber(1, 36_500).optional(),
  includeSampleFindings: plain(z.boolean()).optional(),
  ocsfView: plain(z.boolean()).optional(),
  tags: tags.optional(),
};

const schema = object(tableShape);

/** Athena reads the folder of an account as often as the projection names it. */
function relations(args: unknown): Problem[] {
  const accounts = isRecord(args) ? listAt(args, "accounts") : [];
  return [...regionRelations(args), ...repeatedProblems(accounts, "accounts")];
}

/** Reads the arguments of a FindingsTable. Throws nothing. */
export function readTableArgs(args: unknown): Read<FindingsTableSettings> {
  return read(
    schema,
    relations,
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
