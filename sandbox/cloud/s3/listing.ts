import type { Bucket, StoredObject } from "../../world";
import type { Aws, Operations } from "../aws";
import { AwsError, type Caller, type Members } from "../contract";
import { requireBucket } from "./bucket";
import { versionsOf } from "./storage";

export const listingOperations: Operations = {
  ListObjectsV2: (aws, caller, input) => {
    const { Bucket: name, Prefix = "", Delimiter, StartAfter, ContinuationToken } = input;
    const bucket = requireListable(aws, caller, name, input);
    const limit = limitOf(input);
    const after = ContinuationToken === undefined ? StartAfter : afterToken(ContinuationToken);
    const keys = sorted(Object.keys(bucket.objects).filter((key) => key.startsWith(Prefix)));
    const entries = grouped(keys, Prefix, Delimiter).filter(
      ({ name }) => after === undefined || isBehind(name, after),
    );
    const page = entries.slice(0, limit);
    const truncated = limit > 0 && entries.length > page.length;
    const encoded = encodingOf(input);
    return {
      ...common(input, encoded),
      KeyCount: page.length,
      IsTruncated: truncated,
      ContinuationToken,
      NextContinuationToken: truncated ? tokenOf(page.at(-1)!.name) : undefined,
      StartAfter: StartAfter && encoded(StartAfter),
      Contents: page.flatMap(({ name: key, folder }) => {
        const stored = bucket.objects[key];
        return folder || stored === undefined ? [] : [{ Key: encoded(key), ...listed(stored) }];
      }),
      CommonPrefixes: page.flatMap(({ name: prefix, folder }) =>
        folder ? [{ Prefix: encoded(prefix) }] : [],
      ),
    };
  },

  ListObjectVersions: (aws, caller, input) => {
    const { Bucket: name, Prefix = "", Delimiter, KeyMarker, VersionIdMarker } = input;
    const bucket = requireListable(aws, caller, name, input, "s3:ListBucketVersions");
    if (VersionIdMarker !== undefined && KeyMarker === undefined) {
      throw invalid("A version-id marker cannot be specified without a key marker.");
    }
    const limit = limitOf(input);
    const encoded = encodingOf(input);
    const keys = new Set([...Object.keys(bucket.objects), ...Object.keys(bucket.versions)]);
    const found = sorted([...keys].filter((key) => key.startsWith(Prefix)));
    const entries = grouped(found, Prefix, Delimiter)
      .filter(
        ({ name }) => KeyMarker === undefined || name === KeyMarker || isBehind(name, KeyMarker),
      )
      .flatMap((entry): VersionEntry[] => {
        if (entry.folder) return entry.name === KeyMarker ? [] : [entry];
        const versions = versionsOf(bucket, entry.name).map((stored, index) => ({
          ...entry,
          version: { key: encoded(entry.name), stored, latest: index === 0 },
        }));
        return entry.name === KeyMarker ? behindVersion(versions, VersionIdMarker) : versions;
      });
    const page = entries.slice(0, limit);
    const last = limit > 0 && entries.length > page.length ? page.at(-1) : undefined;
    const versions = page.flatMap(({ version }) => version ?? []);
    return {
      ...common(input, encoded),
      KeyMarker: encoded(KeyMarker ?? ""),
      VersionIdMarker: VersionIdMarker ?? "",
      IsTruncated: last !== undefined,
      NextKeyMarker: last && encoded(last.name),
      NextVersionIdMarker: last?.version && versionIdOf(last.version.stored),
      Versions: versions
        .filter(({ stored }) => !stored.deleteMarker)
        .map((version) => ({ ...versionMembers(version), ...listed(version.stored) })),
      DeleteMarkers: versions.filter(({ stored }) => stored.deleteMarker).map(versionMembers),
      CommonPrefixes: page.flatMap(({ name: prefix, folder }) =>
        folder ? [{ Prefix: encoded(prefix) }] : [],
      ),
    };
  },
};

interface Entry {
  name: string;
  folder: boolean;
}

interface Version {
  key: string;
  stored: StoredObject;
  latest: boolean;
}

interface VersionEntry extends Entry {
  version?: Version;
}

const LARGEST_PAGE = 1000;

/** S3 answers 1,000 entries at most, whatever the request says. */
function limitOf({ MaxKeys = LARGEST_PAGE }: Members): number {
  if (MaxKeys < 0) throw invalid("Argument maxKeys must be an integer between 0 and 2147483647");
  return Math.min(MaxKeys, LARGEST_PAGE);
}

function invalid(text: string): AwsError {
  return new AwsError("InvalidArgument", text);
}

const TOKEN = "after:";

function tokenOf(name: string): string {
  return Buffer.from(`${TOKEN}${name}`).toString("base64url");
}

function afterToken(token: unknown): string {
  const text = Buffer.from(String(token), "base64url").toString();
  if (text.startsWith(TOKEN)) return text.slice(TOKEN.length);
  throw invalid("The continuation token provided is incorrect");
}

/** S3 lists names by the bytes of their UTF-8. */
function sorted(names: string[]): string[] {
  return names.sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
}

function isBehind(name: string, other: string): boolean {
  return Buffer.compare(Buffer.from(name), Buffer.from(other)) > 0;
}

/** The versions of the marker's key that come behind its version; without one the key is behind it as a whole. */
function behindVersion(versions: VersionEntry[], marker: string | undefined): VersionEntry[] {
  if (marker === undefined) return [];
  const at = versions.findIndex(({ version }) => version && versionIdOf(version.stored) === marker);
  if (at < 0) throw invalid("Invalid version id specified");
  return versions.slice(at + 1);
}

function common(input: Members, encoded: (text: string) => string): Members {
  const { Bucket: Name, Prefix = "", Delimiter, EncodingType, MaxKeys = LARGEST_PAGE } = input;
  return {
    Name,
    Prefix: encoded(Prefix),
    Delimiter: Delimiter && encoded(Delimiter),
    EncodingType,
    MaxKeys: Math.min(MaxKeys, LARGEST_PAGE),
  };
}

function encodingOf({ EncodingType }: Members): (text: string) => string {
  return EncodingType === "url" ? urlEncoded : (text) => text;
}

function versionIdOf({ versionId }: StoredObject): string {
  return versionId ?? "null";
}

function versionMembers(version: Version) {
  return {
    Key: version.key,
    VersionId: versionIdOf(version.stored),
    IsLatest: version.latest,
    LastModified: new Date(version.stored.lastModified ?? 0),
  };
}

function requireListable(
  aws: Aws,
  caller: Caller,
  name: unknown,
  { Prefix = "", Delimiter, MaxKeys }: Members,
  action = "s3:ListBucket",
): Bucket {
  const context = {
    "s3:prefix": Prefix,
    ...(Delimiter !== undefined && { "s3:delimiter": Delimiter }),
    ...(MaxKeys !== undefined && { "s3:max-keys": String(MaxKeys) }),
  };
  return requireBucket(aws, caller, name, { action, context });
}

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html#API_ListObjectsV2_RequestSyntax */
function urlEncoded(text: string): string {
  return encodeURIComponent(text).replaceAll("%2F", "/").replaceAll("%20", "+");
}

/** Keys, with those that share the part up to the delimiter as one folder. */
function grouped(keys: string[], prefix: string, delimiter: string | undefined): Entry[] {
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
