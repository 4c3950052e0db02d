export { concernsMembers, organizationPolicy } from "./content";
export type { NoPolicy, OrganizationPolicy } from "./content";
