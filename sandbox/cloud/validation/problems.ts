import type { ServiceModel, Shape } from "../../models";

/** What is wrong with a member of an input, by the service's model. */
export interface Problem {
  kind: "unknown" | "missing" | "type" | "enum" | "length" | "value" | "pattern";
  /** Members from the input down, items of lists by their number from 1. */
  path: string[];
  value: unknown;
  shape: Shape;
}

type Members = { [member: string]: unknown };

/** All that is wrong with an input, outermost first. */
export function inputProblems(model: ServiceModel, operation: string, input: Members): Problem[] {
  const name = model.operations[operation]?.input;
  if (name === undefined) {
    const given = Object.keys(input).filter((member) => input[member] !== undefined);
    return given.map((member) => unknown([member], input[member]));
  }
  return valueProblems(model, name, input, []);
}

function valueProblems(
  model: ServiceModel,
  name: string,
  value: unknown,
  path: string[],
): Problem[] {
  const shape = model.shapes[name] as Shape;
  if (!isOfType(shape, value)) return [{ kind: "type", path, value, shape }];
  const own = limitProblems(shape, value).map((kind) => ({ kind, path, value, shape }));
  return [...own, ...innerProblems(model, shape, value, path)];
}

function innerProblems(
  model: ServiceModel,
  shape: Shape,
  value: unknown,
  path: string[],
): Problem[] {
  if (shape.type === "structure") return memberProblems(model, shape, value as Members, path);
  if (shape.type === "list") {
    return (value as unknown[]).flatMap((item, index) =>
      valueProblems(model, shape.member as string, item, [...path, String(index + 1), "member"]),
    );
  }
  if (shape.type === "map") {
    return Object.entries(value as Members).flatMap(([key, inner]) => [
      ...valueProblems(model, shape.key as string, key, [...path, "key"]),
      ...valueProblems(model, shape.value as string, inner, [...path, key, "member"]),
    ]);
  }
  return [];
}

function memberProblems(
  model: ServiceModel,
  shape: Shape,
  value: Members,
  path: string[],
): Problem[] {
  const { members = {}, required = [] } = shape;
  const missing = required.filter(
    (member) => value[member] === undefined || value[member] === null,
  );
  return [
    ...missing.map((member): Problem => ({
      kind: "missing",
      path: [...path, member],
      value: null,
      shape: model.shapes[members[member] as string] as Shape,
    })),
    ...Object.entries(value).flatMap(([member, inner]) => {
      if (inner === undefined || inner === null) return [];
      const name = Object.hasOwn(members, member) ? members[member] : undefined;
      if (name === undefined) return [unknown([...path, member], inner)];
      return valueProblems(model, name, inner, [...path, member]);
    }),
  ];
}

function unknown(path: string[], value: unknown): Problem {
  return { kind: "unknown", path, value, shape: { type: "unknown" } };
}

const TYPES: { [type: string]: (value: unknown) => boolean } = {
  string: (value) => typeof value === "string",
  character: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  integer: Number.isSafeInteger,
  long: (value) => Number.isSafeInteger(value) || typeof value === "bigint",
  float: Number.isFinite,
  double: Number.isFinite,
  timestamp: (value) =>
    Number.isFinite(value) || (isTimestamp(value) && !Number.isNaN(new Date(value).getTime())),
  blob: (value) => typeof value === "string" || value instanceof Uint8Array,
  list: Array.isArray,
  map: isMembers,
  structure: isMembers,
};

function isOfType({ type }: Shape, value: unknown): boolean {
  return TYPES[type]?.(value) ?? true;
}

function isTimestamp(value: unknown): value is Date | string {
  return value instanceof Date || typeof value === "string";
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function limitProblems(shape: Shape, value: unknown): Problem["kind"][] {
  const { enum: allowed, min = -Infinity, max = Infinity, pattern } = shape;
  if (typeof value === "number") return value < min || value > max ? ["value"] : [];
  const length = lengthOf(value);
  const isLong = length !== undefined && (length < min || length > max);
  const isOther = typeof value === "string" && allowed !== undefined && !allowed.includes(value);
  const isOdd =
    typeof value === "string" && pattern !== undefined && !isLong && !matches(pattern, value);
  return [
    ...(isOther ? (["enum"] as const) : []),
    ...(isLong ? (["length"] as const) : []),
    ...(isOdd ? (["pattern"] as const) : []),
  ];
}

function lengthOf(value: unknown): number | undefined {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  if (value instanceof Uint8Array) return value.byteLength;
  return isMembers(value) && !(value instanceof Date) ? Object.keys(value).length : undefined;
}

const compiled = new Map<string, RegExp>();

/** Whether the whole text is of a pattern of AWS. These are Java's: classes and characters outside the BMP need the flag. */
export function matches(pattern: string, text: string): boolean {
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    expression = new RegExp(`^(?:${pattern})$`, /\\p\{|\\uD800\\uDC00/.test(pattern) ? "u" : "");
    compiled.set(pattern, expression);
  }
  return expression.test(text);
}
