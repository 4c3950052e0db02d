import { randomUUID } from "node:crypto";
import { AwsError, operationParts } from "../../cloud/contract";

const serviceNames: { [service: string]: string } = {
  account: "Account",
  cloudformation: "CloudControl",
  cloudwatch: "CloudWatch",
  guardduty: "GuardDuty",
  kms: "KMS",
  lambda: "Lambda",
  logs: "CloudWatch Logs",
  organizations: "Organizations",
  s3: "S3",
  s3control: "S3 Control",
  scheduler: "Scheduler",
  sns: "SNS",
  sqs: "SQS",
  iam: "IAM",
  events: "EventBridge",
  glue: "Glue",
  athena: "Athena",
  sts: "STS",
};

/** S3 errors that the SDK has a class for; it prints the others as `api error`. */
const modelledByS3 = new Set([
  "BucketAlreadyExists",
  "BucketAlreadyOwnedByYou",
  "NoSuchBucket",
  "NoSuchKey",
  "NotFound",
]);

/** An answer of AWS as the provider words it. */
export class ApiError extends Error {
  constructor(
    doing: string | undefined,
    operation: string,
    readonly refusal: AwsError,
    /** How often it was tried, when that was as often as it may be. */
    attempts?: number,
  ) {
    const text = sdkText(operation, refusal, attempts);
    super(doing ? `${doing}: ${text}` : text);
  }
}

/** Whether AWS refused with this code and, when given, with a message that holds this text. */
export function isRefusal(error: unknown, code: string, text = ""): boolean {
  if (!(error instanceof ApiError)) return false;
  return error.refusal.code === code && error.refusal.message.includes(text);
}

/** Turns the refusal that means "gone" into nothing. */
export async function unlessGone<T>(
  isGone: (error: unknown) => boolean,
  action: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

function sdkText(
  operation: string,
  { code, message, statusCode }: AwsError,
  attempts?: number,
): string {
  const { service, name } = operationParts(operation);
  const ids = [`RequestID: ${randomUUID()}`];
  if (service === "s3") ids.push(`HostID: ${randomUUID()}`);
  const word = service === "s3" && !modelledByS3.has(code) ? `api error ${code}` : code;
  return [
    `operation error ${serviceNames[service] ?? service}: ${name}`,
    ...(attempts === undefined ? [] : [`exceeded maximum number of attempts, ${attempts}`]),
    `https response error StatusCode: ${statusCode}`,
    ...ids,
    `${word}: ${message}`,
  ].join(", ");
}
