export type { Database, NamedQuery, Table, Workgroup } from "./catalog";
export type { Feed } from "./feeds";
export type { Filter } from "./findings";
export type { AccessKey, OidcProvider, Role, User } from "./identities";
export { type MalwareProtectionPlan } from "./malware";
export { type ListKind, type ThreatList } from "./lists";
export {
  type Bus,
  type Message,
  NEW_QUEUE,
  type Queue,
  type Rule,
  type Subscription,
  type Target,
  type Topic,
} from "./messaging";
export {
  type Organization,
  type OrganizationalUnit,
  type OrganizationPolicy,
  POLICY_TYPES,
  type PolicyType,
  ROOT_ID,
} from "./organization";
export type { SentinelConnectorState, SentinelWorkspaceState } from "./sentinel";
export * from "./schema";
export { openWorld, type WorldStore } from "./store";
export { detectorsIn, newId, parseWorld, WorldError } from "./world";
