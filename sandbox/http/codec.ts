import type { NormalizedSchema } from "@smithy/core/schema";
import { FromStringShapeDeserializer, ToStringShapeSerializer } from "@smithy/core/protocols";

/** Reads and writes bodies by the schemas of the AWS SDK's clients. */
export interface Codec {
  contentType: string;
  /** The value of a body. Throws a SyntaxError for what is none. */
  read(schema: NormalizedSchema, body: Buffer): unknown;
  write(schema: NormalizedSchema, value: unknown): string;
}

/** Numbers that schemas have for formats of timestamps. */
export const DATE_TIME = 5;
export const EPOCH_SECONDS = 7;

const SETTINGS = {
  httpBindings: true,
  timestampFormat: { useTrait: true, default: EPOCH_SECONDS },
} as const;
const reader = new FromStringShapeDeserializer(SETTINGS);
const writer = new ToStringShapeSerializer(SETTINGS);

/**
 * The value of a parameter, a header or an element. A text that is not of the type stays a text, for the check of
 * inputs to refuse.
 */
export function fromText(schema: NormalizedSchema, text: string): unknown {
  if (schema.isNumericSchema() && !/^-?\d+(\.\d+)?$/.test(text)) return text;
  if (schema.isBooleanSchema() && !/^(true|false)$/i.test(text)) return text;
  try {
    return reader.read(schema, text);
  } catch {
    return text;
  }
}

/** The text of a value of an answer, for a header. */
export function toText(schema: NormalizedSchema, value: unknown): string {
  writer.write(schema, value);
  return writer.flush();
}

/** Throws a SyntaxError for a body that is not of its format, whatever its reader throws. */
export function orSyntaxError<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new SyntaxError((error as Error).message);
  }
}
