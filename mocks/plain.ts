/** The key and the mark of a secret in what Pulumi sends. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET_VALUE = "1b47061264138c4ac30d75fd1eb44270";

/** A value without its secret marks, for mocks to compute with. */
export function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  // By name: Jest runs a test with an Object of its own.
  if (typeof value !== "object" || value?.constructor?.name !== "Object") return value;
  const object = value as Record<string, unknown>;
  if (object[SIGNATURE] === SECRET_VALUE) return plainValue(object["value"]);
  return Object.fromEntries(Object.entries(object).map(([key, one]) => [key, plainValue(one)]));
}
