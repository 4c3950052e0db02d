import type { Bucket, StoredObject } from "../../world";
import type { Aws } from "../aws";
import type { Members } from "../contract";
import { addVersion, isLocked, setAside, versionIdFor } from "./storage";

const DAY = 86_400_000;

/** Expires objects and noncurrent versions by the lifecycle rules of their buckets. */
export function expireObjects({ world, now }: Aws): void {
  for (const bucket of Object.values(world.buckets)) {
    for (const rule of (bucket.lifecycle?.["Rules"] ?? []) as Members[]) {
      if (rule["Status"] === "Enabled") applyRule(bucket, rule, now());
    }
  }
}

function applyRule(bucket: Bucket, rule: Members, now: Date): void {
  const days: number | undefined = rule["Expiration"]?.Days;
  const noncurrentDays: number | undefined = rule["NoncurrentVersionExpiration"]?.NoncurrentDays;
  if (days !== undefined) {
    for (const [key, stored] of Object.entries(bucket.objects)) {
      if (matches(rule, key, stored) && isOlder(stored, days, now)) expire(bucket, key, now);
    }
  }
  if (noncurrentDays === undefined) return;
  for (const [key, versions] of Object.entries(bucket.versions)) {
    const kept = versions.filter(
      (version) =>
        version.deleteMarker ||
        isLocked(version, now) ||
        !matches(rule, key, version) ||
        !isOlder(version, noncurrentDays, now),
    );
    if (kept.length > 0) bucket.versions[key] = kept;
    else delete bucket.versions[key];
  }
}

function expire(bucket: Bucket, key: string, now: Date): void {
  if (bucket.versioning === undefined) {
    delete bucket.objects[key];
    return;
  }
  setAside(bucket, key);
  const versionId = versionIdFor(bucket);
  addVersion(bucket, key, {
    size: 0,
    deleteMarker: true,
    versionId,
    lastModified: now.toISOString(),
  });
}

function isOlder({ lastModified }: StoredObject, days: number, now: Date): boolean {
  return lastModified !== undefined && Date.parse(lastModified) + days * DAY <= now.getTime();
}

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-filters.html */
function matches(rule: Members, key: string, { size, tags = {} }: StoredObject): boolean {
  const filter: Members = rule["Filter"] ?? {};
  const {
    Prefix,
    ObjectSizeGreaterThan: above,
    ObjectSizeLessThan: below,
  } = {
    Prefix: rule["Prefix"],
    ...filter,
    ...filter["And"],
  };
  const wanted: Members[] = filter["And"]?.Tags ?? (filter["Tag"] ? [filter["Tag"]] : []);
  return (
    key.startsWith(Prefix ?? "") &&
    (above === undefined || size > above) &&
    (below === undefined || size < below) &&
    wanted.every((tag) => tags[tag["Key"]] === tag["Value"])
  );
}
