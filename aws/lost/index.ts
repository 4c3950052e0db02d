export {
  functionsOfSchedules,
  lostAlarms,
  lostAlarmTopics,
  lostSchedules,
  queuesOfSchedules,
} from "./health";
export { takenEntries } from "./entries";
export type { TakenEntry } from "./entries";
export { lostBuckets } from "./buckets";
export { lostReaders } from "./identities";
export { deadLetterQueues, subscribedQueues } from "./queues";
export { lostRules, queuesOfRules } from "./rules";
export { keyOfTopic, keysOfNotified } from "./keys";
export type { Found } from "./found";
