/** Stands in recorded inputs for a value that is not known during a preview. */
export const UNKNOWN = "<unknown>";

/** The only key of an object that stands for a secret value. */
export const SECRET = "secret";

export interface Ref {
  type: string;
  name: string;
}

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET_VALUE = "1b47061264138c4ac30d75fd1eb44270";
const RESOURCE_REFERENCE = "5cf8f73096256a8f31e491e813e4eb8e";
const UNKNOWN_VALUE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The wire form of a value as a test wants to read it. */
export function plainValue(value: unknown): unknown {
  if (value === UNKNOWN_VALUE) return UNKNOWN;
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== "object" || value === null) return value;
  const object = value as Record<string, unknown>;
  if (object[SIGNATURE] === SECRET_VALUE) return { [SECRET]: plainValue(object["value"]) };
  if (object[SIGNATURE] === RESOURCE_REFERENCE) return label(object["urn"] as string);
  const entries = Object.entries(object).filter(([key]) => key !== SIGNATURE);
  return Object.fromEntries(entries.map(([key, v]) => [key, plainValue(v)]));
}

export function refOf(urn: string): Ref {
  const [, , types = "", ...name] = urn.split("::");
  return { type: types.split("$").pop() ?? "", name: name.join("::") };
}

export const label = (urn: string) => `${refOf(urn).type}::${refOf(urn).name}`;
export const labels = (urns: string[]) => urns.map(label).sort();
/** A provider reference is `<urn>::<id>`. */
export const providerName = (reference: string) =>
  reference ? refOf(reference.split("::").slice(0, -1).join("::")).name : undefined;
