import { randomUUID } from "node:crypto";
import { refusalOf } from "../access";
import { accountOfArn } from "../arn";
import type { Aws, Operations } from "../aws";
import { AwsError, type Caller, type Members } from "../contract";
import { busArn, findBus } from "./bus";
import { busOperations } from "./buses";
import { matchesPattern } from "./pattern";
import { route } from "./routing";
import { patternOf, ruleOperations } from "./rules";

export const eventsOperations: Operations = {
  ...busOperations,
  ...ruleOperations,

  /** Each entry is taken or refused by itself. */
  PutEvents: (aws, caller, { Entries }) => {
    if (!Array.isArray(Entries) || Entries.length < 1 || Entries.length > 10) {
      throw new AwsError(
        "ValidationException",
        "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length less than or equal to 10",
      );
    }
    requireSize(Entries);
    const results = Entries.map((entry: Members) => putEntry(aws, caller, entry));
    const failed = results.filter((one) => "ErrorCode" in one).length;
    return { FailedEntryCount: failed, Entries: results };
  },

  TestEventPattern: (_aws, _caller, { EventPattern, Event }) => {
    const pattern = patternOf(EventPattern);
    const event = objectOf(Event) as Members | undefined;
    const missing = REQUIRED.filter((member) => event?.[member] === undefined);
    if (event === undefined || missing.length > 0) {
      throw new AwsError("ValidationException", "Parameter Event is not valid.");
    }
    return { Result: matchesPattern(pattern, event) };
  },
};

/** Source: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TestEventPattern.html */
const REQUIRED = ["id", "account", "source", "time", "region", "resources", "detail-type"];

const MOST_BYTES = 262_144;

/** Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size */
function requireSize(entries: Members[]): void {
  const size = entries.reduce((sum, { Time, Source, DetailType, Detail, Resources = [] }) => {
    const texts = [Source, DetailType, Detail, ...Resources];
    const bytes = texts.map((text) => Buffer.byteLength(String(text ?? "")));
    return bytes.reduce((total, one) => total + one, sum + (Time === undefined ? 0 : 14));
  }, 0);
  if (size <= MOST_BYTES) return;
  throw new AwsError(
    "ValidationException",
    "Total size of the entries in the request is over the limit.",
  );
}

function putEntry(aws: Aws, caller: Caller, entry: Members): Members {
  const { Source, DetailType, Detail, Resources = [], Time, EventBusName } = entry;
  const arn = busArn(caller, EventBusName);
  const bus = findBus(aws.world, arn);
  if (!Source || !DetailType || !Detail) {
    return {
      ErrorCode: "InvalidArgument",
      ErrorMessage:
        "Parameter Detail, DetailType or Source is not valid. Reason: it is a required argument.",
    };
  }
  if (String(Source).startsWith("aws.")) {
    return {
      ErrorCode: "NotAuthorizedForSourceException",
      ErrorMessage: "Not authorized for the source.",
    };
  }
  const detail = objectOf(Detail);
  if (detail === undefined) {
    return { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
  }
  const access = {
    action: "events:PutEvents",
    resource: arn,
    context: { "events:source": String(Source), "events:detail-type": String(DetailType) },
  };
  const guard = { owner: accountOfArn(arn), policy: bus?.policy ?? null };
  const refusal = refusalOf(aws.world, caller, guard, access);
  if (refusal !== undefined) throw new AwsError("AccessDeniedException", refusal, 400);
  const id = randomUUID();
  // What is put on a bus that is not there is taken and lost.
  if (bus !== undefined) {
    route(aws, arn, {
      version: "0",
      id,
      "detail-type": DetailType,
      source: Source,
      account: caller.accountId,
      time: (Time === undefined ? aws.now() : new Date(Time)).toISOString().replace(/\.\d+Z$/, "Z"),
      region: caller.region,
      resources: Resources,
      detail,
    });
  }
  return { EventId: id };
}

function objectOf(text: unknown): object | undefined {
  try {
    const value: unknown = JSON.parse(String(text));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
