import { at, later } from "./case";
import type { BadInput } from "./case";

const long = (length: number) => "a".repeat(length);

const withBucket = (bucket: object) => ({ regions: ["us-east-1"], bucket });

/** Buckets that users may get wrong. */
export const badBucket: BadInput[] = [
  [
    "an unknown property of the bucket",
    withBucket({ retention: 3 }),
    [
      at(
        "bucket.retention",
        "unknown property retention; did you mean retentionDays? Fix: rename bucket.retention to retentionDays",
      ),
    ],
  ],
  [
    "a bucket name in capitals",
    withBucket({ name: "Findings" }),
    [
      at(
        "bucket.name",
        'must have only lower-case letters, digits, dots and hyphens, and start and end with a letter or digit; got "Findings". Fix: set bucket.name to "findings"',
      ),
    ],
  ],
  [
    "a bucket name of two letters",
    withBucket({ name: "ab" }),
    [
      at(
        "bucket.name",
        'must be 3 to 63 characters long; got "ab" (2). Fix: set bucket.name to a value such as "acme-findings"',
      ),
    ],
  ],
  [
    "a bucket name of 64 letters",
    withBucket({ name: long(64) }),
    [
      at(
        "bucket.name",
        'must be 3 to 63 characters long; got "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa... (64). Fix: set bucket.name to a value such as "acme-findings"',
      ),
    ],
  ],
  [
    "a bucket name like an IP address",
    withBucket({ name: "192.168.0.1" }),
    [
      at(
        "bucket.name",
        'must not look like an IP address; got "192.168.0.1". Fix: set bucket.name to a value such as "acme-findings"',
      ),
    ],
  ],
  [
    "a bucket name with two dots",
    withBucket({ name: "acme..logs" }),
    [
      at(
        "bucket.name",
        'must not have two dots in a row; got "acme..logs". Fix: set bucket.name to "acme.logs"',
      ),
    ],
  ],
  [
    "a bucket name with a reserved start",
    withBucket({ name: "xn--acme" }),
    [
      at(
        "bucket.name",
        'must not start with xn--, which S3 reserves; got "xn--acme". Fix: set bucket.name to a value such as "acme-findings"',
      ),
    ],
  ],
  [
    "a bucket name with a reserved end",
    withBucket({ name: "acme-s3alias" }),
    [
      at(
        "bucket.name",
        'must not end with -s3alias, which S3 reserves; got "acme-s3alias". Fix: set bucket.name to a value such as "acme-findings"',
      ),
    ],
  ],
  [
    "a bucket name known only later",
    withBucket({ name: later() }),
    [
      at(
        "bucket.name",
        'must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: set bucket.name to a value such as "acme-findings"',
      ),
    ],
  ],
  [
    "a bucket known only later",
    withBucket(later()),
    [
      at(
        "bucket",
        "must be a plain value, not an Output: it decides which resources exist or how they are named. Fix: remove bucket",
      ),
    ],
  ],
  [
    "a generated name that would be too long",
    withBucket({ namePrefix: long(55) }),
    [
      at(
        "bucket.namePrefix",
        'must be 3 to 54 characters long; got "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" (55). Fix: set bucket.namePrefix to a value such as "acme-findings"',
      ),
    ],
  ],
  [
    "both a name and a name prefix",
    withBucket({ name: "acme", namePrefix: "acme" }),
    [
      at(
        "bucket.namePrefix",
        "has no effect together with bucket.name. Fix: remove bucket.namePrefix",
      ),
    ],
  ],
  [
    "an empty prefix",
    withBucket({ prefix: "" }),
    [at("bucket.prefix", "must not be empty. Fix: remove bucket.prefix")],
  ],
  [
    "a prefix with a leading slash",
    withBucket({ prefix: "/guardduty" }),
    [
      at(
        "bucket.prefix",
        'must not start with a slash; got "/guardduty". Fix: set bucket.prefix to "guardduty"',
      ),
    ],
  ],
  [
    "a prefix with two slashes in a row",
    withBucket({ prefix: "a//b" }),
    [
      at(
        "bucket.prefix",
        'must not have two slashes in a row; got "a//b". Fix: set bucket.prefix to "a/b"',
      ),
    ],
  ],
  [
    "a prefix that climbs",
    withBucket({ prefix: "a/../b" }),
    [
      at(
        "bucket.prefix",
        'must not have the path steps . or ..; got "a/../b". Fix: set bucket.prefix to "a/b"',
      ),
    ],
  ],
  [
    "a prefix with a wildcard",
    withBucket({ prefix: "a*" }),
    [
      at(
        "bucket.prefix",
        'must have only letters, digits and !_.\'()=/-; got "a*". Fix: set bucket.prefix to "a"',
      ),
    ],
  ],
  [
    "an over-long prefix",
    withBucket({ prefix: long(513) }),
    [
      at(
        "bucket.prefix",
        'must be at most 512 characters long; got 513 characters. Fix: set bucket.prefix to a value such as "guardduty"',
      ),
    ],
  ],
  [
    "a prefix that repeats AWSLogs",
    withBucket({ prefix: "guardduty/AWSLogs" }),
    [
      at(
        "bucket.prefix",
        'must not end in AWSLogs, which GuardDuty appends itself; got "guardduty/AWSLogs". Fix: set bucket.prefix to "guardduty"',
      ),
    ],
  ],
  [
    "a retention of no days",
    withBucket({ retentionDays: 0 }),
    [at("bucket.retentionDays", "must be at least 1; got 0. Fix: set bucket.retentionDays to 1")],
  ],
  [
    "half a day of retention",
    withBucket({ retentionDays: 1.5 }),
    [
      at(
        "bucket.retentionDays",
        "must be a whole number; got 1.5. Fix: set bucket.retentionDays to 2",
      ),
    ],
  ],
  [
    "a retention in words",
    withBucket({ retentionDays: "400" }),
    [
      at(
        "bucket.retentionDays",
        'must be a number; got "400". Fix: set bucket.retentionDays to 400',
      ),
    ],
  ],
  [
    "a retention shorter than the lock",
    withBucket({ retentionDays: 30, objectLock: { mode: "GOVERNANCE", days: 60 } }),
    [
      at(
        "bucket.retentionDays",
        "is 30, less than bucket.objectLock.days (60): an object cannot expire while it is locked. Fix: set bucket.retentionDays to 60",
      ),
    ],
  ],
  [
    "a locked bucket without Object Lock and without a role that may unlock it",
    withBucket({ protection: "locked" }),
    [
      at(
        "bucket.objectLock",
        'required property is missing: with bucket.protection locked, S3 has to keep every version of a finding. Fix: set bucket.objectLock to a value such as {"mode":"GOVERNANCE","days":365}',
      ),
      at(
        "bucket.breakGlassRoleArns",
        'needs a role with bucket.protection locked: without one, only the deploying role and root with MFA could unlock the bucket. Fix: set bucket.breakGlassRoleArns to a value such as ["arn:aws:iam::111122223333:role/break-glass"]',
      ),
    ],
  ],
  [
    "break-glass roles of a bucket that is not locked",
    withBucket({ breakGlassRoleArns: ["arn:aws:iam::111122223333:role/break-glass"] }),
    [
      at(
        "bucket.breakGlassRoleArns",
        "has no effect unless bucket.protection is locked. Fix: remove bucket.breakGlassRoleArns",
      ),
    ],
  ],
  [
    "an Object Lock without its days",
    withBucket({ objectLock: { mode: "COMPLIANCE" } }),
    [
      at(
        "bucket.objectLock.days",
        "required property is missing; expected a number. Fix: set bucket.objectLock.days to a value such as 1",
      ),
    ],
  ],
  [
    "an Object Lock of another mode",
    withBucket({ objectLock: { mode: "LEGAL_HOLD", days: 3 } }),
    [
      at(
        "bucket.objectLock.mode",
        'must be one of GOVERNANCE, COMPLIANCE; got "LEGAL_HOLD". Fix: set bucket.objectLock.mode to a value such as "GOVERNANCE"',
      ),
    ],
  ],
  [
    "access logs without a bucket",
    withBucket({ accessLogs: {} }),
    [
      at(
        "bucket.accessLogs.bucketName",
        'required property is missing; expected a string. Fix: set bucket.accessLogs.bucketName to a value such as "acme-findings"',
      ),
    ],
  ],
];
