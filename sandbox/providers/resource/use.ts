import { recorded } from "../../recording";
import { Props } from "../rpc";
import { isEmpty } from "./equality";
import { Changes, ResourceType } from "./type";

export const NOTHING: Changes = { size: 0, has: () => false };

/** Inputs and changes that remember which of them were looked at. */
export interface Watched {
  inputs: Props;
  changed: Changes;
  /** Of these inputs what was not looked at, in them too: `policy`, `rules[].filter.tag`. */
  unused(names: readonly string[]): string[];
}

export function watched(inputs: Props, changed: Changes): Watched {
  const recording = recorded(structuredClone(inputs), (value) => !isEmpty(value));
  const changesRead = new Set<string>();
  return {
    inputs: recording.value,
    changed: { size: changed.size, has: (name) => changed.has(noted(changesRead, name)) },
    unused: (names) =>
      recording.unread().filter((path) => names.includes(topOf(path)) && !changesRead.has(path)),
  };
}

function noted(names: Set<string>, name: string): string {
  names.add(name);
  return name;
}

function topOf(path: string): string {
  return /^[^.[]*/.exec(path)?.[0] ?? path;
}

/** Refuses to have done nothing about an input: one that no call carries is not modelled. */
export function refuseUnused<S>(
  { token, props }: ResourceType<S>,
  doing: "creates" | "changes",
  unused: readonly string[],
): void {
  const missed = unused.filter((path) => !props[topOf(path)]?.local);
  if (missed.length === 0) return;
  throw new Error(
    `the sandbox ${doing} no ${missed.join(", ")} of ${token}. Fix: leave it out here, and try it on AWS`,
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
