import * as guardDuty from "@aws-sdk/client-guardduty";

/** A shape of AWS's model of findings, by the names that JSON has. */
export type Shape =
  | { kind: "text" | "number" | "boolean" | "time" }
  | { kind: "object"; name: string; members: { [name: string]: () => Shape } }
  | { kind: "list"; of: () => Shape }
  | { kind: "map"; of: () => Shape };

/** How the SDK writes a schema: a number for a simple type, else kind, namespace, name, traits and what the kind has. */
type Schema = number | (() => Schema) | readonly unknown[];

const SIMPLE = { 0: "text", 1: "number", 2: "boolean", 4: "time" } as const;
const LIST_OF = 64;
const MAP_OF = 128;
const [SIMPLE_SCHEMA, LIST, MAP, STRUCTURE] = [0, 1, 2, 3];

/** The finding, as AWS's SDK describes it. */
export const FINDING = shapeOf(guardDuty.Finding$ as unknown as Schema);

function shapeOf(schema: Schema): Shape {
  if (typeof schema === "function") return shapeOf(schema());
  if (typeof schema === "number") return simple(schema);
  // A schema with traits of its member.
  if (typeof schema[1] !== "string") return shapeOf(schema[0] as Schema);
  const [kind, , name, traits] = schema;
  if (kind === SIMPLE_SCHEMA) return shapeOf(schema[4] as Schema);
  if (kind === LIST) return { kind: "list", of: () => shapeOf(schema[4] as Schema) };
  if (kind === MAP) return { kind: "map", of: () => shapeOf(schema[5] as Schema) };
  if (kind !== STRUCTURE) throw new Error(`an unknown schema: ${name} ${JSON.stringify(traits)}`);
  const [names, schemas] = schema.slice(4) as [string[], Schema[]];
  const members = names.map((member, index) => {
    const of = schemas[index] as Schema;
    return [jsonName(of) ?? member, () => shapeOf(of)] as const;
  });
  return { kind: "object", name: name as string, members: Object.fromEntries(members) };
}

function simple(schema: number): Shape {
  if (schema >= MAP_OF) return { kind: "map", of: () => simple(schema - MAP_OF) };
  if (schema >= LIST_OF) return { kind: "list", of: () => simple(schema - LIST_OF) };
  const kind = SIMPLE[schema as keyof typeof SIMPLE];
  if (kind === undefined) throw new Error(`an unknown simple schema: ${schema}`);
  return { kind };
}

function jsonName(schema: Schema): string | undefined {
  const traits = Array.isArray(schema) ? schema[1] : undefined;
  return (traits as { jsonName?: string } | undefined)?.jsonName;
}

/** The shape at a JSON path such as `resource.s3BucketDetails[0].name`; undefined when a finding has no such property. */
export function shapeAt(path: string, from: Shape = FINDING): Shape | undefined {
  const [, name, index, rest] = /^(\w+)(\[\d+\])?(?:\.(.+))?$/.exec(path) ?? [];
  if (name === undefined || from.kind !== "object") return undefined;
  const found = from.members[name]?.();
  const here = index === undefined ? found : found?.kind === "list" ? found.of() : undefined;
  return rest === undefined || here === undefined ? here : shapeAt(rest, here);
}
