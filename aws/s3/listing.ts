import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";

import type { List } from "../../rules/health/newest";
import type { ClientSettings, Connection } from "../connection";
import { connect } from "../connection";

/** One page of a listing. */
export interface Listing {
  objects: { key: string; bytes: number; lastModified?: Date }[];
  /** Common prefixes up to the delimiter, in order. */
  folders: string[];
  more: boolean;
}

export type ListObjects = (
  prefix: string,
  delimiter?: "/",
  startAfter?: string,
) => Promise<Listing>;

/** ListObjectsV2 of a bucket, a page at a time; rejects with the error of the SDK. */
export function listObjects(
  { client, options }: Connection<S3Client>,
  Bucket: string,
): ListObjects {
  return async (Prefix, Delimiter, StartAfter) => {
    const command = new ListObjectsV2Command({ Bucket, Prefix, Delimiter, StartAfter });
    const found = await client.send(command, options());
    return {
      objects: (found.Contents ?? []).map(({ Key = "", Size = 0, LastModified }) => ({
        key: Key,
        bytes: Size,
        lastModified: LastModified,
      })),
      folders: (found.CommonPrefixes ?? []).flatMap(({ Prefix: one }) => one ?? []),
      more: found.IsTruncated === true,
    };
  };
}

/** The day in the key of a finding's object. */
const DAY = /\/GuardDuty\/[^/]+\/(\d{4}\/\d{2}\/\d{2})\/[^/]+$/;

/** The listing by which the newest finding is found. */
export function newestIn(list: ListObjects): List {
  return async (prefix, delimiter, startAfter) => {
    const { objects, folders, more } = await list(prefix, delimiter, startAfter);
    const times = objects.flatMap(({ lastModified }) => lastModified?.getTime() ?? []);
    const newest = times.length > 0 ? new Date(Math.max(...times)) : undefined;
    const days = objects.flatMap(({ key }) => DAY.exec(key)?.[1] ?? []);
    return { folders, newest, days: [...new Set(days)], more };
  };
}

/** The same with the credentials of the environment, for a process that lives as long as it lists. */
export function openListing(region: string, bucket: string, settings: ClientSettings): List {
  return newestIn(listObjects(connect(S3Client, region, settings), bucket));
}
