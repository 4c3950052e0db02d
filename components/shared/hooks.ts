import { AsyncResource } from "node:async_hooks";

import * as pulumi from "@pulumi/pulumi";

const HOOK_METHODS = ["registerResourceHook", "registerErrorHook"];

/** How often each name was asked for, by program. */
const namesOf = new WeakMap<object, Map<string, number>>();

/** Whether what the program runs on has hooks: the monitor of Pulumi's mocks has none, and would leave their resources unregistered. */
export function hasHooks(): boolean {
  const monitor: unknown = pulumi.runtime.getMonitor();
  return monitor === undefined || HOOK_METHODS.every((method) => method in (monitor as object));
}

/** A hook of the engine that may call functions of providers: the engine's call knows nothing of the program. Runs in previews too by default. */
export function hook(
  name: string,
  callback: pulumi.ResourceHookFunction,
  { onDryRun = true } = {},
): pulumi.ResourceHook {
  return new pulumi.ResourceHook(uniqueName(name), AsyncResource.bind(callback), { onDryRun });
}

/** A hook that decides whether an operation that failed is tried again. */
export function errorHook(
  name: string,
  callback: (args: pulumi.ErrorHookArgs) => Promise<boolean>,
): pulumi.ErrorHook {
  return new pulumi.ErrorHook(uniqueName(name), AsyncResource.bind(callback));
}

/** A name that no other hook of the program has: components of one name may stand under different parents. */
function uniqueName(name: string): string {
  const program = pulumi.runtime.getStackResource();
  if (program === undefined) return name;
  const names = namesOf.get(program) ?? new Map<string, number>();
  namesOf.set(program, names);
  const count = (names.get(name) ?? 0) + 1;
  names.set(name, count);
  return count === 1 ? name : `${name}-${count}`;
}
