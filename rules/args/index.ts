import type { z } from "zod";

import { wording } from "./fields";
import type { Problem } from "./problems";
import { propertyPath } from "./problems";
import { exportRelations, memberRelations } from "./relations";
import { argShape, exportArgs, memberDetectorsArgs, memberDetectorsShape } from "./schema";
import type { ExportSettings, MemberDetectorsSettings } from "./settings";
import { memberSettingsOf, settingsOf } from "./settings";
import { isRecord } from "./unchecked";

export { AUTO_ENABLE, FEATURE_STATUSES, FEATURES } from "./features";
export { isLater } from "./later";
export { problemsText } from "./problems";
export type { Problem } from "./problems";
export {
  EXISTING_POLICIES,
  FREQUENCIES,
  OBJECT_LOCK_MODES,
  ON_DESTROY,
  PROOF_MODES,
  PROVIDER_MODES,
} from "./schema";
export type {
  AccountSettings,
  AutoEnable,
  DetectorOverride,
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

/** Either the settings, or every problem of the arguments. */
export type Read<Settings> =
  { settings: Settings; problems: [] } | { settings?: undefined; problems: Problem[] };

/** Reads the arguments of the GuardDutyExport named `component`. Throws nothing. */
export function readArgs(component: string, args: unknown): Read<ExportSettings> {
  return read(exportArgs, exportRelations, (valid) => settingsOf(component, valid), args);
}

/** Reads the arguments of a MemberDetectors. Throws nothing. */
export function readMemberArgs(args: unknown): Read<MemberDetectorsSettings> {
  if (!isRecord(args) || args["frequency"] === undefined) {
    return read(memberDetectorsArgs, memberRelations, memberSettingsOf, args);
  }
  const { frequency: _, ...rest } = args;
  return { problems: [MEMBER_FREQUENCY, ...readMemberArgs(rest).problems] };
}

/** Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_cloudwatch.html */
const MEMBER_FREQUENCY: Problem = {
  path: "frequency",
  reason:
    "is the administrator's: AWS refuses it in a member account, which inherits it; take it out",
};

function read<Schema extends z.ZodType, Settings>(
  schema: Schema,
  relations: (args: unknown) => Problem[],
  fill: (valid: z.output<Schema>) => Settings,
  args: unknown,
): Read<Settings> {
  const parsed = schema.safeParse(args, { error: wording });
  const problems = [...(parsed.error?.issues ?? []).flatMap(problemsOf), ...relations(args)];
  if (!parsed.success || problems.length > 0) return { problems: uniqueProblems(problems) };
  return { settings: fill(parsed.data), problems: [] };
}

function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  const keys = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
  return keys.map((key) => ({
    path: propertyPath(key === undefined ? issue.path : [...issue.path, key]),
    reason: issue.message,
  }));
}

function uniqueProblems(problems: Problem[]): Problem[] {
  const byText = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...byText.values()];
}
