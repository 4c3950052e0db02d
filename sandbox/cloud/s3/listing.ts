import type { Bucket, StoredObject } from "../../world";
import type { Aws, Operations } from "../aws";
import type { Caller } from "../contract";
import { requireBucket } from "./bucket";
import { versionsOf } from "./storage";

export const listingOperations: Operations = {
  ListObjectsV2: (aws, caller, input) => {
    const { Bucket: name, Prefix = "", Delimiter, MaxKeys = 1000 } = input;
    const bucket = requireListable(aws, caller, name, Prefix);
    const after: string = input["ContinuationToken"] ?? input["StartAfter"] ?? "";
    const keys = Object.keys(bucket.objects)
      .filter((key) => key.startsWith(Prefix))
      .sort();
    const entries = grouped(keys, Prefix, Delimiter).filter(({ name }) => name > after);
    const page = entries.slice(0, MaxKeys);
    const truncated = entries.length > page.length;
    const { EncodingType } = input;
    const encoded = EncodingType === "url" ? urlEncoded : (text: string) => text;
    return {
      Name: name,
      Prefix: encoded(Prefix),
      Delimiter: Delimiter && encoded(Delimiter),
      EncodingType,
      MaxKeys,
      KeyCount: page.length,
      IsTruncated: truncated,
      ContinuationToken: input["ContinuationToken"],
      NextContinuationToken: truncated ? page.at(-1)?.name : undefined,
      StartAfter: input["StartAfter"] && encoded(input["StartAfter"]),
      Contents: page.flatMap(({ name: key, folder }) => {
        const stored = bucket.objects[key];
        return folder || stored === undefined ? [] : [{ Key: encoded(key), ...listed(stored) }];
      }),
      CommonPrefixes: page.flatMap(({ name: prefix, folder }) =>
        folder ? [{ Prefix: encoded(prefix) }] : [],
      ),
    };
  },

  /** Answers everything in one page. */
  ListObjectVersions: (aws, caller, { Bucket: name, Prefix = "" }) => {
    const bucket = requireListable(aws, caller, name, Prefix, "s3:ListBucketVersions");
    const keys = new Set([...Object.keys(bucket.objects), ...Object.keys(bucket.versions)]);
    const versions = [...keys]
      .filter((key) => key.startsWith(Prefix))
      .sort()
      .flatMap((key) =>
        versionsOf(bucket, key).map((stored, index) => ({ key, stored, latest: index === 0 })),
      );
    return {
      Name: name,
      Prefix,
      MaxKeys: 1000,
      IsTruncated: false,
      Versions: versions
        .filter(({ stored }) => !stored.deleteMarker)
        .map((version) => ({ ...versionMembers(version), ...listed(version.stored) })),
      DeleteMarkers: versions.filter(({ stored }) => stored.deleteMarker).map(versionMembers),
    };
  },
};

function versionMembers(version: { key: string; stored: StoredObject; latest: boolean }) {
  return {
    Key: version.key,
    VersionId: version.stored.versionId ?? "null",
    IsLatest: version.latest,
    LastModified: new Date(version.stored.lastModified ?? 0),
  };
}

function requireListable(
  aws: Aws,
  caller: Caller,
  name: unknown,
  prefix: string,
  action = "s3:ListBucket",
): Bucket {
  return requireBucket(aws, caller, name, { action, context: { "s3:prefix": prefix } });
}

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html#API_ListObjectsV2_RequestSyntax */
function urlEncoded(text: string): string {
  return encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("%20", "+");
}

/** Keys, with those that share the part up to the delimiter as one folder. */
function grouped(
  keys: string[],
  prefix: string,
  delimiter: string | undefined,
): { name: string; folder: boolean }[] {
  const names = new Map<string, boolean>();
  for (const key of keys) {
    const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
    if (end < 0) names.set(key, false);
    else names.set(key.slice(0, end + delimiter!.length), true);
  }
  return [...names].map(([name, folder]) => ({ name, folder }));
}

function listed({ size, etag, lastModified, storageClass }: StoredObject) {
  return {
    Size: size,
    ETag: etag,
    LastModified: new Date(lastModified ?? 0),
    StorageClass: storageClass ?? "STANDARD",
  };
}
