export { readSentinelArgs, sentinelShape } from "./args";
export type { SentinelSettings } from "./args";
export { planConnector } from "./plan";
export type { SentinelPlan } from "./plan";
export { SENTINEL_TABLE, sentinelForm } from "./form";
