import type * as pulumi from "@pulumi/pulumi";

/** The outputs that there are: Pulumi warns of others when they are registered. */
export function present(outputs: { [name: string]: pulumi.Output<unknown> | undefined }) {
  return Object.fromEntries(Object.entries(outputs).filter(([, value]) => value !== undefined));
}
