type Holder = { [member: string]: unknown };

/** Makes `current` equal to `former`, with the objects that both have in it: others refer to them. */
export function restore(current: object, former: object): void {
  const [to, from] = [current as Holder, former as Holder];
  for (const name of Object.keys(to)) if (!Object.hasOwn(from, name)) delete to[name];
  if (Array.isArray(to) && Array.isArray(from)) to.length = from.length;
  for (const [name, value] of Object.entries(from)) {
    const own = to[name];
    if (isHolder(own) && isHolder(value) && Array.isArray(own) === Array.isArray(value)) {
      restore(own, value);
    } else if (own !== value) to[name] = value;
  }
}

function isHolder(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
