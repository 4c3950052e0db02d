export { readRoutingArgs, routingShape } from "./args";
export type { EventRoutingSettings } from "./args";
export { ON_BUS, routingNames } from "./names";
export { findingsPattern } from "./pattern";
export type { FindingsFilter } from "./pattern";
export { deadLetterPolicy, eventBridgeTrust, putEventsPolicy, topicStatement } from "./policies";
