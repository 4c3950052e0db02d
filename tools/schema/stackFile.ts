import { readdirSync } from "node:fs";
import * as path from "node:path";

import { format, resolveConfig } from "prettier";

import { SWITCHES } from "../../rules/args/fields";
import { exportArgs, memberDetectorsArgs } from "../../rules/args/schema";
import { addOnShape } from "../../rules/addOns";
import type { Role } from "../../stacks/stackConfig";
import { CONFIG_KEYS } from "../../stacks/stackConfig";
import type { Docstrings } from "./descriptions";
import { described, docstringsOf } from "./descriptions";
import type { Key } from "./keys";
import { keysOf } from "./keys";
import { OWN_KEYS } from "./ownKeys";
import type { Schema } from "./values";
import { DEFINITIONS, orSecret, valueSchema } from "./values";

const ROOT = path.resolve(__dirname, "../..");
const PROJECT = "guardduty-export";

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
  sentinel: "SentinelConnectorArgs",
  athena: "FindingsTableArgs",
  events: "EventRoutingArgs",
  filters: "FindingFilter",
  lists: "ThreatList",
  malwareProtection: "MalwareProtectionArgs",
  health: "ExportHealthArgs",
};

/** The files whose interfaces document arguments. */
const DOCUMENTED = readdirSync(path.join(ROOT, "components"), { recursive: true, encoding: "utf8" })
  .filter((file) => /\/args(\/\w+)?\.ts$/.test(file))
  .sort();

/** The JSON Schema of a stack file. Its structure is the validation's, its words are the docstrings. */
export function stackFileSchema(): Schema {
  const role = `${PROJECT}:role`;
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: `Stack file of ${PROJECT}`,
    type: "object",
    properties: {
      config: {
        description: "The stack's config.",
        type: "object",
        if: { properties: { [role]: { const: "member" } }, required: [role] },
        then: configSchema("member"),
        else: configSchema("administrator"),
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

/** The config keys, as Pulumi.yaml and docs/configuration.md list them. */
export function configKeys(): Key[] {
  return keysOf({ administrator: keySchemas("administrator"), member: keySchemas("member") });
}

function configSchema(role: Role): Schema {
  const key = (property: string) => `${PROJECT}:${property}`;
  const entries = Object.entries(keySchemas(role)).map(([name, schema]) => [key(name), schema]);
  const regions = { required: [key("regions")] };
  return {
    properties: Object.fromEntries(entries) as { [key: string]: Schema },
    // Pulumi's own keys, and those of providers.
    patternProperties: { [`^(?!${PROJECT}:)[^:]+:`]: {} },
    additionalProperties: false,
    ...(role === "member"
      ? { anyOf: [regions, { required: [key("administratorStack")] }] }
      : regions),
  };
}

/** The schema of each config key of a role. */
function keySchemas(role: Role): { [key: string]: Schema } {
  const { schema, documented } = ARGS[role];
  const files = DOCUMENTED.map((file) => docstringsOf(path.join(ROOT, "components", file)));
  const docstrings = Object.assign({}, ...files) as Docstrings;
  const args = described(valueSchema(schema), documented, docstrings);
  const own = CONFIG_KEYS[role].own.map((property) => {
    const { description } = OWN_KEYS[property as keyof typeof OWN_KEYS];
    const values = property === "role" && { enum: Object.keys(ARGS) };
    return [property, { description, type: "string", ...values }] as const;
  });
  const properties = Object.entries(args.properties ?? {}).map(
    ([property, schema]) => [property, topLevel(schema as Schema)] as const,
  );
  const addOns = CONFIG_KEYS[role].addOns.map((property) => {
    const name = property as keyof typeof addOnShape;
    const shape = addOnShape[name];
    const value = described(valueSchema(shape), ADD_ONS[name], docstrings);
    const { description } = OWN_KEYS[name];
    const schema = SWITCHES.has(shape) ? { anyOf: [SWITCH, value] } : value;
    return [property, topLevel({ ...schema, description })] as const;
  });
  return Object.fromEntries([...own, ...properties, ...addOns]);
}

/** `pulumi config set` writes it as a string. */
const SWITCH: Schema = { enum: [true, false, "true", "false"] };

/** Of a key's value: any may be encrypted. */
function topLevel({ description, ...schema }: Schema): Schema {
  const value = schema.type === "boolean" ? SWITCH : schema;
  return { description, ...orSecret(value) };
}
