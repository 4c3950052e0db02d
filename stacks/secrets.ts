import * as pulumi from "@pulumi/pulumi";

/**
 * What of a secret config value stays secret: the properties that may be known later. Tags may too, and the AWS
 * provider writes them into the state as they are, in tagsAll.
 */
export const SECRET_LEAVES: readonly string[] = ["externalId", "description", "accessLogs"];

/** A config value with every leaf that can stay secret marked so; what decides structure has to stay plain. */
export function secretLeaves(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(secretLeaves);
  return mapped(value, (inner, key) =>
    SECRET_LEAVES.includes(key) ? secretValues(inner) : secretLeaves(inner),
  );
}

/** Whether anything of a config value can stay secret. */
export function holdsSecretLeaf(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(
    ([key, inner]) => SECRET_LEAVES.includes(key) || holdsSecretLeaf(inner),
  );
}

function secretValues(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return pulumi.secret(value);
  return mapped(value, (inner) => pulumi.secret(inner));
}

function mapped(value: unknown, change: (inner: unknown, key: string) => unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner, key)]));
}
