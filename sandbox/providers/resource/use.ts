import { Props } from "../rpc";
import { isEmpty } from "./equality";
import { Changes, ResourceType } from "./type";

export const NOTHING: Changes = { size: 0, has: () => false };

/** Inputs and changes that remember which of them were looked at. */
export interface Watched {
  inputs: Props;
  changed: Changes;
  used: ReadonlySet<string>;
}

export function watched(inputs: Props, changed: Changes): Watched {
  const used = new Set<string>();
  const note = (name: string): string => {
    used.add(name);
    return name;
  };
  return {
    used,
    inputs: new Proxy(inputs, { get: (target, name) => target[note(name as string)] }),
    changed: { size: changed.size, has: (name) => changed.has(note(name)) },
  };
}

/** Refuses to have done nothing about an input: one that no call carries is not modelled. */
export function refuseUnused<S>(
  { token, props }: ResourceType<S>,
  doing: "creates" | "changes",
  requested: readonly string[],
  used: ReadonlySet<string>,
): void {
  const unused = requested.filter((name) => !props[name]?.local && !used.has(name));
  if (unused.length === 0) return;
  throw new Error(
    `the sandbox ${doing} no ${unused.join(", ")} of ${token}. Fix: leave it out here, and try it on AWS`,
  );
}

/** Refuses to have read nothing of an input that was set: a drift of it would go unnoticed. */
export function refuseUnread<S>(
  { token, props }: ResourceType<S>,
  requested: readonly string[],
  found: Props,
): void {
  const unread = requested.filter(
    (name) => !props[name]?.local && !props[name]?.unread && found[name] === undefined,
  );
  if (unread.length === 0) return;
  throw new Error(`the sandbox reads no ${unread.join(", ")} of ${token}`);
}

/** Inputs that ask for something. */
export function requestedInputs<S>({ props }: ResourceType<S>, inputs: Props): string[] {
  return Object.keys(inputs).filter((name) => name in props && !isEmpty(inputs[name]));
}
