import { modelOf, type Pages } from "../models";
import { AwsError, type Members, operationParts } from "./contract";

/** The most that one page has where the caller names no limit, for services that document it. */
const DEFAULT_SIZES: { [service: string]: number } = {
  account: 50,
  athena: 50,
  cloudwatch: 50,
  events: 100,
  glue: 100,
  iam: 100,
  kms: 50,
  logs: 50,
  organizations: 20,
  scheduler: 100,
  sns: 100,
};

/** What operations refuse a token by that they did not give: the first of these that they declare. */
const TOKEN_ERRORS = [
  "InvalidMarkerException",
  "InvalidNextToken",
  "InvalidInputException",
  "InvalidParameterException",
  "InvalidRequestException",
  "InvalidParameter",
];

/**
 * The page of a list that a caller asks for, for operations that answer all of it: those which have pages of their own
 * name the next one themselves.
 */
export function pageOf(operation: string, input: Members, output: Members): Members {
  const { service, name } = operationParts(operation);
  const { pages, errors = [] } = modelOf(service)?.operations[name] ?? {};
  if (!isPaged(pages) || Object.hasOwn(output, pages.next)) return output;
  const [result] = [pages.result].flat();
  const all: unknown = output[result as string];
  if (!Array.isArray(all)) return output;
  const start = startOf(service, input[pages.token], all.length, errors);
  const limit: unknown = pages.limit === undefined ? undefined : input[pages.limit];
  const size = typeof limit === "number" ? limit : (DEFAULT_SIZES[service] ?? Infinity);
  const end = start + size;
  const isMore = end < all.length;
  return {
    ...output,
    [result as string]: all.slice(start, end),
    ...(pages.more !== undefined && { [pages.more]: isMore }),
    ...(isMore && { [pages.next]: tokenOf(end) }),
  };
}

type SinglePages = Pages & { token: string; next: string };

/** Whether a list is answered in pages by one token. */
export function isPaged(pages: Pages | undefined): pages is SinglePages {
  return typeof pages?.token === "string" && typeof pages.next === "string";
}

function tokenOf(start: number): string {
  return Buffer.from(`from ${start}`).toString("base64url");
}

/** Services that name what their model does not allow as the query protocol does. */
const QUERY = ["iam", "sts"];

function startOf(service: string, token: unknown, length: number, errors: string[]): number {
  if (token === undefined) return 0;
  const text = Buffer.from(String(token), "base64url").toString();
  const start = Number(/^from (\d+)$/.exec(text)?.[1]);
  if (start > 0 && start < length && tokenOf(start) === token) return start;
  const code = TOKEN_ERRORS.find((one) => errors.includes(one)) ?? "ValidationException";
  throw new AwsError(QUERY.includes(service) ? "ValidationError" : code, "The token is not valid.");
}
