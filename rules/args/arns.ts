import { z } from "zod";

import { input } from "./fields";
import { shown } from "./problems";

/** A string that may be known later, of a pattern when it is known. */
export const matching = (pattern: RegExp, want: string) =>
  input(
    z.string().superRefine((value, context) => {
      if (pattern.test(value)) return;
      context.addIssue({ code: "custom", message: `must be ${want}; got ${shown(value)}` });
    }),
  );

export const findingsUri = matching(
  /^s3:\/\/[^/]+\/(.+\/)?AWSLogs\/$/,
  "s3://bucket/[prefix/]AWSLogs/, as GuardDutyExport's findingsUri is",
);

export const keyArn = matching(
  /^arn:aws(-us-gov|-cn)?:kms:[a-z0-9-]+:\d{12}:key\/\S+$/,
  "the ARN of a KMS key",
);

export const topicArn = matching(
  /^arn:aws(-us-gov|-cn)?:sns:[a-z0-9-]+:\d{12}:\S+$/,
  "the ARN of an SNS topic",
);
