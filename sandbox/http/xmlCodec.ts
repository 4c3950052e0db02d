import { XmlShapeDeserializer, XmlShapeSerializer } from "@aws-sdk/core/protocols";
import { parseXML } from "@aws-sdk/xml-builder";
import { getValueFromTextNode } from "@smithy/core/client";
import { NormalizedSchema } from "@smithy/core/schema";
import { type Codec, DATE_TIME, fromText, orSyntaxError } from "./codec";

/** XML by the names that schemas give to elements, in the namespace of the service. */
export function xmlCodec(xmlNamespace: string): Codec {
  const settings = {
    xmlNamespace,
    serviceNamespace: "",
    timestampFormat: { useTrait: true, default: DATE_TIME },
  } as const;
  const reader = xmlReader(settings);
  return {
    contentType: "application/xml",

    read: (schema, body) =>
      orSyntaxError(() => {
        const [[root, inside] = ["", {}]] = Object.entries(parseXML(body.toString("utf8")));
        const expected = schema.getMergedTraits().xmlName ?? schema.getName();
        if (root !== expected) throw new SyntaxError(`<${root}> is not <${expected}>`);
        const value: unknown = typeof inside === "object" ? getValueFromTextNode(inside) : inside;
        requireKnown(schema, value);
        return value === "" ? {} : reader.readSchema(schema, value);
      }),

    write(schema, value) {
      const writer = new XmlShapeSerializer(settings);
      writer.write(schema, value);
      return String(writer.flush());
    },
  };
}

type Settings = ConstructorParameters<typeof XmlShapeDeserializer>[0];

/** Reads what was parsed already, and takes no text for a number or a truth value that is none. */
export function xmlReader(settings: Settings): XmlShapeDeserializer {
  const reader = new XmlShapeDeserializer(settings);
  const stringDeserializer = {
    read: (schema: NormalizedSchema, text: string) => fromText(NormalizedSchema.of(schema), text),
    setSerdeContext: () => undefined,
  };
  return Object.assign(reader, { stringDeserializer });
}

/** Elements that the schema does not have are refused: S3 holds documents to its published schema. */
function requireKnown(schema: NormalizedSchema, value: unknown): void {
  if (typeof value !== "object" || value === null || schema.isDocumentSchema()) return;
  if (Array.isArray(value)) {
    for (const item of value) requireKnown(schema, item);
    return;
  }
  if (schema.isListSchema()) {
    const item = schema.getValueSchema();
    if (schema.getMergedTraits().xmlFlattened) return requireKnown(item, value);
    const name = item.getMergedTraits().xmlName ?? "member";
    return requireMembers(value, { [name]: item });
  }
  if (!schema.isStructSchema()) return;
  const members = [...schema.structIterator()].map(([name, member]): [string, NormalizedSchema] => [
    member.getMemberTraits().xmlName ?? name,
    member,
  ]);
  requireMembers(value, Object.fromEntries(members));
}

function requireMembers(value: object, members: { [element: string]: NormalizedSchema }): void {
  for (const [element, inner] of Object.entries(value)) {
    if (element.startsWith("xmlns") || element === "#text") continue;
    const member = Object.hasOwn(members, element) ? members[element] : undefined;
    if (member === undefined) throw new SyntaxError(`<${element}> is not an element here`);
    requireKnown(member, inner);
  }
}
