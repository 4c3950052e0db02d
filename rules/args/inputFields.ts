import { z } from "zod";

import { arnPattern } from "../arn";
import { input } from "./fields";
import { shown } from "./problems";

/** A string that may be known later, of a pattern when it is known. */
export function matching(pattern: RegExp, want: string) {
  return input(
    z.string().superRefine((value, context) => {
      if (pattern.test(value)) return;
      context.addIssue({ code: "custom", message: `must be ${want}; got ${shown(value)}` });
    }),
  );
}

/** An ARN of a service that may be known later. */
export function arnOf(service: string, what: string) {
  return matching(arnPattern(service), what);
}

/** A list that may be known later, or whose members may. */
export function someOf(schema: z.ZodType, what: string) {
  return input(z.array(schema).min(1, `must name at least one ${what}`));
}

/** Where an export's findings are. */
export const findingsUri = matching(
  /^s3:\/\/[^/]+\/(.+\/)?AWSLogs\/$/,
  "s3://bucket/[prefix/]AWSLogs/, as GuardDutyExport's findingsUri is, and never one account's folder",
);

export const keyArn = matching(arnPattern("kms", "key/[\\w-]+"), "the ARN of a KMS key");

export const topicArn = arnOf("sns", "the ARN of an SNS topic");
