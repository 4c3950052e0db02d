import type * as pulumi from "@pulumi/pulumi";

/** What the SDK keeps out of its typings. */
interface Settling<T> {
  promise(withUnknowns: true): Promise<T>;
  isKnown: Promise<boolean>;
}

/** The value of an output; undefined where a preview does not know it. Rejects with the error where it failed: `apply` would wait. */
export async function outputValue<T>(output: pulumi.Output<T>): Promise<T | undefined> {
  const { promise, isKnown } = output as unknown as Settling<T>;
  const value = await promise.call(output, true);
  return (await isKnown) ? value : undefined;
}
