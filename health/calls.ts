import type { ClientSettings } from "../aws/connection";

/** Of every call: one that hangs is tried again, and given up well before the next Region's alarm is due. */
export const CALLS: ClientSettings = { timeout: 8000, attemptTimeout: 2000, attempts: 3 };
