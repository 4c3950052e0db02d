import { parseArn } from "../../../rules/arn";
import { forwardsEvents, partitionOf } from "../../../rules/regions";
import type { Target } from "../../world";
import { accountOfArn, regionOfArn } from "../arn";
import { AwsError } from "../contract";
import { isJson } from "../json";

const RATE = /^rate\((\d+) (minutes?|hours?|days?)\)$/;
const CRON = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$/;
const FIELD = /^[\w*?,/#-]+$/;

/** Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html */
export function requireSchedule(expression: string): void {
  const [, count = "", unit = ""] = RATE.exec(expression) ?? [];
  const isRate = Number(count) > 0 && (Number(count) === 1) !== unit.endsWith("s");
  const fields = CRON.exec(expression)?.slice(1) ?? [];
  // One of day of month and day of week is left open.
  const isCron =
    fields.length === 6 &&
    fields.every((field) => FIELD.test(field)) &&
    (fields[2] === "?") !== (fields[4] === "?");
  if (!isRate && !isCron) throw invalid("Parameter ScheduleExpression is not valid.");
}

const MOST_TARGETS = 5;

/**
 * Throws EventBridge's refusal of targets that a rule would have together with its others.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html
 */
export function requireTargets(
  given: Target[],
  others: Target[],
  rule: { region: string; accountId: string },
): void {
  for (const target of given) requireTarget(target, rule);
  const ids = given.map(({ Id }) => Id);
  if (new Set(ids).size < ids.length) throw invalid("Duplicate target ids are not allowed.");
  if (others.length + given.length <= MOST_TARGETS) return;
  throw tooMany();
}

function tooMany(): AwsError {
  return new AwsError(
    "LimitExceededException",
    "The requested resource exceeds the maximum number allowed.",
  );
}

/**
 * Targets are in the rule's Region; a bus in another is reached by a role, and so is what another account has.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-cross-account.html
 */
function requireTarget(
  target: Target,
  { region, accountId }: { region: string; accountId: string },
): void {
  const { Id, Arn, RoleArn } = target;
  if (parseArn(Arn) === undefined) {
    throw invalid(`Parameter ${Arn} is not valid. Reason: Provided Arn is not in correct format.`);
  }
  const inputs = ["Input", "InputPath", "InputTransformer"].filter((member) => target[member]);
  if (inputs.length > 1) {
    throw invalid(
      `Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`,
    );
  }
  if (target["Input"] !== undefined && !isJson(String(target["Input"]))) {
    throw invalid(`JSON syntax error in input for target ${Id}.`);
  }
  const { SqsParameters, DeadLetterConfig } = target as {
    SqsParameters?: { MessageGroupId?: string };
    DeadLetterConfig?: { Arn?: string };
  };
  const isFifo = Arn.includes(":sqs:") && Arn.endsWith(".fifo");
  if (isFifo && !SqsParameters?.MessageGroupId) {
    throw invalid(`Parameter(s) SqsParameters must be specified for target: ${Id}.`);
  }
  const deadLetters = DeadLetterConfig?.Arn;
  if (deadLetters !== undefined && !isQueueOf(deadLetters, region)) {
    throw invalid(`Parameter DeadLetterConfig.Arn is not valid for target ${Id}.`);
  }
  const isBus = Arn.includes(":event-bus/");
  const isElsewhere = !isBus && accountOfArn(Arn) !== accountId;
  if (isElsewhere && RoleArn === undefined) throw invalid(`RoleArn is required for target ${Arn}.`);
  if (regionOfArn(Arn) === region) return;
  if (isBus && RoleArn === undefined) throw invalid(`RoleArn is required for target ${Arn}.`);
  // UNVERIFIED text.
  if (!isBus || !forwardsEvents(partitionOf(region)))
    throw invalid(`Target ${Arn} is not in the Region of the rule.`);
}

/** Dead letters go to a standard queue of the rule's Region: eb-rule-event-delivery. */
function isQueueOf(arn: string, region: string): boolean {
  const parts = parseArn(arn);
  return parts?.service === "sqs" && parts.region === region && !arn.endsWith(".fifo");
}

export function invalid(message: string): AwsError {
  return new AwsError("ValidationException", message);
}
