import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

interface Type {
  type?: string;
  $ref?: string;
  items?: Type;
  additionalProperties?: Type;
}
interface ObjectType {
  properties?: { [name: string]: Type };
  required?: string[];
  enum?: { value: unknown }[];
}
interface Component extends ObjectType {
  inputProperties: { [name: string]: Type };
  requiredInputs: string[];
}
interface Program {
  resources: { [name: string]: { type: string; properties: object } };
  outputs: { [name: string]: string };
}

const schema = JSON.parse(readFileSync(path.resolve(__dirname, "../../schema.json"), "utf8")) as {
  types: { [ref: string]: ObjectType };
  resources: { [token: string]: Component };
};

/** What of a value the schema does not have: the paths of wrong names, types and enum values, and of what is missing. */
function wrongIn(value: unknown, type: Type, at: string): string[] {
  const named = schema.types[type.$ref?.replace(/^#\/types\//, "") ?? ""];
  if (named?.enum) return named.enum.some((one) => one.value === value) ? [] : [at];
  if (named) return wrongInObject(value, named.properties ?? {}, named.required ?? [], at);
  if (type.type === "array") {
    if (!Array.isArray(value)) return [at];
    return value.flatMap((item, index) => wrongIn(item, type.items as Type, `${at}[${index}]`));
  }
  if (type.type === "object") {
    const entries = Object.entries(value as object);
    return entries.flatMap(([key, item]) =>
      wrongIn(item, type.additionalProperties as Type, `${at}.${key}`),
    );
  }
  return typeof value === type.type ? [] : [at];
}

function wrongInObject(
  value: unknown,
  properties: { [name: string]: Type },
  required: string[],
  at: string,
): string[] {
  if (typeof value !== "object" || value === null) return [at];
  const missing = required.filter((name) => !(name in value)).map((name) => `${at}.${name}`);
  const wrong = Object.entries(value).flatMap(([name, item]) => {
    const type = properties[name];
    return type === undefined ? [`${at}.${name}`] : wrongIn(item, type, `${at}.${name}`);
  });
  return [...missing, ...wrong];
}

/** What of a YAML program the package does not have. */
export function wrongInYaml(text: string): string[] {
  const { resources, outputs } = parse(text) as Program;
  const componentOf = (name: string) =>
    schema.resources[resources[name]?.type.replace(/:(\w+)$/, ":index:$1") ?? ""];
  const inputs = Object.entries(resources).flatMap(([name, { type, properties }]) => {
    const component = componentOf(name);
    if (component === undefined) return [type];
    return wrongInObject(properties, component.inputProperties, component.requiredInputs, name);
  });
  const read = Object.values(outputs).flatMap((output) => {
    const [, name = "", property = ""] = /^\$\{(\w+)\.(\w+)\}$/.exec(output) ?? [];
    return componentOf(name)?.properties?.[property] === undefined ? [output] : [];
  });
  return [...inputs, ...read];
}
