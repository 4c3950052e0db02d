import type { Operations } from "../aws";
import { inlinePolicyOperations } from "./inlinePolicies";
import { managedPolicyOperations } from "./managedPolicies";
import { oidcProviderOperations } from "./oidcProviders";
import { roleOperations } from "./roles";
import { serviceLinkedRoleOperations } from "./serviceLinkedRoles";
import { userOperations } from "./users";

export const iamOperations: Operations = {
  ...roleOperations,
  ...userOperations,
  ...serviceLinkedRoleOperations,
  ...inlinePolicyOperations,
  ...managedPolicyOperations,
  ...oidcProviderOperations,
};
