import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";

import type { DetectorHolder } from "../../rules/args";
import { sharedDetectorProblems } from "../../rules/args";
import type { Problem } from "../../rules/problems";

/** By program: the detectors that its components have. */
const known = new WeakMap<object, DetectorHolder[]>();

/** What is wrong with detectors that another component of the program has too; takes them for the component otherwise. */
export function takeDetectors(holders: readonly DetectorHolder[]): Problem[] {
  const program = pulumi.runtime.getStackResource();
  if (program === undefined) return [];
  const taken = known.get(program) ?? [];
  const problems = holders.flatMap((holder) => sharedDetectorProblems(holder, taken));
  if (problems.length === 0) known.set(program, [...taken, ...holders]);
  return problems;
}

/** The AWS provider that a component will find in its options, before it is registered. */
export function awsProviderOf({
  provider,
  providers = [],
  parent,
}: pulumi.ComponentResourceOptions = {}): pulumi.ProviderResource | undefined {
  const given: (pulumi.ProviderResource | undefined)[] = [...Object.values(providers), provider];
  return given.find((one) => Provider.isInstance(one)) ?? parent?.getProvider("aws:index:Provider");
}
