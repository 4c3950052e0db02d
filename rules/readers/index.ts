export { findingsPlace, readerPolicy } from "./access";
export type { FindingsPlace, QueueAccess } from "./access";
export { readerShape, readReaderArgs } from "./args";
export type { ReaderSettings } from "./args";
export { readerNames } from "./names";
export {
  findingsFilter,
  notificationConfiguration,
  notificationsKeyPolicy,
  queuePolicy,
  RECEIVES_BEFORE_DEAD_LETTER,
  topicPolicy,
} from "./notifications";
export { ReaderPreset } from "./choices";
export { filledForm, PRESETS } from "./presets";
export type { ReaderFacts } from "./presets";
export { roleTrust, webIdentityTrust } from "./trust";
