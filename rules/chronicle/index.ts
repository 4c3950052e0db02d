export { chronicleShape, readChronicleArgs } from "./args";
export type { ChronicleInstance, ChronicleSettings } from "./args";
export { feedDetails, feedForm, guardDutyLogType } from "./feed";
export type { ChronicleAccess, ChronicleFeedFacts } from "./feed";
