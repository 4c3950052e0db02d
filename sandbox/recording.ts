/** A value whose reads are recorded, to find what the code leaves unread. */
export interface Recording<T> {
  value: T;
  /** The outermost members that are set, and neither read nor kept in `store`: `Filter.Tag`, `Tags[].Key`. */
  unread(store?: unknown): string[];
  /** All members that are set. */
  paths(): string[];
  /** Makes plain members of the recorded ones, for whoever keeps the value. */
  settle(): void;
}

/** An object or a list, and what was in it when recording began. */
interface Holder {
  object: object;
  members: Member[];
}

interface Member {
  name: string;
  /** The same for every item of a list: what reads one of them reads them all. */
  path: string;
  value: unknown;
  inner?: Holder;
}

/**
 * Records in place: objects and lists stay what they are, and their members are accessors until `settle`.
 * Which members count is for `isSet` to say.
 */
export function recorded<T extends object>(
  value: T,
  isSet: (value: unknown, path: string) => boolean = (member) => member !== undefined,
): Recording<T> {
  const read = new Set<string>();
  const root = record(value, "", read);
  const unread = () => [
    ...new Set(unreadIn(root, ({ value: set, path }) => isSet(set, path), read)),
  ];
  return {
    value,
    unread(store) {
      // What is kept is read wherever it is.
      if (unread().length > 0) readAll(store);
      return unread();
    },
    paths: () => [...new Set(pathsIn(root, ({ value: set, path }) => isSet(set, path)))],
    settle: () => settle(root),
  };
}

function record(object: object, path: string, read: Set<string>): Holder {
  const members = Object.entries(object).map(([name, value]: [string, unknown]): Member => {
    const here = pathOf(object, path, name);
    Object.defineProperty(object, name, {
      enumerable: true,
      configurable: true,
      get() {
        read.add(here);
        return value;
      },
      set: (next) => define(object, name, next),
    });
    return {
      name,
      path: here,
      value,
      ...(isHolder(value) && { inner: record(value, here, read) }),
    };
  });
  return { object, members };
}

function pathOf(object: object, path: string, name: string): string {
  if (Array.isArray(object)) return `${path}[]`;
  return path === "" ? name : `${path}.${name}`;
}

function unreadIn(
  { members }: Holder,
  isSet: (member: Member) => boolean,
  read: ReadonlySet<string>,
): string[] {
  return members.flatMap((member) => {
    if (!isSet(member)) return [];
    if (!read.has(member.path)) return [member.path];
    return member.inner === undefined ? [] : unreadIn(member.inner, isSet, read);
  });
}

function pathsIn({ members }: Holder, isSet: (member: Member) => boolean): string[] {
  return members.flatMap((member) => {
    if (!isSet(member)) return [];
    return [member.path, ...(member.inner === undefined ? [] : pathsIn(member.inner, isSet))];
  });
}

function readAll(value: unknown): void {
  if (!isHolder(value)) return;
  for (const inner of Object.values(value)) readAll(inner);
}

function settle({ object, members }: Holder): void {
  for (const { name, value, inner } of members) {
    // What was written or deleted since has no accessor.
    const accessor = Object.getOwnPropertyDescriptor(object, name)?.get;
    if (accessor !== undefined) define(object, name, value);
    if (inner !== undefined) settle(inner);
  }
}

function define(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function isHolder(value: unknown): value is object {
  if (Array.isArray(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
