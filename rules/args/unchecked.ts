import { isLater } from "./later";

/** Arguments before they are known to be valid: each relation looks only at what it can read. */
export type Unchecked = { [property: string]: unknown };

/** The object at a path such as `members.accounts[0]`; undefined when there is none that can be read now. */
export function recordAt(args: Unchecked, path: string): Unchecked | undefined {
  const value = path.split(/[.[\]]+/).reduce<unknown>((at, key) => {
    if (key === "") return at;
    const holder = Array.isArray(at) ? { ...(at as unknown[]) } : at;
    return isRecord(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined;
  }, args);
  return isRecord(value) ? value : undefined;
}

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
