import type { Operations } from "../aws";
import { inlinePolicyOperations } from "./inlinePolicies";
import { oidcProviderOperations } from "./oidcProviders";
import { roleOperations } from "./roles";
import { userOperations } from "./users";

export const iamOperations: Operations = {
  ...roleOperations,
  ...userOperations,
  ...inlinePolicyOperations,
  ...oidcProviderOperations,
};
