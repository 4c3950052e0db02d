import { z } from "zod";

import type { ProblemId } from "../../problems";
import { isLater } from "../later";

/** What is wrong with a value by itself, as data. */
export interface FieldProblem {
  id: ProblemId;
  /** What the text is made from, besides the value found. */
  values?: object;
  /** The value that was probably meant; undefined: only an example is known. */
  meant?: unknown;
  /** Whether the property is better left out, or which of the properties in it. */
  remove?: boolean | readonly string[];
  /** The name that was probably meant. */
  rename?: string;
}

interface Context {
  addIssue(issue: { code: "custom"; path?: PropertyKey[]; params: object }): void;
}

/** Adds a problem of the value at `path` within the one that is checked. */
export function addProblem(context: Context, params: FieldProblem, ...path: PropertyKey[]): void {
  context.addIssue({ code: "custom", path, params });
}

/** Adds what a schema finds in a value as issues of the one that is checked. */
export function addIssues(context: Context, schema: z.ZodType, value: unknown): void {
  for (const issue of schema.safeParse(value).error?.issues ?? []) {
    context.addIssue({ code: "custom", path: issue.path, params: { issue } });
  }
}

/** What is known of a schema besides what it checks. */
export interface FieldRule {
  /** A valid value. */
  example?: unknown;
  /** What a value that does not match the pattern is. */
  mismatch?: { id: ProblemId; values?: object };
  /** The value that was probably meant by one that is refused. */
  meant?: (got: unknown) => unknown;
  /** Whether `true` stands for an empty object. */
  orTrue?: boolean;
  /** Whether errors must not show the value. */
  sensitive?: boolean;
}

const RULES = new WeakMap<object, FieldRule>();

/** What each `input` checks its plain values by, for whoever describes the schemas. */
export const INPUTS = new WeakMap<object, z.ZodType>();

/** The objects that `true` stands for when all in them is left out. */
export const SWITCHES = new WeakSet<object>();

/** The same schema with what is known of it. */
export function ruled<S extends z.ZodType>(schema: S, rule: FieldRule): S {
  RULES.set(schema, { ...RULES.get(schema), ...rule });
  return schema;
}

export const ruleOf = (schema: z.ZodType): FieldRule => RULES.get(innerSchema(schema)) ?? {};

/** A value that has to be known when the program runs. */
export function plain<T extends z.ZodType>(schema: T) {
  return z
    .any()
    .superRefine((value, context) => {
      if (isLater(value)) addProblem(context, { id: "notPlain" });
    })
    .pipe(schema);
}

/** A value that may be an Input: checked when it is plain already, left alone when it is known only later. */
export function input(schema: z.ZodType) {
  const checked = z.unknown().superRefine((value, context) => {
    if (isLater(value)) return;
    addIssues(context, schema, value);
  });
  INPUTS.set(checked, schema);
  return checked;
}

/** An object of exactly these properties. */
export function object<S extends z.ZodRawShape>(shape: S) {
  return plain(z.strictObject(shape));
}

/** An object, or `true` for one with nothing in it and `false` for none. */
export function switchOr<S extends z.ZodRawShape>(shape: S) {
  const value = (given: unknown) => (given === true ? {} : given === false ? undefined : given);
  const inner = plain(ruled(z.strictObject(shape), { orTrue: true }));
  const checked = z.preprocess(value, inner.optional());
  SWITCHES.add(checked);
  return checked;
}

/** One of the values of an object of choices; `usual` is the one to propose. */
export function choice<const V extends { readonly [name: string]: string }>(
  values: V,
  usual?: V[keyof V],
) {
  return plain(ruled(z.enum(values), { example: usual }));
}

export function wholeNumber(from: number, to: number, rule: FieldRule = {}) {
  return plain(ruled(z.number().int().min(from).max(to), rule));
}

/** A string for which `refuse` has no objection; it answers what is wrong, or nothing. */
export function text(example: string, refuse: (value: string) => FieldProblem | undefined) {
  const checked = z.string().superRefine((value, context) => {
    const found = refuse(value);
    if (found !== undefined) addProblem(context, found);
  });
  return plain(ruled(checked, { example }));
}

/** A string of a pattern. */
export function matching(
  pattern: RegExp,
  id: ProblemId,
  example: string,
  { values, meant }: { values?: object; meant?: FieldRule["meant"] } = {},
) {
  const rule = { example, mismatch: { id, values }, meant };
  return plain(ruled(z.string().regex(pattern), rule));
}

/** The first of these values that `refuse` has no objection to. */
export function firstValid(
  refuse: (value: string) => unknown,
  ...candidates: string[]
): string | undefined {
  return candidates.find((candidate) => refuse(candidate) === undefined);
}

/** A list of at least one. */
export function someOf<S extends z.ZodType>(schema: S) {
  return z.array(schema).min(1);
}

/** The part of a schema that takes the value: without what says optional, plain or an Input. */
export function innerSchema(schema: z.ZodType): z.ZodType {
  const taken = INPUTS.get(schema);
  if (taken !== undefined) return innerSchema(taken);
  if (schema instanceof z.ZodOptional) return innerSchema(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodPipe) return innerSchema(schema.out as z.ZodType);
  return schema;
}

/** The schema of the value at a path; undefined where the schema has none. */
export function schemaAt(
  schema: z.ZodType,
  [key, ...keys]: readonly PropertyKey[],
): z.ZodType | undefined {
  const inner = innerSchema(schema);
  if (key === undefined) return inner;
  const next = below(inner, key);
  return next === undefined ? undefined : schemaAt(next, keys);
}

function below(schema: z.ZodType, key: PropertyKey): z.ZodType | undefined {
  if (schema instanceof z.ZodObject) return schema.shape[String(key)] as z.ZodType | undefined;
  if (schema instanceof z.ZodArray) return schema.element as z.ZodType;
  if (schema instanceof z.ZodRecord) return schema.valueType as z.ZodType;
  return undefined;
}

/** The values within a value that the schema knows, each with its key and its schema. */
export function childrenOf(
  schema: z.ZodType,
  value: unknown,
): [key: PropertyKey, schema: z.ZodType, value: unknown][] {
  if (typeof value !== "object" || value === null || isLater(value)) return [];
  const inner = innerSchema(schema);
  const entries: [PropertyKey, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : Object.entries(value);
  if (Array.isArray(value) !== inner instanceof z.ZodArray) return [];
  return entries.flatMap(([key, child]) => {
    const field = below(inner, key);
    return field === undefined ? [] : [[key, field, child]];
  });
}

/** Whether an error must not show the value: it is a secret, may be one in place of what holds it, or holds one. */
export function isSensitive(schema: z.ZodType, got: unknown): boolean {
  const depth = typeof got === "object" && got !== null ? Infinity : 1;
  return holdsSecret(schema, depth);
}

function holdsSecret(schema: z.ZodType, depth: number): boolean {
  const inner = innerSchema(schema);
  if (ruleOf(inner).sensitive === true) return true;
  return depth > 0 && parts(inner).some((part) => holdsSecret(part, depth - 1));
}

/** The schemas of what a value is made of. */
function parts(schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodObject)
    return Object.values(schema.shape as z.ZodRawShape) as z.ZodType[];
  if (schema instanceof z.ZodArray) return [schema.element as z.ZodType];
  return schema instanceof z.ZodRecord ? [schema.valueType as z.ZodType] : [];
}

/** A value that the schema takes. */
export function exampleOf(schema: z.ZodType): unknown {
  const inner = innerSchema(schema);
  const { example } = ruleOf(inner);
  if (example !== undefined) return example;
  if (inner instanceof z.ZodObject) return exampleObject(inner);
  if (inner instanceof z.ZodArray) return [exampleOf(inner.element as z.ZodType)];
  if (inner instanceof z.ZodRecord) return {};
  if (inner instanceof z.ZodEnum) return inner.options[0];
  if (inner instanceof z.ZodNumber) return Math.max(inner.minValue ?? 1, 1);
  if (inner instanceof z.ZodBoolean) return true;
  return "example";
}

/** With the properties that are required. */
function exampleObject({ shape }: z.ZodObject): object {
  const required = Object.entries(shape).filter(([, property]) => !isOptional(property));
  return Object.fromEntries(
    required.map(([name, property]) => [name, exampleOf(property as z.ZodType)]),
  );
}

const isOptional = (schema: unknown) => schema instanceof z.ZodOptional;
