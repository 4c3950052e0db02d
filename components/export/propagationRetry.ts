import { setTimeout as wait } from "node:timers/promises";

import * as pulumi from "@pulumi/pulumi";

import { nextWait } from "../../rules/propagation";

/** One hook serves every component of a program: the engine knows hooks by unique names. */
const hooks = new WeakMap<object, pulumi.ErrorHook>();

/** Tries again while GuardDuty does not see the policies yet; every other failure stands. */
export function propagationRetry(component: string): pulumi.ErrorHook {
  const program = pulumi.runtime.getStackResource();
  const existing = program && hooks.get(program);
  if (existing) return existing;
  const hook = new pulumi.ErrorHook(
    program ? "guardduty-export-propagation" : `guardduty-export-propagation-${component}`,
    async ({ errors }) => {
      const milliseconds = nextWait(errors);
      if (milliseconds === undefined) return false;
      await wait(milliseconds);
      return true;
    },
  );
  if (program) hooks.set(program, hook);
  return hook;
}
