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
    const results = Entries.map((entry: Members) => putEntry(aws, caller, entry));
    const failed = results.filter((one) => "ErrorCode" in one).length;
    return { FailedEntryCount: failed, Entries: results };
  },

  TestEventPattern: (_aws, _caller, { EventPattern, Event }) => ({
    Result: matchesPattern(patternOf(EventPattern), JSON.parse(Event)),
  }),
};

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
