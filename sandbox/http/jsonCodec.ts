import { JsonShapeDeserializer2 } from "@smithy/core/protocols";
import type { NormalizedSchema } from "@smithy/core/schema";
import { type Codec, EPOCH_SECONDS, orSyntaxError } from "./codec";

/** JSON, with the names that a schema gives to members on the wire (`jsonName`) or with the members' own. */
export function jsonCodec(contentType: string, jsonName: boolean): Codec {
  const settings = {
    jsonName,
    timestampFormat: { useTrait: true, default: EPOCH_SECONDS },
  } as const;
  const reader = new JsonShapeDeserializer2(settings);
  return {
    contentType,

    read: (schema, body) =>
      orSyntaxError(() => {
        const value: unknown = body.length === 0 ? {} : JSON.parse(body.toString("utf8"));
        if (typeof value !== "object" || value === null || Array.isArray(value)) {
          throw new SyntaxError("Unrecognized token: the body is not a JSON object");
        }
        return reader.readObject(schema, withoutType(value));
      }),

    write: (schema, value) => JSON.stringify(wireValue(schema, value, jsonName)),
  };
}

type Document = Parameters<JsonShapeDeserializer2["readObject"]>[1];

/** Clients read a type out of this member, servers do not. */
function withoutType(value: object): Document {
  const { __type: _type, ...rest } = value as { __type?: unknown };
  return rest as Document;
}

/** A member whose value is undefined is null on the wire; one that is left out is left out. */
function wireValue(schema: NormalizedSchema, value: unknown, jsonName: boolean): unknown {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return timestamp(schema, value);
  // A time that is kept as JSON is a text.
  if (schema.isTimestampSchema() && typeof value === "string") {
    return timestamp(schema, new Date(value));
  }
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) {
    return value.map((item) => wireValue(schema.getValueSchema(), item, jsonName));
  }
  if (typeof value !== "object" || schema.isDocumentSchema()) return value;
  const members = value as { [name: string]: unknown };
  if (schema.isMapSchema()) {
    const inner = schema.getValueSchema();
    return fromEntries(
      Object.entries(members).map(([key, one]) => [key, wireValue(inner, one, jsonName)]),
    );
  }
  const named = [...schema.structIterator()].filter(([name]) => Object.hasOwn(members, name));
  return fromEntries(
    named.map(([name, member]) => {
      const wire = jsonName ? member.getMergedTraits().jsonName : undefined;
      return [wire ?? name, wireValue(member, members[name], jsonName)];
    }),
  );
}

const DATE_TIME_SCHEMA = 5;

function timestamp(schema: NormalizedSchema, date: Date): string | number {
  const isText = schema.isStringSchema() || (schema.getSchema() as unknown) === DATE_TIME_SCHEMA;
  return isText ? date.toISOString() : date.getTime() / 1000;
}

function fromEntries(entries: [string, unknown][]): { [name: string]: unknown } {
  return Object.fromEntries(entries);
}
