export {
  FindingPublishingFrequency,
  ObjectLockMode,
  OnDestroy,
  ProviderMode,
} from "./components/args";
export type {
  AccessLogsArgs,
  AccountArgs,
  BucketArgs,
  GuardDutyExportArgs,
  KeyArgs,
  ObjectLockArgs,
  OrganizationArgs,
} from "./components/args";
export { ArgsError } from "./components/argsError";
export { GuardDutyExport } from "./components/guardDutyExport";
export { MemberDetectors } from "./components/memberDetectors";
