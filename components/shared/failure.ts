import * as pulumi from "@pulumi/pulumi";

import type { Identified } from "../../rules/texts/identified";

const REPORTED_AFTER_MS = 100;

/**
 * An error that fails the component with this text. Inline programs of the Automation API pass over one that is thrown as the last thing
 * of all: they are kept going until it has been seen.
 */
export function failure(component: pulumi.Resource, text: Identified): pulumi.ResourceError {
  setTimeout(pulumi.runtime.rpcKeepAlive(), REPORTED_AFTER_MS);
  const error = new pulumi.ResourceError(text, component, true);
  // The SDK writes the property that it serialized in front of the message: the same error for each property, and none of them its cause.
  return Object.defineProperty(error, "message", { get: () => text, set: () => undefined });
}
