import { arnPattern } from "../../rules/arn";
import { z } from "zod";

/** Fields that several parts of the world share. */

export const accountId = z.string().regex(/^\d{12}$/, "must be an account id of 12 digits");
export const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d{1,2}$/, "must be a Region name");
export const tags = z.record(z.string(), z.string()).default({});
export const timestamp = z.iso.datetime();
/** Members in the shape that AWS's API gives them. */
export const apiShape = z.record(z.string(), z.unknown());
/** A policy document. */
export const document = apiShape;
/** Attributes as SNS and SQS have them: texts by name. */
export const attributes = z.record(z.string(), z.string()).default({});

/** A record that is asked for names of callers: it has what was put into it and nothing of Object's, such as `constructor`. */
export function bareRecord<T>(entries: { [name: string]: T } = {}): { [name: string]: T } {
  return Object.assign(Object.create(null) as object, entries);
}

/** The ARN of a resource of one service: `resource` is what follows the account id, as a regular expression. */
export function arnOf(service: string, resource: string, what: string) {
  return z.string().regex(arnPattern(service, resource), `must be the ARN of ${what}`);
}
