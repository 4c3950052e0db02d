import { z } from "zod";

import type { Problem, Read } from "../args";
import { isLater, read } from "../args";
import { choice, input, object, plain, wholeNumber } from "../args/fields";
import { arnOf, findingsUri } from "../args/inputFields";
import { shown } from "../args/problems";
import { isRecord } from "../args/unchecked";
import { ChronicleSourceType } from "./choices";

/** The Google SecOps instance that a feed is registered with. */
export interface ChronicleInstance {
  /** The instance's id: a UUID. */
  instance: string;
  project: string;
  /** Such as us or europe. */
  location: string;
}

/** The structure of a ChronicleFeed, every default filled in. */
export interface ChronicleSettings {
  sourceType: ChronicleSourceType;
  displayName: string;
  maxLookbackDays: number;
  /** Undefined: the feed is made by hand. */
  place?: ChronicleInstance;
}

/** Source: https://cloud.google.com/chronicle/docs/reference/feed-management-api */
const LONGEST_LOOKBACK_DAYS = 180;

const words = (what: string) => input(z.string().min(1, `must be ${what}`));
/** Source: https://cloud.google.com/chronicle/docs/administration/feed-management */
const retired: { [sourceType: string]: ChronicleSourceType } = {
  AMAZON_SQS: "AMAZON_SQS_V2",
  AMAZON_S3: "AMAZON_S3_V2",
};

const sourceType = plain(
  z.unknown().superRefine((value, context) => {
    const instead = typeof value === "string" ? retired[value] : undefined;
    if (instead === undefined) return;
    const message = `${String(value)} is retired: Google makes no new feeds of it, supports it until 2026-09-15 and ends it on 2027-03-15; give ${instead}`;
    context.addIssue({ code: "custom", message });
  }),
).pipe(choice(ChronicleSourceType));

const instanceId = plain(
  z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, {
    error: (issue) => `must be the UUID of the instance; got ${shown(issue.input)}`,
  }),
);

const name = (what: string, pattern: RegExp) =>
  plain(
    z.string().regex(pattern, { error: (issue) => `must be ${what}; got ${shown(issue.input)}` }),
  );

/** The arguments of a ChronicleFeed. */
export const chronicleShape = {
  sourceType: sourceType.optional(),
  findingsUri,
  queueArn: arnOf("sqs", "the ARN of an SQS queue").optional(),
  role: object({
    arn: arnOf("iam", "the ARN of an IAM role"),
    subjectId: words("the subject id of Google's service account"),
  }).optional(),
  accessKey: object({
    id: words("an access key id"),
    secret: words("the key's secret"),
  }).optional(),
  displayName: name("1 to 100 characters", /^.{1,100}$/).optional(),
  assetNamespace: words("the name of a namespace").optional(),
  labels: input(z.record(z.string(), input(z.string()))).optional(),
  maxLookbackDays: wholeNumber(1, LONGEST_LOOKBACK_DAYS).optional(),
  instance: instanceId.optional(),
  project: name(
    "the id of a Google Cloud project",
    /^[a-z][a-z0-9-]{4,28}[a-z0-9]$|^\d+$/,
  ).optional(),
  location: name("a location such as us or europe-west2", /^[a-z]+(-[a-z]+\d+)?$/).optional(),
};

const schema = object(chronicleShape);

/** Reads the arguments of the ChronicleFeed named `component`. Throws nothing. */
export function readChronicleArgs(component: string, args: unknown): Read<ChronicleSettings> {
  return read(
    schema,
    relations,
    (valid) => {
      const { instance, project, location } = valid;
      return {
        sourceType: valid.sourceType ?? "AMAZON_SQS_V2",
        displayName: valid.displayName ?? component,
        maxLookbackDays: valid.maxLookbackDays ?? LONGEST_LOOKBACK_DAYS,
        place: instance && project && location ? { instance, project, location } : undefined,
      };
    },
    args,
  );
}

const PLACE = ["instance", "project", "location"];

function relations(args: unknown): Problem[] {
  if (!isRecord(args) || isLater(args)) return [];
  const problems: Problem[] = [];
  const given = (key: string) => args[key] !== undefined;
  if (given("role") === given("accessKey")) {
    const reason = "give exactly one of role and accessKey: Google takes one way to authenticate";
    problems.push({ path: "", reason });
  }
  const byQueue = (args["sourceType"] ?? "AMAZON_SQS_V2") === "AMAZON_SQS_V2";
  if (byQueue && !given("queueArn")) {
    const reason =
      "is required for AMAZON_SQS_V2: the queue of a FindingsReader with the preset chronicle";
    problems.push({ path: "queueArn", reason });
  }
  if (args["sourceType"] === "AMAZON_S3_V2" && given("queueArn")) {
    problems.push({ path: "queueArn", reason: "is not read by AMAZON_S3_V2; take it out" });
  }
  const missing = PLACE.filter((key) => !given(key));
  if (missing.length > 0 && missing.length < PLACE.length) {
    const reason = `is required with the others: give ${PLACE.join(", ")} to register the feed, or none of them to make it by hand`;
    problems.push(...missing.map((path) => ({ path, reason })));
  }
  return problems;
}
