import type { Credentials } from "./credentials";

/** How every client of AWS is set up, and how long one call may take. */
export interface ClientSettings {
  /** Of one call with all its attempts, in milliseconds. */
  timeout: number;
  /** Of one attempt, in milliseconds. Defaults to half of the timeout: an attempt that hangs leaves time for another. */
  attemptTimeout?: number;
  /** Attempts of one call. Defaults to 5. */
  attempts?: number;
}

/** Of every call that a deployment's hooks make. */
export const CALLS_IN_DEPLOYMENTS: ClientSettings = { timeout: 30_000 };

/** A client of one service in one Region, and the options of each of its calls. */
export interface Connection<Client> {
  client: Client;
  /** Ends a call with all its attempts. */
  options: () => { abortSignal: AbortSignal };
  close(): void;
}

/** The class of a service's client in AWS's SDK. */
export type ClientClass<Client> = new (configuration: Configuration) => Client;

interface Configuration extends ReturnType<typeof clientSettings> {
  region: string;
  credentials?: Credentials;
  followRegionRedirects?: boolean;
  useQueueUrlAsEndpoint?: boolean;
}

/** Connects a client; without credentials it finds them as AWS's SDK does. */
export function connect<Client extends { destroy(): void }>(
  Class: ClientClass<Client>,
  region: string,
  settings: ClientSettings,
  credentials?: Credentials,
): Connection<Client> {
  const client = new Class({
    region,
    ...(credentials && { credentials }),
    // Of S3 alone: a bucket in another Region answers with its own.
    followRegionRedirects: true,
    // Of SQS alone: the endpoint is the Region's, or the one that is set, as for all services.
    useQueueUrlAsEndpoint: false,
    ...clientSettings(settings),
  });
  return { client, options: () => patience(settings), close: () => client.destroy() };
}

/** Retries slow down with AWS. */
function clientSettings({ timeout, attemptTimeout = timeout / 2, attempts = 5 }: ClientSettings) {
  return {
    maxAttempts: attempts,
    retryMode: "adaptive",
    requestHandler: {
      connectionTimeout: (attemptTimeout * 2) / 3,
      requestTimeout: attemptTimeout,
      throwOnRequestTimeout: true,
    },
  } as const;
}

function patience({ timeout }: ClientSettings) {
  return { abortSignal: AbortSignal.timeout(timeout) };
}
