import type { z } from "zod";

import type { Fix, Problem, ProblemId } from "../problems";
import {
  HIDDEN,
  nearest,
  propertyPath,
  remove,
  setLike,
  setTo,
  unknownPropertyProblem,
} from "../problems";
import type { FieldProblem } from "./fields";
import { exampleOf, isSensitive, ruleOf, schemaAt } from "./fields";

type Issue = z.core.$ZodIssue;

/** Where an issue is: the schema of the value, the value, and its path. */
interface At {
  schema: z.ZodType | undefined;
  got: unknown;
  keys: readonly PropertyKey[];
  path: string;
}

/** The problems that an issue of the validator stands for. */
export function problemsOf(issue: Issue, schema: z.ZodType, args: unknown): Problem[] {
  const { params } = issue as { params?: FieldProblem & { issue?: Issue } };
  if (params?.issue !== undefined) {
    return problemsOf({ ...params.issue, path: issue.path }, schema, args);
  }
  const at: At = {
    schema: schemaAt(schema, issue.path),
    got: valueAt(args, issue.path),
    keys: issue.path,
    path: propertyPath(issue.path),
  };
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownProperty(at, key));
  return [params === undefined ? builtIn(issue, at) : ofField(params, at)];
}

/** What a check of the project found. */
function ofField(problem: FieldProblem, at: At): Problem {
  return problemAt(at, problem.id, problem.values, fieldFix(problem, at));
}

function fieldFix({ meant, remove: left, rename }: FieldProblem, at: At): Fix {
  const { path, keys } = at;
  if (rename !== undefined) return { action: "rename", path, to: rename };
  if (left === true) return remove(path);
  if (Array.isArray(left)) return remove(...left.map((key) => propertyPath([...keys, key])));
  return meant === undefined ? likeExample(at) : setTo(at.path, meant);
}

/** What the validator itself found. */
function builtIn(issue: Issue, at: At): Problem {
  const { schema, got, path } = at;
  const like = () => closest(at) ?? likeExample(at);
  switch (issue.code) {
    case "invalid_type":
      if (issue.expected === "int") {
        return problemAt(at, "notWhole", {}, setTo(path, Math.max(1, Math.round(got as number))));
      }
      return got === undefined
        ? problemAt(at, "required", { expected: kind(issue.expected, schema) }, like())
        : problemAt(at, "wrongType", { expected: kind(issue.expected, schema) }, like());
    case "invalid_value": {
      const allowed = issue.values;
      const expected = `one of ${allowed.map(String).join(", ")}`;
      if (got === undefined) return problemAt(at, "required", { expected }, like());
      // YAML reads the word off as false.
      const word = got === false ? "off" : String(got);
      const near = nearest(word, allowed.map(String));
      return problemAt(
        at,
        "notOneOf",
        { allowed },
        near === undefined ? like() : setTo(path, near),
      );
    }
    // Of a number outside of the whole numbers that are exact, the origin is "int".
    case "too_small":
      return typeof got === "number"
        ? problemAt(at, "tooSmall", { minimum: issue.minimum }, setTo(path, issue.minimum))
        : problemAt(at, "empty", {}, likeExample(at));
    case "too_big":
      return typeof got === "number"
        ? problemAt(at, "tooLarge", { maximum: issue.maximum }, setTo(path, issue.maximum))
        : tooLong(at, Number(issue.maximum));
    case "invalid_format": {
      const { id = "invalid", values } =
        schema === undefined ? {} : (ruleOf(schema).mismatch ?? {});
      return problemAt(at, id, values, like());
    }
    default:
      return problemAt(at, "invalid", {}, like());
  }
}

function tooLong(at: At, maximum: number): Problem {
  const text = at.got as string;
  const values = { maximum, length: text.length };
  return problemAt(at, "tooLong", values, setTo(at.path, text.slice(0, maximum)));
}

function problemAt(
  { schema, got, path }: At,
  id: ProblemId,
  values: object = {},
  fix: Fix,
): Problem {
  const shown = schema !== undefined && isSensitive(schema, got) ? HIDDEN : got;
  return { id, severity: "error", path, values: { got: shown, ...values }, fix };
}

function unknownProperty({ schema, keys }: At, key: string): Problem {
  const path = propertyPath([...keys, key]);
  return unknownPropertyProblem(path, key, propertiesOf(schema));
}

/** Sets what was probably meant by a value of another kind, where the schema takes that. */
function closest({ schema, got, path }: At): Fix | undefined {
  // What is null, such as a hole in a list, means nothing.
  const isGiven = got !== undefined && got !== null;
  if (schema === undefined || !isGiven || isSensitive(schema, got)) return undefined;
  const meant = [
    () => ruleOf(schema).meant?.(got),
    () => String(got),
    () => Number(got),
    () => [got],
    () => (got === "true" ? true : got === "false" ? false : undefined),
  ];
  const value = meant
    .map((of) => of())
    .find((one) => one !== undefined && schema.safeParse(one).success);
  return value === undefined ? undefined : setTo(path, value);
}

/** A value that the schema takes; an object that needs no property is better left out. */
function likeExample({ schema, path }: At): Fix {
  const example = schema === undefined ? {} : exampleOf(schema);
  const isEmpty = typeof example === "object" && Object.keys(example as object).length === 0;
  return isEmpty ? remove(path) : setLike(path, example);
}

const KINDS: { [expected: string]: string } = {
  array: "a list",
  boolean: "true or false",
  number: "a number",
  record: "a map",
  string: "a string",
};

function kind(expected: string, schema: z.ZodType | undefined): string {
  if (expected !== "object") return KINDS[expected] ?? expected;
  const orTrue = schema !== undefined && ruleOf(schema).orTrue;
  return `${orTrue ? "true or " : ""}an object with ${propertiesText(propertiesOf(schema))}`;
}

const propertiesText = (names: readonly string[]): string =>
  `the ${names.length === 1 ? "property" : "properties"} ${names.join(", ")}`;

function propertiesOf(schema: z.ZodType | undefined): string[] {
  return schema !== undefined && "shape" in schema ? Object.keys(schema.shape as object) : [];
}

function valueAt(args: unknown, keys: readonly PropertyKey[]): unknown {
  return keys.reduce<unknown>(
    (at, key) =>
      typeof at === "object" && at !== null
        ? (at as { [key: PropertyKey]: unknown })[key]
        : undefined,
    args,
  );
}
