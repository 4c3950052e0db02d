import { z } from "zod";

import { INPUTS, regionName } from "../../rules/args/fields";
import { LISTED_REGIONS, NAME_PATTERNS } from "../../rules/regions";

export type Schema = z.core.JSONSchema.BaseSchema;

/** What the schemas below refer to. */
export const DEFINITIONS: { [name: string]: Schema } = {
  /** Editors offer the Regions there were at this version; one that comes later has the same shape. */
  region: {
    type: "string",
    anyOf: [
      { enum: [...LISTED_REGIONS] },
      { pattern: NAME_PATTERNS.map(({ pattern }) => pattern.source).join("|") },
    ],
  },
  secret: {
    description: "A value that pulumi config set --secret encrypted.",
    type: "object",
    properties: { secure: { description: "The cipher text.", type: "string" } },
    required: ["secure"],
    additionalProperties: false,
  },
};

const reference = (name: string): Schema => ({ $ref: `#/definitions/${name}` });

export const orSecret = (schema: Schema): Schema => ({ anyOf: [schema, reference("secret")] });

/** The JSON Schema of what an argument's schema takes from a stack file: an Input is plain there, or secret. */
export function valueSchema(schema: z.ZodType): Schema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    target: "draft-7",
    unrepresentable: "any",
    override({ zodSchema, jsonSchema }) {
      const plain = INPUTS.get(zodSchema);
      if (plain !== undefined) Object.assign(jsonSchema, orSecret(valueSchema(plain)));
      if (zodSchema !== (regionName as object)) return;
      delete jsonSchema.type;
      Object.assign(jsonSchema, { allOf: [reference("region")] });
    },
  });
  return json;
}
