import type { Operations } from "../aws";
import { messageOperations } from "./messages";
import { queueOperations } from "./queues";

export const sqsOperations: Operations = { ...queueOperations, ...messageOperations };
