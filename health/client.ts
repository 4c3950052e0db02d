/** Of every client: a call that hangs is tried again, and given up well before the next Region's alarm is due. */
export const CLIENT = {
  maxAttempts: 3,
  retryMode: "adaptive",
  requestHandler: { connectionTimeout: 1000, requestTimeout: 2000, throwOnRequestTimeout: true },
} as const;

/** One call with all its attempts takes no longer. */
export const patience = () => ({ abortSignal: AbortSignal.timeout(8000) });
