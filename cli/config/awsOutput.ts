import { hasPropertyTwice } from "../../rules/adoption";
import { isRecord } from "../../rules/args/unchecked";
import { cannotRun } from "../cannotRun";
import { jsonOf } from "./json";
import { refuseNested } from "./nesting";

/** Commands of the AWS CLI whose output a file has, without the options that they need. */
export type AwsCommand =
  | "iam get-account-authorization-details"
  | "sqs get-queue-attributes, sns get-topic-attributes or events describe-event-bus";

/** Finds in the output what is looked for; undefined: it is the output of something else. Throws CannotRun. */
export function awsOutput<T>(
  text: string,
  file: string,
  command: AwsCommand,
  find: (output: { [property: string]: unknown }) => T | undefined,
): T {
  const value = jsonOf(text);
  refuseNested(value, file);
  const isUsable = isRecord(value) && !hasPropertyTwice(text, value);
  const found = isUsable ? find(value) : undefined;
  if (found === undefined) throw cannotRun("awsOutputInvalid", { file, command });
  return found;
}
