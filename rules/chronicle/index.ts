export { CHRONICLE_SOURCES, chronicleShape, readChronicleArgs } from "./args";
export type { ChronicleInstance, ChronicleSettings, ChronicleSource } from "./args";
export { feedDetails, feedForm, guardDutyLogType } from "./feed";
export type { ChronicleAccess, ChronicleFeedFacts } from "./feed";
