export { chronicleShape, readChronicleArgs } from "./args";
export type { ChronicleInstance, ChronicleSettings } from "./args";
export { feedDetails, guardDutyLogType } from "./feed";
export { planFeed } from "./plan";
export type { ChroniclePlan } from "./plan";
export { feedForm } from "./form";
export type { ChronicleAccess, ChronicleFeedFacts } from "./feed";
