import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

import { format, resolveConfig } from "prettier";
import { parse } from "yaml";

import { SWITCHES } from "../../rules/args/fields";
import { exportArgs, memberDetectorsArgs } from "../../rules/args/schema";
import { addOnShape } from "../../rules/addOns";
import type { Role } from "../../stacks/stackConfig";
import { CONFIG_KEYS } from "../../stacks/stackConfig";
import type { Docstrings } from "./descriptions";
import { described, docstringsOf } from "./descriptions";
import type { Schema } from "./values";
import { DEFINITIONS, orSecret, valueSchema } from "./values";

const ROOT = path.resolve(__dirname, "../..");

/** Where editors look for the schema: in the folder of the stack files. */
export const SCHEMA_FILE = path.join(ROOT, "stacks/config.schema.json");

/** The arguments of each role's component: what validates them, and the interface that documents them. */
const ARGS = {
  administrator: { schema: exportArgs, documented: "GuardDutyExportArgs" },
  member: { schema: memberDetectorsArgs, documented: "MemberDetectorsArgs" },
};

/** The interface that documents each add-on of an administrator's export. */
const ADD_ONS: { [key in keyof typeof addOnShape]: string } = {
  readers: "FindingsReaderArgs",
  chronicle: "ChronicleFeedArgs",
  athena: "FindingsTableArgs",
  events: "EventRoutingArgs",
  health: "ExportHealthArgs",
};

/** The files whose interfaces document arguments. */
const DOCUMENTED = readdirSync(path.join(ROOT, "components"), { recursive: true, encoding: "utf8" })
  .filter((file) => /\/args(\/\w+)?\.ts$/.test(file))
  .sort();

/** What of Pulumi.yaml describes the keys that are no arguments. */
interface Project {
  name: string;
  config: { [key: string]: { description: string } };
}

/** The JSON Schema of a stack file. Its structure is the validation's, its words are the docstrings. */
export function stackFileSchema(): Schema {
  const project = parse(readFileSync(path.join(ROOT, "Pulumi.yaml"), "utf8")) as Project;
  const role = `${project.name}:role`;
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: `Stack file of ${project.name}`,
    type: "object",
    properties: {
      config: {
        description: "The stack's config.",
        type: "object",
        if: { properties: { [role]: { const: "member" } }, required: [role] },
        then: configSchema("member", project),
        else: configSchema("administrator", project),
      },
    },
    required: ["config"],
    definitions: DEFINITIONS,
  };
}

/** The same as the file holds it. */
export async function stackFileSchemaText(): Promise<string> {
  const options = await resolveConfig(SCHEMA_FILE);
  return format(JSON.stringify(stackFileSchema()), { ...options, filepath: SCHEMA_FILE });
}

function configSchema(role: Role, { name, config }: Project): Schema {
  const { schema, documented } = ARGS[role];
  const files = DOCUMENTED.map((file) => docstringsOf(path.join(ROOT, "components", file)));
  const docstrings = Object.assign({}, ...files) as Docstrings;
  const args = described(valueSchema(schema), documented, docstrings);
  const key = (property: string) => `${name}:${property}`;
  const own = CONFIG_KEYS[role].own.map((property) => {
    const { description } = config[property] ?? {};
    const values = property === "role" && { enum: Object.keys(ARGS) };
    return [key(property), { description, type: "string", ...values }] as const;
  });
  const properties = Object.entries(args.properties ?? {}).map(
    ([property, schema]) => [key(property), topLevel(schema as Schema)] as const,
  );
  const addOns = CONFIG_KEYS[role].addOns.map((property) => {
    const name = property as keyof typeof addOnShape;
    const shape = addOnShape[name];
    const value = described(valueSchema(shape), ADD_ONS[name], docstrings);
    const { description } = config[property] ?? {};
    const schema = SWITCHES.has(shape) ? { anyOf: [SWITCH, value] } : value;
    return [key(property), topLevel({ ...schema, description })] as const;
  });
  const regions = { required: [key("regions")] };
  return {
    properties: Object.fromEntries([...own, ...properties, ...addOns]),
    // Pulumi's own keys, and those of providers.
    patternProperties: { [`^(?!${name}:)[^:]+:`]: {} },
    additionalProperties: false,
    ...(role === "member"
      ? { anyOf: [regions, { required: [key("administratorStack")] }] }
      : regions),
  };
}

/** `pulumi config set` writes it as a string. */
const SWITCH: Schema = { enum: [true, false, "true", "false"] };

/** Of a key's value: any may be encrypted. */
function topLevel({ description, ...schema }: Schema): Schema {
  const value = schema.type === "boolean" ? SWITCH : schema;
  return { description, ...orSecret(value) };
}
