import { z } from "zod";

import { arnPattern, parseKeyArn } from "../../arn";
import type { ProblemId } from "../../problems";
import { nearest } from "../../problems";
import { LISTED_REGIONS, regionFacts } from "../../regions";
import { isRecord } from "../unchecked";
import { addIssues, addProblem, input, matching, plain, ruled, someOf, text } from "./shapes";

export const regionName = text("us-east-1", (value) => {
  if (regionFacts(value) !== undefined) return undefined;
  const zone = value
    .trim()
    .toLowerCase()
    .replace(/_/g, "-")
    .replace(/(\d)[a-z]$/, "$1");
  return { id: "region", meant: regionFacts(zone) ? zone : nearest(value, LISTED_REGIONS) };
});

/** The Regions of a component. */
export const regionNames = plain(someOf(regionName));

const ACCOUNT_ID_LENGTH = 12;

export const accountId = matching(/^\d{12}$/, "accountId", "111122223333", {
  /** YAML reads an id without quotes as a number, and leaves out zeros at its start. */
  meant: (got) => {
    const digits = String(got).replace(/[\s-]/g, "");
    return typeof got === "number" ? digits.padStart(ACCOUNT_ID_LENGTH, "0") : digits;
  },
});

/** The ARN of a resource of a service; `of` names it in errors. */
export function arn(service: string, resource: string, of: string, example: string) {
  return matching(arnPattern(service, resource), "arn", example, { values: { of } });
}

export const roleArn = matching(
  arnPattern("iam", "role/[\\w+=,.@/-]{1,576}"),
  "roleArn",
  "arn:aws:iam::111122223333:role/deploy",
);

/** IAM identities by name: a whole account, or a pattern, would admit more than a reader. */
export const identityArn = matching(
  arnPattern("iam", "(role|user)/[\\w+=,.@/-]+"),
  "identityArn",
  "arn:aws:iam::111122223333:role/siem",
);

const KEY_ARN = "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

export const keyArn = text(KEY_ARN, (value) => {
  if (parseKeyArn(value) !== undefined) return undefined;
  return { id: /\balias\//.test(value) ? "aliasArn" : "keyArn" };
});

export const queueUrl = input(
  matching(
    /^https:\/\/[^/]+\/\d{12}\/[\w-]{1,80}$/,
    "queueUrl",
    "https://sqs.us-east-1.amazonaws.com/111122223333/siem",
  ),
);

export const queueArn = input(
  arn("sqs", "\\S+", "an SQS queue", "arn:aws:sqs:us-east-1:111122223333:findings"),
);

export const topicArn = input(
  // S3, EventBridge and CloudWatch publish to no FIFO topic.
  arn(
    "sns",
    "(?!\\S+\\.fifo$)\\S+",
    "a standard SNS topic",
    "arn:aws:sns:us-east-1:111122223333:findings",
  ),
);

/** Where an export's findings are: never one account's folder. */
export const findingsUri = input(
  matching(
    /^s3:\/\/[^/]+\/(.+\/)?AWSLogs\/$/,
    "findingsUri",
    "s3://acme-findings/guardduty/AWSLogs/",
    { meant: (got) => `${String(got).replace(/\/*$/, "")}/` },
  ),
);

/** Source: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const externalId = plain(
  ruled(z.string().regex(/^[\w+=,.@:/-]{2,1224}$/), {
    example: "acme-guardduty",
    mismatch: { id: "externalId" },
    sensitive: true,
  }),
);

export const profileName = text("deploy", (value) =>
  value.trim() === "" ? { id: "profile", remove: true } : undefined,
);

/** The id of a detector or a destination. */
export const hexId = matching(/^[0-9a-f]{32}$/, "hexId", "12abc34d567e8fa901bc2d34e56789f0", {
  meant: (got) => String(got).trim().toLowerCase().replace(/^.*\//, ""),
});

const LONGEST_EMAIL = 64;

export const emailAddress = text("security@example.com", (value) =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) && value.length <= LONGEST_EMAIL
    ? undefined
    : { id: "email" },
);

/** A string that is not empty. */
export function words(example: string) {
  return ruled(z.string().min(1), { example });
}

/** Things by names of a pattern: another name becomes one like it, without the characters that `others` has, or a number where that is taken. */
export function byName<One extends z.ZodType>(
  one: One,
  id: ProblemId,
  { pattern, others, numbered }: { pattern: RegExp; others: RegExp; numbered: string },
) {
  const things = z.record(z.string(), one);
  const named = z.any().superRefine((all: unknown, context) => {
    if (!isRecord(all)) return;
    const names = Object.keys(all);
    const wrong = names.filter((name) => !pattern.test(name));
    for (const name of wrong) {
      const like = name.replace(others, "-").slice(0, 64);
      const isFree = pattern.test(like) && !names.includes(like);
      const rename = isFree ? like : `${numbered}-${names.indexOf(name) + 1}`;
      addProblem(context, { id, values: { name }, rename }, name);
    }
    // A pipe ends at its first part that has issues: the values are looked at here.
    if (wrong.length > 0) addIssues(context, things, all);
  });
  return plain(named.pipe(things));
}
