import * as pulumi from "@pulumi/pulumi";

import { mockedOr } from "./mocks";

/** The SDK can run a callback on what a preview does not know, and leaves the switch out of its typings. */
interface Knowable<T> {
  apply<U>(callback: (value: T) => U, runWithUnknowns: true): pulumi.Output<U>;
}

/** The value of an output; of one that a preview does not know yet, what stands in for it. */
export function knownOr<T>(output: pulumi.Output<T>, standIn: pulumi.Input<T>): pulumi.Output<T> {
  return (mockedOr(output, standIn) as unknown as Knowable<T>).apply(
    (value) => (pulumi.isUnknown(value) ? standIn : value),
    true,
  ) as pulumi.Output<T>;
}
