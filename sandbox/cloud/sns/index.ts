import type { Operations } from "../aws";
import { dataProtectionOperations } from "./dataProtection";
import { subscriptionOperations } from "./subscriptions";
import { topicOperations } from "./topics";

export const snsOperations: Operations = {
  ...topicOperations,
  ...subscriptionOperations,
  ...dataProtectionOperations,
};
