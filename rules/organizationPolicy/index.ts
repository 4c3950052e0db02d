export { concernsMembers, organizationPolicy } from "./content";
export { managedRegion } from "./effective";
export type { ManagedRegion } from "./effective";
export type { NoPolicy, OrganizationPolicy } from "./content";
