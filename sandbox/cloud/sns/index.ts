import type { Operations } from "../aws";
import { subscriptionOperations } from "./subscriptions";
import { topicOperations } from "./topics";

export const snsOperations: Operations = { ...topicOperations, ...subscriptionOperations };
