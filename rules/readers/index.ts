export { IDENTITY_KINDS } from "./relations";
export { findingsLocation, readerPolicy } from "./access";
export type { FindingsLocation, QueueAccess } from "./access";
export { readerShape, readReaderArgs } from "./args";
export type { ReaderSettings } from "./args";
export { decryptionBy, decryptStatement } from "./decryption";
export { mergedQueuePolicy, queueStatement } from "./existingQueue";
export { identityTrust } from "./identityTrust";
export type { TrustArgs } from "./identityTrust";
export {
  findingsFilter,
  notificationConfiguration,
  notificationsKeyPolicy,
  queuePolicy,
  RECEIVES_BEFORE_DEAD_LETTER,
  topicPolicy,
} from "./notifications";
export { planReader } from "./plan";
export type { ReaderPlan } from "./plan";
export { QueuePolicyMode, ReaderPreset } from "./choices";
export { filledForm, PRESETS } from "./presets";
export type { ReaderFacts, VendorPreset } from "./presets";
export { roleTrust, serviceTrust, webIdentityTrust } from "./trust";
export { deliveryDifferences, isMadeAs, notifiedTopic } from "./delivery";
export type {
  DeclaredDelivery,
  DeclaredQueue,
  DeliveryDifference,
  ObservedDelivery,
  ObservedNotification,
  ObservedQueue,
  ObservedSubscription,
} from "./delivery";
