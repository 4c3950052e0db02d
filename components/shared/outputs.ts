import * as pulumi from "@pulumi/pulumi";

/** The outputs that there are: Pulumi warns of others when they are registered. */
export function definedOnly<T>(outputs: { [name: string]: T | undefined }): { [name: string]: T } {
  const known = Object.entries(outputs).filter(
    (entry): entry is [string, T] => entry[1] !== undefined,
  );
  return Object.fromEntries(known);
}

/** The value of an input, in a hook: there every output is known. */
export function valueOf<T>(input: unknown): Promise<T> {
  return (pulumi.output(input) as unknown as { promise(): Promise<T> }).promise();
}
