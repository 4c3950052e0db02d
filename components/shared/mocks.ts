import * as pulumi from "@pulumi/pulumi";

/** Whether Pulumi's mocks run the program, as in unit tests: an engine is reached over a channel. */
export function underMocks(): boolean {
  const monitor: unknown = pulumi.runtime.getMonitor();
  return monitor !== undefined && !("getChannel" in (monitor as object));
}

/** The value; in a unit test whose mocks leave it out, what stands in for it: an error in `apply` would leave outputs unresolved. */
export function mockedOr<T>(value: pulumi.Input<T>, standIn: pulumi.Input<T>): pulumi.Output<T> {
  const output = pulumi.output(value) as pulumi.Output<T>;
  if (!underMocks()) return output;
  return output.apply((known) => (known === undefined ? standIn : known)) as pulumi.Output<T>;
}
