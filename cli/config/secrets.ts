import { createHash } from "node:crypto";

import { encryptedMark, isEncryptedMark } from "../../rules/changes";
import { propertyPath } from "../../rules/problems";

/** A value that is there and cannot be read without the stack's key: the rules take it for an Output. */
const ENCRYPTED = Object.freeze({ __pulumiOutput: true });

/** A config value with what is encrypted marked, and the paths of it. */
export function markEncrypted(
  value: unknown,
  path: PropertyKey[] = [],
): { value: unknown; encrypted: string[] } {
  if (isEncrypted(value)) return { value: ENCRYPTED, encrypted: [propertyPath(path)] };
  if (typeof value !== "object" || value === null) return { value, encrypted: [] };
  const marked = Object.entries(value).map(([key, inner]) => {
    const step = Array.isArray(value) ? Number(key) : key;
    return [key, markEncrypted(inner, [...path, step])] as const;
  });
  const encrypted = marked.flatMap(([, inner]) => inner.encrypted);
  if (Array.isArray(value)) return { value: marked.map(([, inner]) => inner.value), encrypted };
  return { value: Object.fromEntries(marked.map(([key, inner]) => [key, inner.value])), encrypted };
}

/** A config value with a digest in place of what is encrypted: two values can be compared, and shown. */
export function withDigests(value: unknown): unknown {
  if (isEncrypted(value)) {
    const digest = createHash("sha256").update(JSON.stringify(value)).digest("hex");
    return encryptedMark(digest);
  }
  // What only looks like one is not taken for it.
  if (isEncryptedMark(value)) return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withDigests);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withDigests(one)]));
}

/** As `pulumi config set --secret` writes it. */
function isEncrypted(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === "secure";
}
