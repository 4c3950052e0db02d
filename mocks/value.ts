import * as pulumi from "@pulumi/pulumi";

/** What the SDK keeps out of its typings. */
interface Settling<T> {
  promise(withUnknowns: true): Promise<T>;
  isKnown: Promise<boolean>;
}
const { waitForRPCs } = pulumi.runtime as { waitForRPCs?: () => Promise<void> };

/**
 * The value of an output, once everything that the program registers is registered: the next test's mocks know nothing of it. Undefined
 * where a preview does not know the value. Rejects with the error where the output failed: `apply` would wait.
 */
export async function outputValue<T>(output: pulumi.Output<T>): Promise<T | undefined> {
  const { promise, isKnown } = output as unknown as Settling<T>;
  const value = await promise.call(output, true);
  await waitForRPCs?.();
  return (await isKnown) ? value : undefined;
}
