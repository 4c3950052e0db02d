import { isLater, LATER } from "../../rules/args";

/**
 * The arguments of a component as JSON, from which `guardduty-export` knows what is deployed. In place of each Output stands a mark,
 * so no secret is in it.
 */
export function settingsText(args: object): string {
  return JSON.stringify(plain(args));
}

function plain(value: unknown): unknown {
  if (isLater(value)) return LATER;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}
