import { z } from "zod";

import { arnPattern, parseKeyArn, parseRoleArn } from "../arn";
import { regionFacts } from "../regions";
import { isLater } from "./later";
import { shown } from "./problems";

const MUST_BE_PLAIN =
  "must be plain, not an Output: it decides which resources exist and how they are named, so it has to be known when the program runs";

/** A value that has to be known when the program runs. */
export function plain<T extends z.ZodType>(schema: T) {
  return z
    .any()
    .refine((value) => !isLater(value), { error: MUST_BE_PLAIN, abort: true })
    .pipe(schema);
}

/** What each `input` checks its plain values by, for whoever describes the schemas. */
export const INPUTS = new WeakMap<object, z.ZodType>();

/** A value that may be an Input: checked when it is plain already, left alone when it is known only later. */
export function input(schema: z.ZodType) {
  const checked = z.unknown().superRefine((value, context) => {
    if (isLater(value)) return;
    const result = schema.safeParse(value, { error: wording });
    for (const { path, message } of result.error?.issues ?? []) {
      context.addIssue({ code: "custom", path, message });
    }
  });
  INPUTS.set(checked, schema);
  return checked;
}

/** An object of exactly these properties; `or` is what it may be too, for the message. */
export function object<S extends z.ZodRawShape>(shape: S, or = "") {
  const allowed = Object.keys(shape).join(", ");
  return plain(
    z.strictObject(shape, {
      error: (issue) =>
        issue.code === "unrecognized_keys"
          ? `is no property here; the properties are ${allowed}`
          : issue.code === "invalid_type"
            ? `must be ${or}an object with the properties ${allowed}; got ${shown(issue.input)}`
            : undefined,
    }),
  );
}

/** The objects that `true` stands for when all in them is left out. */
export const SWITCHES = new WeakSet<object>();

/** An object, or `true` for one with nothing in it and `false` for none. */
export function switchOr<S extends z.ZodRawShape>(shape: S) {
  const value = (given: unknown) => (given === true ? {} : given === false ? undefined : given);
  const checked = z.preprocess(value, object(shape, "true or ").optional());
  SWITCHES.add(checked);
  return checked;
}

const KINDS: { [expected: string]: string } = {
  array: "list",
  int: "whole number",
  record: "map",
};

/** Wording for what the schemas do not word themselves. */
export const wording: z.core.$ZodErrorMap = (issue) => {
  const got = `got ${shown(issue.input)}`;
  switch (issue.code) {
    case "invalid_type": {
      const kind = KINDS[issue.expected] ?? issue.expected;
      return issue.input === undefined
        ? `is required: give a ${kind}`
        : `must be a ${kind}; ${got}`;
    }
    case "invalid_value": {
      const values = issue.values.map(String).join(", ");
      return issue.input === undefined
        ? `is required: give one of ${values}`
        : `must be one of ${values}; ${got}`;
    }
    case "too_small":
      return `must be at least ${issue.minimum}; ${got}`;
    case "too_big":
      return `must be at most ${issue.maximum}; ${got}`;
    default:
      return undefined;
  }
};

/** A string for which `refuse` has no objection; it answers what is wrong, or nothing. */
function text(refuse: (value: string) => string | undefined) {
  return plain(
    z.string().superRefine((value, context) => {
      const reason = refuse(value);
      if (reason !== undefined) context.addIssue({ code: "custom", message: reason });
    }),
  );
}

/** One of the values of an object of choices. */
export function choice<const V extends { readonly [name: string]: string }>(values: V) {
  return plain(z.enum(values));
}

export function wholeNumber(from: number, to: number) {
  return plain(z.number().int().min(from).max(to));
}

export const regionName = text((value) => {
  if (regionFacts(value) !== undefined) return undefined;
  const near = value
    .trim()
    .toLowerCase()
    .replace(/_/g, "-")
    .replace(/(\d)[a-z]$/, "$1");
  const mend = regionFacts(near) ? `did you mean ${near}?` : "give a name such as us-east-1";
  return `${shown(value)} is not a Region of aws, aws-us-gov or aws-cn; ${mend}`;
});

export const accountId = plain(
  z
    .string({
      error: (issue) =>
        typeof issue.input === "number"
          ? "must be a string of 12 digits; in YAML put it in quotes"
          : undefined,
    })
    .regex(/^\d{12}$/, {
      error: (issue) => `must be 12 digits, such as "111122223333"; got ${shown(issue.input)}`,
    }),
);

const ROLE_ARN = arnPattern("iam", "role/[\\w+=,.@/-]{1,576}");

/** Parts of a role ARN; undefined when it is none. */
export function roleArnParts(arn: string): { partition: string; accountId: string } | undefined {
  return ROLE_ARN.test(arn) ? parseRoleArn(arn) : undefined;
}

export const roleArn = text((value) =>
  roleArnParts(value) === undefined
    ? `must be the ARN of an IAM role, such as arn:aws:iam::111122223333:role/deploy; got ${shown(value)}`
    : undefined,
);

export const keyArn = text((value) => {
  if (parseKeyArn(value) !== undefined) return undefined;
  return /\balias\//.test(value)
    ? `must be the ARN of the key, not of an alias, which may point to another key tomorrow; aws kms describe-key --key-id ${value} tells it`
    : `must be the ARN of a key, such as arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab; got ${shown(value)}`;
});

/**
 * The text does not show it: it may be a secret.
 * Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export const externalId = text((value) =>
  /^[\w+=,.@:/-]{2,1224}$/.test(value)
    ? undefined
    : "must be 2 to 1224 letters, digits or _+=,.@:/-; this one is not shown, since it may be a secret",
);

export const profileName = text((value) =>
  value.trim() === ""
    ? "must name a profile of the AWS configuration files; leave it out for the default credentials"
    : undefined,
);

/** The id of a detector or a destination. */
export const hexId = text((value) =>
  /^[0-9a-f]{32}$/.test(value)
    ? undefined
    : `must be 32 lower-case hex digits, as AWS shows it; got ${shown(value)}`,
);

export const emailAddress = text((value) =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) && value.length <= 64
    ? undefined
    : `must be the e-mail address of the account, 64 characters at most; got ${shown(value)}`,
);

/** Length of a bucket name at most. */
export const BUCKET_NAME_LENGTH = 63;

/** Digits that make a generated bucket name unique, with the hyphen before them. */
export const BUCKET_SUFFIX_LENGTH = 9;

const RESERVED_BUCKET_PREFIXES = ["xn--", "sthree-", "amzn-s3-demo-"];
const RESERVED_BUCKET_SUFFIXES = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"];

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
function bucketNameObjection(value: string, longest: number): string | undefined {
  if (value.length < 3 || value.length > longest) {
    return `must be 3 to ${longest} characters long; ${shown(value)} has ${value.length}`;
  }
  if (!/^[a-z0-9][a-z0-9.-]*[a-z0-9]$/.test(value)) {
    return `may hold lower-case letters, digits, dots and hyphens, and starts and ends with a letter or digit; got ${shown(value)}`;
  }
  if (value.includes("..")) return `may not hold two dots in a row; got ${shown(value)}`;
  if (/^\d+\.\d+\.\d+\.\d+$/.test(value))
    return `may not look like an IP address; got ${shown(value)}`;
  const prefix = RESERVED_BUCKET_PREFIXES.find((reserved) => value.startsWith(reserved));
  if (prefix) return `may not start with ${prefix}, which S3 keeps for itself; got ${shown(value)}`;
  const suffix = RESERVED_BUCKET_SUFFIXES.find((reserved) => value.endsWith(reserved));
  if (suffix) return `may not end with ${suffix}, which S3 keeps for itself; got ${shown(value)}`;
  return undefined;
}

export const bucketName = text((value) => bucketNameObjection(value, BUCKET_NAME_LENGTH));

export const bucketNamePrefix = text((value) =>
  bucketNameObjection(value, BUCKET_NAME_LENGTH - BUCKET_SUFFIX_LENGTH),
);

/** A longer prefix leaves too little of S3's 1,024 bytes of key for what GuardDuty appends. */
export const PREFIX_LENGTH = 512;

export const objectPrefix = text((value) => {
  if (value === "") return "must not be empty; leave it out to export to the root of the bucket";
  if (value.length > PREFIX_LENGTH) {
    return `must be at most ${PREFIX_LENGTH} characters long; got ${value.length}`;
  }
  if (value.startsWith("/"))
    return `must not start with a slash; give ${shown(value.replace(/^\/+/, ""))}`;
  if (value.includes("//")) return `must not hold two slashes in a row; got ${shown(value)}`;
  if (value.split("/").some((part) => part === "." || part === "..")) {
    return `must not hold the path steps . or ..; got ${shown(value)}`;
  }
  if (!/^[A-Za-z0-9!_.'()=/-]+$/.test(value)) {
    return `may hold letters, digits and !_.'()=/-; got ${shown(value)}`;
  }
  if (/(^|\/)AWSLogs\/?$/.test(value)) {
    return `must not end in AWSLogs: GuardDuty appends AWSLogs/ itself; got ${shown(value)}`;
  }
  return undefined;
});

/** Source: https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html */
export const keyAlias = text((value) => {
  if (!/^alias\/[A-Za-z0-9/_-]{1,250}$/.test(value)) {
    return `must be alias/ and letters, digits, /, _ or -, such as alias/guardduty-findings; got ${shown(value)}`;
  }
  return value.startsWith("alias/aws/")
    ? "must not start with alias/aws/, which AWS keeps for itself"
    : undefined;
});

/** Source: https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
export const tags = input(
  z
    .record(z.string(), input(z.string().max(256, "a tag's value may have 256 characters")))
    .superRefine((value, context) => {
      const names = Object.keys(value);
      if (names.length > 50) {
        context.addIssue({ code: "custom", message: `AWS allows 50 tags; got ${names.length}` });
      }
      for (const name of names) {
        if (name === "" || name.length > 128) {
          context.addIssue({
            code: "custom",
            path: [name],
            message: "a tag's name has 1 to 128 characters",
          });
        } else if (/^aws:/i.test(name)) {
          context.addIssue({
            code: "custom",
            path: [name],
            message: "a tag's name may not start with aws:",
          });
        }
      }
    }),
);
