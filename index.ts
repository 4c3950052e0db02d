export {
  ExistingPolicy,
  FindingPublishingFrequency,
  ObjectLockMode,
  OnDestroy,
  ProofMode,
  ProviderMode,
} from "./components/args";
export type {
  AccessLogsArgs,
  AccountArgs,
  BucketArgs,
  ExistingBucketArgs,
  ExistingKeyArgs,
  GuardDutyExportArgs,
  KeyArgs,
  ObjectLockArgs,
  OrganizationArgs,
  OverrideArgs,
} from "./components/args";
export { ArgsError } from "./components/argsError";
export { GuardDutyExport } from "./components/guardDutyExport";
export { MemberDetectors } from "./components/memberDetectors";
export type { ExportHealthArgs } from "./components/health/args";
export { ExportHealth } from "./components/health/exportHealth";
