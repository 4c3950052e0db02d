export * from "./components/export/args";
export { GuardDutyExport } from "./components/export/guardDutyExport";
export * from "./components/members/args";
export { MemberDetectors } from "./components/members/memberDetectors";
export * from "./components/readers/args";
export { FindingsReader } from "./components/readers/findingsReader";
export * from "./components/chronicle/args";
export { ChronicleFeed } from "./components/chronicle/chronicleFeed";
export * from "./components/sentinel/args";
export { SentinelConnector } from "./components/sentinel/sentinelConnector";
export * from "./components/table/args";
export { FindingsTable } from "./components/table/findingsTable";
export * from "./components/events/args";
export { EventRouting } from "./components/events/eventRouting";
export * from "./components/filters/args";
export { FindingFilters } from "./components/filters/findingFilters";
export * from "./components/lists/args";
export { ThreatLists } from "./components/lists/threatLists";
export * from "./components/malware/args";
export { MalwareProtection } from "./components/malware/malwareProtection";
export { ArgsError } from "./components/shared/argsError";
export * from "./components/health/args";
export { ExportHealth } from "./components/health/exportHealth";
export type {
  DoFix,
  Fix,
  FixValue,
  Problem,
  RemoveFix,
  RenameFix,
  ReplaceFix,
  RunFix,
  SetFix,
} from "./rules/problems";
