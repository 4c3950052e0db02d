import { JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

/** Properties of a resource, of a provider or of a function, as a program writes them. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Props = { [key: string]: any };

/** A value that only a deployment will know; the engine sends it while previewing. */
export const UNKNOWN = Symbol("unknown");

const unknownString = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const unknownMarks = new Set([
  unknownString,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const referenceSignature = "5cf8f73096256a8f31e491e813e4eb8e";
const assetSignature = "c44067f5952c0a294b673a41bacd8c17";
const archiveSignature = "0def7320c3a5731c473e5ecbe6d01bc7";

export function decode(struct: Struct | undefined): Props {
  return struct ? (fromWire(struct.toJavaScript()) as Props) : {};
}

export function encode(props: Props): Struct {
  return Struct.fromJavaScript(toWire(props) as { [key: string]: JavaScriptValue });
}

/** Whether the value is unknown or holds something unknown. */
export function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  return isObject(value) && Object.values(value).some(hasUnknown);
}

export function isObject(value: unknown): value is Props {
  return typeof value === "object" && value !== null;
}

export function isAsset(value: unknown): value is { text?: string; path?: string; hash?: string } {
  return isObject(value) && value[signatureKey] === assetSignature;
}

export function isArchive(value: unknown): boolean {
  return isObject(value) && value[signatureKey] === archiveSignature;
}

function fromWire(value: unknown): unknown {
  if (typeof value === "string") return unknownMarks.has(value) ? UNKNOWN : value;
  if (Array.isArray(value)) return value.map(fromWire);
  if (!isObject(value)) return value;
  const signature = value[signatureKey];
  if (signature === secretSignature) return fromWire(value["value"]);
  if (signature === outputSignature) return "value" in value ? fromWire(value["value"]) : UNKNOWN;
  if (signature === referenceSignature) return fromWire(value["id"] ?? value["urn"]);
  return mapValues(value, fromWire);
}

function toWire(value: unknown): unknown {
  if (value === UNKNOWN) return unknownString;
  if (Array.isArray(value)) return value.map(toWire);
  return isObject(value) ? mapValues(value, toWire) : value;
}

/** Undefined members are left out: the wire has no word for them. */
function mapValues(value: Props, change: (member: unknown) => unknown): Props {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([key, member]) => [key, change(member)]),
  );
}
