import type { Change } from "./change";
import { change } from "./change";

const MARK = /^\[secret [0-9a-f]{8}\]$/;

/** What a configuration that is compared has in place of an encrypted value. */
export const encryptedMark = (digest: string): string => `[secret ${digest.slice(0, 8)}]`;

export const isEncryptedMark = (value: unknown): boolean =>
  typeof value === "string" && MARK.test(value);

interface Config {
  [addOn: string]: unknown;
}

/** Add-ons whose configuration is encrypted as a whole in one of two stacks: what they deploy there is not known. */
export function encryptionChanges(base: Config, head: Config): Change[] {
  return Object.keys(head)
    .filter((addOn) => Object.hasOwn(base, addOn))
    .filter((addOn) => isEncryptedMark(base[addOn]) !== isEncryptedMark(head[addOn]))
    .map((addOn) => {
      const encrypted = isEncryptedMark(head[addOn]);
      const names = namesOf(addOn, encrypted ? base[addOn] : head[addOn]);
      return change("addOnEncryptionChanged", { addOn, encrypted, names });
    });
}

/** Add-ons that a stack has several of. */
const SEVERAL = ["readers", "filters", "lists"];

function namesOf(addOn: string, config: unknown): string[] {
  if (!SEVERAL.includes(addOn) || typeof config !== "object" || config === null) return [];
  return Object.keys(config).map((name) => `${addOn}.${name}`);
}

/** The keys of add-ons that cannot be compared. */
export function keysNotCompared(changes: readonly Change[]): string[] {
  return changes.flatMap((one) => (one.id === "addOnEncryptionChanged" ? [one.addOn] : []));
}
