import * as pulumi from "@pulumi/pulumi";

/** The outputs that there are: Pulumi warns of others when they are registered. */
export function definedOnly<T>(outputs: { [name: string]: T | undefined }): { [name: string]: T } {
  const known = Object.entries(outputs).filter(
    (entry): entry is [string, T] => entry[1] !== undefined,
  );
  return Object.fromEntries(known);
}

/**
 * Does something once a value is known. An inline program of the Automation API waits for it too, as it waits for resources: without that it
 * may end before.
 */
export function onceKnown<T>(
  output: pulumi.Output<T>,
  run: (value: T) => Promise<void> | void,
): void {
  const done = pulumi.runtime.rpcKeepAlive();
  const internal = output as unknown as Internal<T>;
  const ran = async () => {
    if (await internal.isKnown) await run(await internal.promise());
  };
  // Pulumi reports what is thrown here.
  void ran().finally(done);
}

interface Internal<T> {
  isKnown: Promise<boolean>;
  promise(): Promise<T>;
}

/** The value of an input, in a hook: there every output is known. */
export function valueOf<T>(input: unknown): Promise<T> {
  return (pulumi.output(input) as unknown as { promise(): Promise<T> }).promise();
}
