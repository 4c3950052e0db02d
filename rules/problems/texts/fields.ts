import { listed } from "../../texts/words";
import { found, shown } from "../values";

export interface Found {
  got: unknown;
}

/** What is wrong with one value by itself. */
export const FIELD_TEXTS = {
  notPlain: () =>
    "must be a plain value, not an Output: it decides which resources exist or how they are named",
  required: ({ expected }: { expected: string }) =>
    `required property is missing; expected ${expected}`,
  wrongType: ({ expected, got }: Found & { expected: string }) =>
    `must be ${expected}; ${found(got)}`,
  notOneOf: ({ allowed, got }: Found & { allowed: readonly unknown[] }) =>
    `must be one of ${allowed.join(", ")}; ${found(got)}`,
  tooSmall: ({ minimum, got }: Found & { minimum: number }) =>
    `must be at least ${minimum}; ${found(got)}`,
  tooLarge: ({ maximum, got }: Found & { maximum: number }) =>
    `must be at most ${maximum}; ${found(got)}`,
  notWhole: ({ got }: Found) => `must be a whole number; ${found(got)}`,
  empty: () => "must not be empty",
  tooLong: ({ maximum, length }: { maximum: number; length: number }) =>
    `must be at most ${maximum} characters long; got ${length} characters`,
  invalid: ({ got }: Found) => `is not valid; ${found(got)}`,
  unknownProperty: ({ name, near, allowed }: UnknownProperty) =>
    near === undefined
      ? `unknown property ${name}; expected one of ${allowed.join(", ")}`
      : `unknown property ${name}; did you mean ${near}?`,

  reservedName: ({ name }: { name: string }) =>
    `${name} is a reserved name of JavaScript: its value cannot be read; expected another name`,

  componentName: ({ got }: Found) =>
    `must be 1 to 100 letters (A to Z), digits, hyphens or underscores; ${found(got)}`,
  nameTooLong: ({ kind, start, length, maximum, most }: LongName) =>
    `must be at most ${most} ${most === 1 ? "character" : "characters"} long here: the name of ${kind} ${start}${length > start.length ? `, with the ${length - start.length} characters that Pulumi adds,` : ""} would be ${length} characters long, and at most ${maximum} are allowed`,
  nameNotOfBucket: ({ bucket, got }: Found & { bucket: string }) =>
    `must be letters, digits and hyphens, and start as an S3 bucket may: the bucket ${bucket} is named after it; ${found(got)}`,
  detectorsShared: ({ other, regions }: { other: string; regions: readonly string[] }) =>
    `${other} of this program has the ${regions.length === 1 ? "detector" : "detectors"} in ${listed(regions)} already: an account has one detector in a Region`,
  nameTaken: ({ name, shared }: { name: string; shared: readonly string[] }) =>
    `another GuardDutyExport of this program is named ${name} and uses ${listed(shared)} too: each would replace the statements of the other`,
  region: ({ got }: Found) =>
    `must be a Region of partition aws, aws-us-gov or aws-cn; ${found(got)}`,
  accountId: ({ got }: Found) => `must be a string of 12 digits; ${found(got)}`,
  roleArn: ({ got }: Found) => `must be the ARN of an IAM role; ${found(got)}`,
  identityArn: ({ got }: Found) =>
    `must be the ARN of one IAM role or user, not of an account or a pattern; ${found(got)}`,
  keyArn: ({ got }: Found) => `must be the ARN of a KMS key; ${found(got)}`,
  aliasArn: ({ got }: Found) =>
    `must be the ARN of the key, not of an alias, which can point to another key later; ${found(got)}`,
  arn: ({ of, got }: Found & { of: string }) => `must be the ARN of ${of}; ${found(got)}`,
  findingsUri: ({ got }: Found) =>
    `must have the form s3://bucket/[prefix/]AWSLogs/, as the output findingsUri of GuardDutyExport; ${found(got)}`,
  externalId: ({ got }: Found) => `must be 2 to 1224 letters, digits or _+=,.@:/-; ${found(got)}`,
  profile: ({ got }: Found) =>
    `must be the name of a profile in the AWS configuration files; ${found(got)}`,
  hexId: ({ got }: Found) => `must be 32 lower-case hexadecimal digits; ${found(got)}`,
  email: ({ got }: Found) => `must be an e-mail address of at most 64 characters; ${found(got)}`,

  bucketNameLength: ({ maximum, got }: { maximum: number; got: string }) =>
    `must be 3 to ${maximum} characters long; got ${shown(got)} (${got.length})`,
  bucketNameCharacters: ({ got }: Found) =>
    `must have only lower-case letters, digits, dots and hyphens, and start and end with a letter or digit; ${found(got)}`,
  bucketNameDots: ({ got }: Found) => `must not have two dots in a row; ${found(got)}`,
  bucketNameAddress: ({ got }: Found) => `must not look like an IP address; ${found(got)}`,
  bucketNameStart: ({ reserved, got }: Found & { reserved: string }) =>
    `must not start with ${reserved}, which S3 reserves; ${found(got)}`,
  bucketNameEnd: ({ reserved, got }: Found & { reserved: string }) =>
    `must not end with ${reserved}, which S3 reserves; ${found(got)}`,

  prefixStart: ({ got }: Found) => `must not start with a slash; ${found(got)}`,
  prefixSlashes: ({ got }: Found) => `must not have two slashes in a row; ${found(got)}`,
  prefixSteps: ({ got }: Found) => `must not have the path steps . or ..; ${found(got)}`,
  prefixCharacters: ({ got }: Found) =>
    `must have only letters, digits and !_.'()=/-; ${found(got)}`,
  prefixEnd: ({ got }: Found) =>
    `must not end in AWSLogs, which GuardDuty appends itself; ${found(got)}`,

  keyAlias: ({ got }: Found) =>
    `must be alias/ followed by letters, digits, /, _ or -; ${found(got)}`,
  keyAliasReserved: ({ got }: Found) =>
    `must not start with alias/aws/, which AWS reserves; ${found(got)}`,

  tagCount: ({ count }: { count: number }) => `must have at most 50 tags; got ${count}`,
  tagNameLength: ({ length }: { length: number }) =>
    `a tag name must be 1 to 128 characters long; got ${length} characters`,
  tagNameReserved: ({ name }: { name: string }) =>
    `a tag name must not start with aws:, which AWS reserves; got ${shown(name)}`,
} as const;

/** A name that is too long for a resource. */
export interface LongName {
  got: string;
  /** The resource in AWS's words. */
  kind: string;
  /** The resource's name without what Pulumi adds. */
  start: string;
  length: number;
  maximum: number;
  most: number;
}

export interface UnknownProperty {
  name: string;
  near?: string;
  allowed: readonly string[];
}
