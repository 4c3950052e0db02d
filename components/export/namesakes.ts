import * as pulumi from "@pulumi/pulumi";

import { nameTakenProblems, sharedHolders } from "../../rules/args";
import type { ExportSettings } from "../../rules/args";
import type { Problem } from "../../rules/problems";

/** By program: the existing buckets and keys that the exports of each name use. */
const known = new WeakMap<object, Map<string, string[]>>();

/** What is wrong with a second export of the name; takes its existing bucket and key for the name. */
export function namesakeProblems(name: string, settings: ExportSettings): Problem[] {
  const program = pulumi.runtime.getStackResource();
  if (program === undefined) return [];
  const byName = known.get(program) ?? new Map<string, string[]>();
  known.set(program, byName);
  const taken = byName.get(name) ?? [];
  byName.set(name, [...taken, ...sharedHolders(settings)]);
  return nameTakenProblems(name, settings, taken);
}
