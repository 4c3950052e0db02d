import { BlockList, isIP } from "node:net";

/**
 * Whether an event matches an event pattern, by the operators of EventBridge's guide.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function matchesPattern(pattern: Fields, event: unknown): boolean {
  return Object.entries(pattern).every(([name, wanted]) => {
    if (name === "$or" && isAlternatives(wanted)) {
      return wanted.some((alternative) => matchesPattern(alternative, event));
    }
    const value = isFields(event) && Object.hasOwn(event, name) ? event[name] : undefined;
    if (Array.isArray(wanted)) return matchesLeaf(wanted, value);
    if (!isFields(wanted)) return false;
    // Objects in a list match when one of them does.
    if (Array.isArray(value)) return value.some((item) => matchesPattern(wanted, item));
    return matchesPattern(wanted, value);
  });
}

export type Fields = { [name: string]: unknown };
type Test = (wanted: unknown, value: unknown) => boolean;

/** Operator -> whether a value that is there meets it. */
const OPERATORS: { [operator: string]: Test } = {
  prefix: (wanted, value) => textTest(wanted, value, (text, part) => text.startsWith(part)),
  suffix: (wanted, value) => textTest(wanted, value, (text, part) => text.endsWith(part)),
  "equals-ignore-case": (wanted, value) =>
    isText(value) && String(wanted).toLowerCase() === value.toLowerCase(),
  wildcard: (wanted, value) =>
    isText(value) && [wanted].flat().some((one) => wildcard(String(one)).test(value)),
  numeric: (wanted, value) => typeof value === "number" && inRange(wanted as unknown[], value),
  cidr: (wanted, value) => isText(value) && inBlock(String(wanted), value),
  "anything-but": (wanted, value) => !anyOf(wanted, value),
};

function matchesLeaf(wanted: unknown[], value: unknown): boolean {
  const values = Array.isArray(value) ? value : [value];
  return wanted.some((one) => {
    if (isFields(one) && "exists" in one) return (value !== undefined) === one["exists"];
    if (value === undefined) return false;
    return values.some((item) => !isFields(item) && matchesOne(one, item));
  });
}

function matchesOne(wanted: unknown, value: unknown): boolean {
  if (!isFields(wanted)) return wanted === value;
  return Object.entries(wanted).every(([name, operand]) => OPERATORS[name]?.(operand, value));
}

/** What `anything-but` leaves out: values, or what prefix, suffix, case and wildcard say. */
function anyOf(wanted: unknown, value: unknown): boolean {
  if (!isFields(wanted)) return [wanted].flat().includes(value);
  return Object.entries(wanted).some(([name, operands]) =>
    [operands].flat().some((operand) => OPERATORS[name]?.(operand, value)),
  );
}

function textTest(
  wanted: unknown,
  value: unknown,
  holds: (text: string, part: string) => boolean,
): boolean {
  if (!isText(value)) return false;
  if (!isFields(wanted)) return holds(value, String(wanted));
  return holds(value.toLowerCase(), String(wanted["equals-ignore-case"]).toLowerCase());
}

export const COMPARISONS: { [sign: string]: (value: number, bound: number) => boolean } = {
  "=": (value, bound) => value === bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
};

/** `[">=", 4, "<", 7]`: every comparison holds. */
function inRange(comparisons: unknown[], value: number): boolean {
  for (let at = 0; at < comparisons.length; at += 2) {
    const holds = COMPARISONS[String(comparisons[at])];
    if (!holds?.(value, Number(comparisons[at + 1]))) return false;
  }
  return true;
}

function inBlock(block: string, address: string): boolean {
  const [network = "", length = ""] = block.split("/");
  const family = isIP(network) === 6 ? "ipv6" : "ipv4";
  if (isIP(address) === 0 || isIP(network) === 0) return false;
  const blocks = new BlockList();
  blocks.addSubnet(network, Number(length), family);
  return blocks.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

function wildcard(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => part.replace(/[.+^${}()|[\]\\?]/g, "\\$&"));
  return new RegExp(`^${parts.join("[\\s\\S]*")}$`);
}

export function isAlternatives(value: unknown): value is Fields[] {
  return Array.isArray(value) && value.length > 1 && value.every(isFields);
}

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
