import { arnSegments } from "../../../rules/arn";
import { Test } from "../resource/type";
import { Connection } from "./connection";
import { partitionOf } from "./region";

/** Checks of single values, made before anything is created. */
type AwsTest = Test<Connection>;

export const accountId: AwsTest = (value, label) =>
  /^\d{12}$/.test(String(value))
    ? undefined
    : `"${label}" doesn't look like AWS Account ID (exactly 12 digits): "${value}"`;

export const inPartition: AwsTest = (value, _label, { partition }) => {
  const found = partitionOf(String(value)).name;
  return found === partition.name
    ? undefined
    : `partition (${found}) for per-resource Region (${value}) is not the provider's configured partition (${partition.name})`;
};

export const oneOf =
  (...allowed: string[]): AwsTest =>
  (value, label) => {
    if (allowed.includes(String(value))) return undefined;
    const list = allowed.map((name) => `"${name}"`).join(" ");
    return `expected ${label} to be one of [${list}], got ${value}`;
  };

export const lengthBetween =
  (min: number, max: number): AwsTest =>
  (value, label) => {
    const { length } = String(value);
    return length >= min && length <= max
      ? undefined
      : `expected length of ${label} to be in the range (${min} - ${max}), got ${value}`;
  };

export const numberBetween =
  (min: number, max: number): AwsTest =>
  (value, label) =>
    Number(value) >= min && Number(value) <= max
      ? undefined
      : `expected ${label} to be in the range (${min} - ${max}), got ${value}`;

export const json: AwsTest = (value, label) => {
  try {
    JSON.parse(String(value));
    return undefined;
  } catch (error) {
    return `"${label}" contains an invalid JSON: ${(error as Error).message}`;
  }
};

const arnParts: readonly [string, RegExp][] = [
  ["partition", /^aws(-[a-z]+)*$/],
  ["region", /^([a-z]{2}(-[a-z]+)+-\d)?$/],
  ["account ID", /^(aws|aws-managed|third-party|\d{12}|cw.{10})?$/],
];

export const arn: AwsTest = (value, label) => {
  const text = String(value);
  if (text === "") return undefined;
  const invalid = (reason: string): string => `"${label}" (${text}) is an invalid ARN: ${reason}`;
  const [prefix, partition, , region, account, resource] = arnSegments(text);
  if (prefix !== "arn") return invalid("arn: invalid prefix");
  if (resource === undefined) return invalid("arn: not enough sections");
  for (const [index, part] of [partition, region, account].entries()) {
    const [name, pattern] = arnParts[index] ?? ["", /^/];
    if (!pattern.test(part ?? ""))
      return invalid(
        `invalid ${name} value (expecting to match regular expression: ${pattern.source})`,
      );
  }
  return resource === "" ? invalid("missing resource value") : undefined;
};

/** The first thing wrong, by several tests. */
export const all =
  (...tests: AwsTest[]): AwsTest =>
  (value, label, settings) => {
    for (const test of tests) {
      const text = test(value, label, settings);
      if (text) return text;
    }
    return undefined;
  };
