import { BlockList, isIP } from "node:net";
import { arnGlob, glob, isArn, toText } from "./match";
import type { Truth } from "./truth";

/** Whether one wanted value matches one value of the request; unknown when either is malformed. */
type Compare = (wanted: string, actual: string) => Truth;

export interface Operator {
  /** Matches when no wanted value does, and when the key is absent. */
  negated: boolean;
  /** Whether wanted values are patterns in which policy variables were replaced. */
  variables: boolean;
  compare: Compare;
}

const same: Compare = (wanted, actual) => toText(wanted) === actual;
const sameInAnyCase: Compare = (wanted, actual) =>
  toText(wanted).toLowerCase() === actual.toLowerCase();
const arn: Compare = (wanted, actual) =>
  isArn(wanted) ? isArn(actual) && arnGlob(wanted, actual) : "unknown";
const sameBytes: Compare = (wanted, actual) =>
  Buffer.from(wanted, "base64").equals(Buffer.from(actual, "base64"));

/** Compares what both texts stand for. */
function parsed<T>(
  parse: (text: string) => T | undefined,
  holds: (actual: T, wanted: T) => boolean,
): Compare {
  return (wantedText, actualText) => {
    const wanted = parse(wantedText);
    const actual = parse(actualText);
    return wanted === undefined || actual === undefined ? "unknown" : holds(actual, wanted);
  };
}

function toNumber(text: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : undefined;
}

function toBoolean(text: string): boolean | undefined {
  return /^(true|false)$/i.test(text) ? text.toLowerCase() === "true" : undefined;
}

const W3C_DATE = /^\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?$/;

/** Milliseconds of an ISO 8601 date (W3C profile) or of epoch seconds; four digits could be either. */
export function toTime(text: string): number | undefined {
  if (/^\d+$/.test(text)) return text.length === 4 ? undefined : Number(text) * 1000;
  const time = W3C_DATE.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(time) ? undefined : time;
}

const inRange: Compare = (wanted, actual) => {
  const [address = "", prefix] = wanted.split("/");
  const family = isIP(address);
  const longest = family === 4 ? 32 : 128;
  const length = prefix === undefined ? longest : toNumber(prefix);
  if (family === 0 || isIP(actual) === 0 || length === undefined) return "unknown";
  if (!Number.isInteger(length) || length < 0 || length > longest) return "unknown";
  if (isIP(actual) !== family) return false;
  const range = new BlockList();
  const type = family === 4 ? "ipv4" : "ipv6";
  range.addSubnet(address, length, type);
  return range.check(actual, type);
};

/** Whether an address is in a range of addresses. */
export function isInRange(range: string, address: string): boolean {
  return inRange(range, address) === true;
}

const equal = <T>(actual: T, wanted: T) => actual === wanted;
const less = (actual: number, wanted: number) => actual < wanted;
const lessOrEqual = (actual: number, wanted: number) => actual <= wanted;
const greater = (actual: number, wanted: number) => actual > wanted;
const greaterOrEqual = (actual: number, wanted: number) => actual >= wanted;

const literal = (compare: Compare): Operator => ({ negated: false, variables: false, compare });
const expanded = (compare: Compare): Operator => ({ negated: false, variables: true, compare });
const negated = (operator: Operator): Operator => ({ ...operator, negated: true });

/**
 * Every condition operator but Null, which asks for the key and not for its value.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const TABLE: { [name: string]: Operator } = {
  StringEquals: expanded(same),
  StringNotEquals: negated(expanded(same)),
  StringEqualsIgnoreCase: expanded(sameInAnyCase),
  StringNotEqualsIgnoreCase: negated(expanded(sameInAnyCase)),
  StringLike: expanded(glob),
  StringNotLike: negated(expanded(glob)),
  NumericEquals: literal(parsed(toNumber, equal)),
  NumericNotEquals: negated(literal(parsed(toNumber, equal))),
  NumericLessThan: literal(parsed(toNumber, less)),
  NumericLessThanEquals: literal(parsed(toNumber, lessOrEqual)),
  NumericGreaterThan: literal(parsed(toNumber, greater)),
  NumericGreaterThanEquals: literal(parsed(toNumber, greaterOrEqual)),
  DateEquals: literal(parsed(toTime, equal)),
  DateNotEquals: negated(literal(parsed(toTime, equal))),
  DateLessThan: literal(parsed(toTime, less)),
  DateLessThanEquals: literal(parsed(toTime, lessOrEqual)),
  DateGreaterThan: literal(parsed(toTime, greater)),
  DateGreaterThanEquals: literal(parsed(toTime, greaterOrEqual)),
  Bool: literal(parsed(toBoolean, equal)),
  BinaryEquals: literal(sameBytes),
  IpAddress: literal(inRange),
  NotIpAddress: negated(literal(inRange)),
  ArnEquals: expanded(arn),
  ArnLike: expanded(arn),
  ArnNotEquals: negated(expanded(arn)),
  ArnNotLike: negated(expanded(arn)),
};

const BY_NAME = new Map(Object.entries(TABLE).map(([name, row]) => [name.toLowerCase(), row]));

/** The operator of this name, in any case, without its prefix and suffix. */
export function operatorNamed(name: string): Operator | undefined {
  return BY_NAME.get(name.toLowerCase());
}
