import { z } from "zod";

import type { AccountSettings, Read } from "../args";
import { read } from "../args";
import {
  byName,
  choice,
  exampleOf,
  hexId,
  input,
  matching,
  object,
  plain,
  regionName,
  regionNames,
  ruled,
  someOf,
  tags,
  text,
} from "../args/fields";
import { account } from "../args/schema";
import { KindOfList } from "./choices";
import { listRelations } from "./relations";

/** A list that exists in a Region. */
export interface ExistingListSettings {
  detectorId: string;
  listId: string;
  location?: string | undefined;
}

/** A list with every default filled in. */
export interface ListSettings {
  name: string;
  kind: KindOfList;
  entries: string[];
  regions: string[];
  /** By Region. */
  existing: { [region: string]: ExistingListSettings };
  detach: boolean;
}

/** The structure of a ThreatLists, every default filled in. */
export interface ThreatListsSettings {
  regions: string[];
  homeRegion: string;
  /** The account of the lists, where it is given. */
  account: AccountSettings;
  lists: ListSettings[];
}

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-lists-create-activate.html */
const NAME = /^[A-Za-z0-9_-]{1,64}$/;

const listShape = {
  kind: choice(KindOfList),
  // What is wrong with an entry is decided with the kind of the list.
  entries: plain(ruled(z.array(z.string()), { example: ["198.51.100.7"] })),
  regions: plain(someOf(regionName)).optional(),
  existing: plain(
    z.record(
      z.string(),
      object({
        detectorId: hexId,
        listId: hexId,
        location: plain(
          matching(/^(s3|https):\/\/[^/]+\/.+$/, "listLocation", "s3://acme-lists/trusted.txt"),
        ).optional(),
      }),
    ),
  ).optional(),
  detach: plain(z.boolean()).optional(),
  tags: tags.optional(),
};

const list = object(listShape);

const NAMES = { pattern: NAME, others: /[^A-Za-z0-9_-]+/g, numbered: "list" };

/** Lists by name. */
export const listsByName = byName(list, "listName", NAMES);

/** Lists by name in a stack's config, where a file may have the entries. */
export const configLists = (described: string) =>
  byName(
    object({
      ...listShape,
      entries: listShape.entries.optional(),
      file: plain(
        text("lists/known-bad.txt", (value) => (value === "" ? { id: "empty" } : undefined)),
      )
        .optional()
        .describe(described),
    }),
    "listName",
    NAMES,
  );

/** The arguments of a ThreatLists. */
export const listsShape = {
  regions: regionNames,
  homeRegion: regionName.optional(),
  detectorIds: input(
    ruled(z.record(z.string(), input(hexId)), { example: { "us-east-1": exampleOf(hexId) } }),
  ),
  account: account.optional(),
  lists: listsByName,
};

const schema = object(listsShape);

/** Reads the arguments of a ThreatLists. Throws nothing. */
export function readListsArgs(args: unknown): Read<ThreatListsSettings> {
  return read(
    schema,
    listRelations,
    ({ regions, homeRegion, account = {}, lists }) => ({
      ...{ regions, account },
      homeRegion: homeRegion ?? (regions[0] as string),
      lists: Object.entries(lists).map(([name, one]) => ({
        ...{ name, kind: one.kind, entries: one.entries },
        regions: one.regions ?? regions,
        existing: one.existing ?? {},
        detach: one.detach ?? false,
      })),
    }),
    args,
  );
}
