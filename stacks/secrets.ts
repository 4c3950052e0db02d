import * as pulumi from "@pulumi/pulumi";

/** The properties that may be known later: what of a secret config value can stay secret. */
const LEAVES = ["externalId", "tags", "description", "accessLogs"];

/** A config value with every leaf that may be an Input marked secret; what decides structure has to stay plain. */
export function secretLeaves(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(secretLeaves);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      LEAVES.includes(key) ? secretValues(inner) : secretLeaves(inner),
    ]),
  );
}

function secretValues(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return pulumi.secret(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, pulumi.secret(inner as unknown)]),
  );
}
