export { readSentinelArgs, sentinelShape } from "./args";
export type { SentinelSettings } from "./args";
export { SENTINEL_TABLE, sentinelForm } from "./form";
