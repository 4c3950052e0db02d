import { isIP } from "node:net";

import type { S3ControlClient } from "@aws-sdk/client-s3-control";

/** S3 Control puts the account's id before the name of an endpoint; an IP address that is set as endpoint cannot have it. */
export function keepAddress({ config }: S3ControlClient): void {
  const { endpointProvider } = config;
  config.endpointProvider = (parameters, context) => {
    const { Endpoint } = parameters;
    return Endpoint !== undefined && isIP(new URL(Endpoint).hostname) > 0
      ? { url: new URL(Endpoint) }
      : endpointProvider(parameters, context);
  };
}
