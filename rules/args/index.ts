import { logicalNames } from "../names";
import { namedProblems } from "../resourceNames";
import { awsType, resourceIf } from "../resources";
import { memberRefusals } from "./memberRefusals";
import type { Read } from "./read";
import { read } from "./read";
import { exportRelations, memberRelations } from "./relations";
import { argShape, exportArgs, memberDetectorsArgs, memberDetectorsShape } from "./schema";
import type { ExportSettings, MemberDetectorsSettings } from "./settings";
import { memberSettingsOf, settingsOf } from "./settings";
import { isRecord } from "./unchecked";

export {
  AdditionalConfiguration,
  AutoEnable,
  ExistingPolicy,
  Feature,
  FeatureStatus,
  FindingPublishingFrequency,
  BucketProtection,
  ObjectLockMode,
  OnDestroy,
  ProofMode,
  ProviderMode,
} from "./choices";
export { featuresIn, statusesIn, UNAVAILABLE_FEATURES } from "./featureRegions";
export { isLater, LATER } from "./later";
export { nameTakenProblems, sharedHolders } from "./nameTaken";
export { exportHolders, memberHolders, sharedDetectorProblems } from "./sharedDetectors";
export type { DetectorHolder } from "./sharedDetectors";
export { read } from "./read";
export type { Read } from "./read";
export type {
  AccountSettings,
  ExistingDetectorSettings,
  ExistingSettings,
  ExportSettings,
  MemberDetectorsSettings,
  MemberFeature,
  MemberSettings,
  OwnFeature,
} from "./settings";

/** The properties of a GuardDutyExport's arguments, in the order they are written about. */
export const ARGUMENT_NAMES: readonly string[] = Object.keys(argShape);

/** The same of a MemberDetectors. */
export const MEMBER_ARGUMENT_NAMES: readonly string[] = Object.keys(memberDetectorsShape);

/** Reads the arguments of the GuardDutyExport named `component`. Throws nothing. */
export function readArgs(component: string, args: unknown): Read<ExportSettings> {
  const found = read(exportArgs, exportRelations, (valid) => settingsOf(component, valid), args);
  const plan = found.settings && { resources: namedAfter(component, found.settings) };
  const problems = [...namedProblems(component, plan), ...found.problems];
  return problems.length === 0 ? found : { problems };
}

/** The resources of an export whose names in AWS start with its name as it is; that of the bucket is shortened. */
function namedAfter(component: string, { key, notifications }: ExportSettings) {
  const names = logicalNames(component);
  const ownAlias = key.existing === undefined && key.alias === undefined;
  return [
    ...resourceIf(ownAlias, awsType("kms", "Alias"), names.keyAlias),
    ...resourceIf(notifications === "made", awsType("sns", "Topic"), names.notificationsTopic),
  ];
}

/** Reads the arguments of a MemberDetectors. Throws nothing. */
export function readMemberArgs(args: unknown): Read<MemberDetectorsSettings> {
  const { problems, rest } = isRecord(args) ? memberRefusals(args) : { problems: [], rest: args };
  const found = read(memberDetectorsArgs, memberRelations, memberSettingsOf, rest);
  return problems.length === 0 ? found : { problems: [...problems, ...found.problems] };
}
