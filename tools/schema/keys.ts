import { SINGLE_ADD_ONS } from "../../rules/addOns";
import type { Role } from "../../stacks/stackConfig";
import { OWN_KEYS } from "./ownKeys";
import type { Schema } from "./values";

/** A config key as Pulumi.yaml and docs/configuration.md describe it. */
export interface Key {
  name: string;
  roles: Role[];
  description: string;
  /** The type that Pulumi checks; none for a switch, which may be a boolean or a string. */
  type?: "string" | "array" | "object";
  /** The type of a list's elements. */
  items?: "string" | "object";
  /** What Pulumi takes the key for when a stack does not set it: empty stands for not set. */
  default: unknown;
  /** The allowed values of a key that has few. */
  choices: string[];
  /** The properties of a key's object, or of the elements of its list or map. */
  properties: string[];
}

/** The keys of both roles, the administrator's first, from the properties of the stack file's schema. */
export function keysOf(properties: { [role in Role]: { [name: string]: Schema } }): Key[] {
  const { administrator, member } = properties;
  const names = [...new Set([...Object.keys(administrator), ...Object.keys(member)])];
  return names.map((name) => {
    const schema = (administrator[name] ?? member[name]) as Schema;
    const roles: Role[] = [];
    if (name in administrator) roles.push("administrator");
    if (name in member) roles.push("member");
    return { name, roles, description: schema.description as string, ...typeOf(name, schema) };
  });
}

type Typed = Pick<Key, "type" | "items" | "default" | "choices" | "properties">;

function typeOf(name: string, schema: Schema): Typed {
  const plain = alternatives(schema).filter(({ $ref }) => $ref !== "#/definitions/secret");
  const object = plain.map(elements).find(({ properties }) => properties !== undefined);
  const properties = Object.keys(object?.properties ?? {});
  const isSwitch = plain.some((one) => one.enum?.includes(true));
  const choices = plain.flatMap((one) => one.enum ?? []).map(String);
  const base = { choices: isSwitch ? ["true", "false"] : choices, properties };
  if (isSwitch) return { ...base, default: "" };
  if (plain.some(({ type }) => type === "array")) {
    const items = properties.length > 0 ? "object" : "string";
    return { ...base, type: "array", items, default: [] };
  }
  if (plain.some(({ type }) => type === "object")) {
    // An empty object would be the add-on with its defaults.
    return { ...base, type: "object", default: SINGLE_ADD_ONS.includes(name) ? "" : {} };
  }
  const own = (OWN_KEYS as { [key: string]: { default?: string } })[name];
  return { ...base, type: "string", default: own?.default ?? "" };
}

const alternatives = (schema: Schema): Schema[] =>
  schema.anyOf === undefined ? [schema] : (schema.anyOf as Schema[]).flatMap(alternatives);

/** The objects within a list or a map. */
function elements(schema: Schema): Schema {
  const { items, additionalProperties } = schema;
  const inner = [items, additionalProperties].find((one) => typeof one === "object");
  return inner === undefined ? schema : elements(inner as Schema);
}
