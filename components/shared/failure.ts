import * as pulumi from "@pulumi/pulumi";

const REPORTED_AFTER_MS = 100;

/**
 * An error that fails the component with this text. Inline programs of the Automation API pass over one that is thrown as the last thing
 * of all: they are kept going until it has been seen.
 */
export function failure(component: pulumi.Resource, text: string): pulumi.ResourceError {
  setTimeout(pulumi.runtime.rpcKeepAlive(), REPORTED_AFTER_MS);
  return new pulumi.ResourceError(text, component, true);
}
