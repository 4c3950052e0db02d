export { readRoutingArgs, routingShape } from "./args";
export type { EventRoutingSettings } from "./args";
export { findingsPattern, MALWARE_SCAN_EVENTS } from "./pattern";
export type { FindingsFilter } from "./pattern";
export { TARGET_ID } from "./names";
export { planRouting } from "./plan";
export type { EventRoutingPlan, RulePlan } from "./plan";
export { deadLetterPolicy, eventBridgeTrust, putEventsPolicy, topicStatement } from "./policies";
