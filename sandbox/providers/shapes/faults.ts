import { isArchive, isAsset, isObject, Props, UNKNOWN } from "../rpc/values";
import { Members, Shape, Shapes, TypeName } from "./shape";

/** What is wrong with a value, and where. */
export interface Fault {
  /** As a program writes it: `rules[0].filter`. */
  path: string;
  kind: "unknown" | "missing" | "type" | "enum" | "notModelled";
  text: string;
}

/** What a value is held against. */
export interface Expected {
  types: Shapes["types"];
  /** Paths without indexes of documented inputs that the stand-in refuses. */
  notModelled?: readonly string[];
  /** Members that are no property of a program. */
  ignored?: readonly string[];
}

/** One place in a value, in the words of the program, without indexes, and in those of the upstream schema. */
interface Place {
  path: string;
  plain: string;
  upstream: string;
}

const ROOT: Place = { path: "", plain: "", upstream: "" };

/** What is wrong with these properties by the declarations of the package. Unknown values are right. */
export function faultsOf(members: Members, value: Props, expected: Expected): Fault[] {
  return memberFaults(members, value, expected, ROOT);
}

/** The declared names without their marks, and whether they may be left out. */
export function declared(members: Members): Map<string, { shape: Shape; optional: boolean }> {
  return new Map(
    Object.entries(members).map(([name, shape]) => [
      name.replace(/\?$/, ""),
      { shape, optional: name.endsWith("?") },
    ]),
  );
}

function memberFaults(members: Members, value: Props, expected: Expected, at: Place): Fault[] {
  const known = declared(members);
  const { notModelled = [], ignored = [] } = expected;
  const given = Object.entries(value).filter(
    ([name, member]) =>
      !isMissing(member) && !name.startsWith("__") && !(at === ROOT && ignored.includes(name)),
  );
  const faults = given.flatMap(([name, member]): Fault[] => {
    const here = memberOf(at, name);
    const found = known.get(name);
    if (!found) return [{ path: here.path, kind: "unknown", text: "Invalid or unknown key" }];
    if (!notModelled.includes(here.plain)) return valueFaults(found.shape, member, expected, here);
    const text = `The sandbox does not model ${here.plain}: leave it out here, and try it on AWS`;
    return [{ path: here.path, kind: "notModelled", text }];
  });
  // The outermost have defaults that are not filled in yet: their check comes later.
  if (at === ROOT) return faults;
  const missing = [...known].filter(([name, { optional }]) => !optional && isMissing(value[name]));
  const places = missing
    .map(([name]) => memberOf(at, name))
    .filter(({ plain }) => !notModelled.includes(plain));
  return [
    ...faults,
    ...places.map(({ path, upstream }): Fault => ({
      path,
      kind: "missing",
      text: missingText(upstream),
    })),
  ];
}

function valueFaults(shape: Shape, value: unknown, expected: Expected, at: Place): Fault[] {
  if (value === UNKNOWN || value === null || shape === "any") return [];
  const { path, plain, upstream } = at;
  const wrong = (kind: string): Fault[] => [
    { path, kind: "type", text: `expected ${kind} type, got ${typeName(value)} type` },
  ];
  if (typeof shape === "object") {
    if ("enum" in shape) {
      if (typeof value !== "string") return wrong("string");
      if (shape.enum.includes(value)) return [];
      return [{ path, kind: "enum", text: enumText(upstream, shape.enum, value) }];
    }
    if ("list" in shape) {
      if (!Array.isArray(value)) return wrong("array");
      return value.flatMap((item, index) => {
        const place = { path: `${path}[${index}]`, plain, upstream: `${upstream}.${index}` };
        return isTypeName(shape.list)
          ? blockFaults(shape.list, item, expected, place)
          : valueFaults(shape.list, item, expected, place);
      });
    }
    if (!isPlainObject(value)) return wrong("object");
    return Object.entries(value).flatMap(([key, item]) =>
      valueFaults(shape.map, item, expected, {
        path: `${path}["${key}"]`,
        plain: `${plain}.*`,
        upstream: `${upstream}.${key}`,
      }),
    );
  }
  // A block that may be there once is a list of one upstream.
  if (isTypeName(shape)) {
    return blockFaults(shape, value, expected, { ...at, upstream: `${upstream}.0` });
  }
  if (shape === "asset") return isAsset(value) || isArchive(value) ? [] : wrong("asset");
  if (shape === "document") {
    return typeof value === "string" || isPlainObject(value) ? [] : wrong("string");
  }
  return typeof value === shape ? [] : wrong(shape);
}

function blockFaults(name: TypeName, value: unknown, expected: Expected, at: Place): Fault[] {
  if (value === UNKNOWN) return [];
  if (isPlainObject(value)) return memberFaults(expected.types[name]!, value, expected, at);
  const text = `expected object type, got ${typeName(value)} type`;
  return [{ path: at.path, kind: "type", text }];
}

function memberOf({ path, plain, upstream }: Place, name: string): Place {
  const dot = path === "" ? "" : ".";
  return {
    path: `${path}${dot}${name}`,
    plain: `${plain}${dot}${name}`,
    upstream: `${upstream}${dot}${upstreamName(name)}`,
  };
}

export function isTypeName(shape: Shape): shape is TypeName {
  return typeof shape === "string" && shape.includes(".");
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

function isPlainObject(value: unknown): value is Props {
  return isObject(value) && !Array.isArray(value);
}

function typeName(value: unknown): string {
  return Array.isArray(value) ? "array" : typeof value;
}

export function missingText(upstream: string): string {
  return `Missing required argument. The argument "${upstream}" is required, but no definition was found`;
}

export function enumText(upstream: string, allowed: readonly string[], value: unknown): string {
  const list = allowed.map((name) => `"${name}"`).join(" ");
  return `expected ${upstream} to be one of [${list}], got ${String(value)}`;
}

/** A property's name in the upstream schema. */
export function upstreamName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
