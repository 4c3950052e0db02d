import { isLater } from "./later";

/** Arguments before they are known to be valid: each relation looks only at what it can read. */
export type Unchecked = { [property: string]: unknown };

/** The object at a path such as `members.accounts[0]`; undefined when there is none that can be read now. */
export function recordAt(args: Unchecked, path: string): Unchecked | undefined {
  const value = path.split(/[.[\]]+/).reduce<unknown>((at, key) => {
    if (key === "") return at;
    if (!Array.isArray(at) && !isRecord(at)) return undefined;
    return isListed(at, key) ? (at as Unchecked)[key] : undefined;
  }, args);
  return isRecord(value) ? value : undefined;
}

/** Whether a value has the property as one of its own; the length of a list is none. */
const isListed = (holder: object, key: string): boolean =>
  Object.prototype.propertyIsEnumerable.call(holder, key);

/** The list at such a path; empty when there is none that can be read now. */
export function listAt(args: Unchecked, path: string): unknown[] {
  const cut = path.lastIndexOf(".");
  const holder = cut < 0 ? args : recordAt(args, path.slice(0, cut));
  const value = holder?.[path.slice(cut + 1)];
  return Array.isArray(value) ? value : [];
}

export function isRecord(value: unknown): value is Unchecked {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isLater(value);
}

/** The home Region, whatever it is: by default the first of regions. */
export function homeOf(args: Unchecked): unknown {
  return args["homeRegion"] ?? listAt(args, "regions")[0];
}
