import { z } from "zod";

import type { Read } from "../args";
import { isLater, read } from "../args";
import {
  addProblem,
  arn,
  choice,
  exampleOf,
  findingsUri,
  input,
  matching,
  object,
  plain,
  queueArn,
  ruled,
  wholeNumber,
  words,
} from "../args/fields";
import { isRecord } from "../args/unchecked";
import type { Problem } from "../problems";
import { problem, remove, setLike } from "../problems";
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
  instance?: ChronicleInstance;
}

/** Source: https://cloud.google.com/chronicle/docs/reference/feed-management-api */
const LONGEST_LOOKBACK_DAYS = 180;

/** Source: https://cloud.google.com/chronicle/docs/administration/feed-management */
const RETIRED: { [sourceType: string]: ChronicleSourceType } = {
  AMAZON_SQS: "AMAZON_SQS_V2",
  AMAZON_S3: "AMAZON_S3_V2",
};

const sourceType = plain(
  z.unknown().superRefine((value, context) => {
    const instead = typeof value === "string" ? RETIRED[value] : undefined;
    if (instead === undefined) return;
    addProblem(context, { id: "retiredSource", values: { instead }, meant: instead });
  }),
).pipe(choice(ChronicleSourceType));

const instanceId = matching(
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  "uuid",
  "0f6d3c1e-5a7b-4c2d-9e8f-123456789abc",
  { meant: (got) => String(got).trim().toLowerCase() },
);

const word = (example: string) => input(words(example));

/** The arguments of a ChronicleFeed. */
export const chronicleShape = {
  sourceType: sourceType.optional(),
  findingsUri,
  queueArn: queueArn.optional(),
  role: object({
    arn: input(arn("iam", "\\S+", "an IAM role", "arn:aws:iam::111122223333:role/google")),
    subjectId: word("104563210987654321098"),
  }).optional(),
  accessKey: object({
    id: word("AKIAIOSFODNN7EXAMPLE"),
    secret: input(ruled(words("EXAMPLEKEY"), { sensitive: true })),
  }).optional(),
  displayName: matching(/^.{1,100}$/, "displayName", "GuardDuty findings").optional(),
  assetNamespace: word("aws").optional(),
  labels: input(z.record(z.string(), input(z.string()))).optional(),
  maxLookbackDays: wholeNumber(1, LONGEST_LOOKBACK_DAYS).optional(),
  instance: instanceId.optional(),
  project: matching(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$|^\d+$/, "project", "acme-siem").optional(),
  location: matching(/^[a-z]+(-[a-z]+\d+)?$/, "location", "us").optional(),
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
        instance: instance && project && location ? { instance, project, location } : undefined,
      };
    },
    args,
  );
}

const INSTANCE = ["instance", "project", "location"] as const;
const IDENTITIES = ["role", "accessKey"] as const;

function relations(args: unknown): Problem[] {
  if (!isRecord(args) || isLater(args)) return [];
  const problems: Problem[] = [];
  const given = (key: string) => args[key] !== undefined;
  const identities = IDENTITIES.filter(given);
  if (identities.length !== 1) {
    const fix =
      identities.length === 0
        ? setLike("role", exampleOf(chronicleShape.role))
        : remove("accessKey");
    problems.push(problem("feedIdentity", "", fix, { given: identities }));
  }
  const byQueue = (args["sourceType"] ?? "AMAZON_SQS_V2") === "AMAZON_SQS_V2";
  if (byQueue && !given("queueArn")) {
    const fix = setLike("queueArn", exampleOf(chronicleShape.queueArn));
    problems.push(problem("feedWithoutQueue", "queueArn", fix));
  }
  if (args["sourceType"] === "AMAZON_S3_V2" && given("queueArn")) {
    problems.push(problem("queueNotRead", "queueArn", remove("queueArn")));
  }
  const missing = INSTANCE.filter((key) => !given(key));
  if (missing.length > 0 && missing.length < INSTANCE.length) {
    problems.push(
      ...missing.map((path) =>
        problem("instanceIncomplete", path, setLike(path, exampleOf(chronicleShape[path])), {
          together: INSTANCE,
        }),
      ),
    );
  }
  return problems;
}
