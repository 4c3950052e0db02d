/** How every client of AWS is set up, and how long one call may take. */
export interface ClientSettings {
  /** Of one call with all its attempts, in milliseconds. */
  timeout: number;
}

/** Retries slow down with AWS; an attempt that hangs leaves time for another. */
export function clientSettings({ timeout }: ClientSettings) {
  return {
    maxAttempts: 5,
    retryMode: "adaptive",
    requestHandler: {
      connectionTimeout: timeout / 3,
      requestTimeout: timeout / 2,
      throwOnRequestTimeout: true,
    },
  } as const;
}

/** Ends a call with all its attempts. */
export function patience({ timeout }: ClientSettings) {
  return { abortSignal: AbortSignal.timeout(timeout) };
}
