export { chronicleShape, readChronicleArgs } from "./args";
export type { ChronicleInstance, ChronicleSettings } from "./args";
export { feedDetails, guardDutyLogType } from "./feed";
export { feedForm } from "./form";
export type { ChronicleAccess, ChronicleFeedFacts } from "./feed";
