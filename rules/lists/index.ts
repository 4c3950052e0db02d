export { configLists, listsByName, listsShape, readListsArgs } from "./args";
export type { ListSettings, ThreatListsSettings } from "./args";
export { KindOfList } from "./choices";
export { KINDS } from "./kinds";
export type { OwnedList } from "./owner";
export { ipListKinds } from "./owner";
export { entitySetArn, listImportId, listType, planLists } from "./plan";
export type { ListInRegions, PlannedFile, PlannedList, ThreatListsPlan } from "./plan";
export { listBucketPolicy } from "./policy";
