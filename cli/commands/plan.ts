import * as path from "node:path";

import { bucketArn } from "../../rules/arn";
import type { ExportSettings } from "../../rules/args";
import { organizationPolicy } from "../../rules/organizationPolicy";
import type { LivePolicies } from "../../rules/plan";
import { planMemberDetectors } from "../../rules/plan";
import type { ControlPolicy } from "../../rules/proof";
import { knownRegion } from "../../rules/regions";
import { cannotRun } from "../cannotRun";
import { givenControlPolicies } from "../controlPolicyOption";
import { readBase } from "../config/against";
import { readText } from "../config/files";
import type { PolicyOf } from "../config/policyFile";
import { policyOf } from "../config/policyFile";
import type { StackFile, StackOptions } from "../config/stackFile";
import { readStackFile, locateStack } from "../config/stackFile";
import type { Report } from "../output/report";
import { judged } from "../output/report";
import { analyse } from "../plan/analysis";
import { withChanges } from "../plan/changeSection";
import type { Picture } from "../plan/diagram";
import { pictureOf } from "../plan/diagram";
import type { GivenPolicies } from "../plan/givenPolicies";
import { givenInBase, givenPolicies } from "../plan/givenPolicies";
import { exportReport } from "../plan/exportReport";
import { memberReport } from "../plan/memberReport";
import { wholeStack } from "../plan/wholeStack";

export interface PlanOptions extends StackOptions {
  bucketPolicy?: string;
  keyPolicy?: string;
  resourceControlPolicy?: string[];
  sharedPolicy?: string[];
  roleDetails?: string[];
  against?: string;
  againstFile?: string;
  full?: boolean;
  strict?: boolean;
  /** Accounts that are members. */
  member?: string[];
}

/** The policy of the organization that does for members what the configuration sets. Throws CannotRun. */
export function policyForOrganization(folder: string, options: PlanOptions): string {
  const { stack, argsFile, part } = readStackFile(folder, locateStack(folder, options));
  if (part.role === "member") throw cannotRun("memberStack", { stack, argsFile });
  const policy = organizationPolicy(part.settings);
  if ("text" in policy) return policy.text;
  throw cannotRun("noOrganizationPolicy", policy);
}

/** What a stack's configuration deploys, from files alone. Throws CannotRun. */
export async function plan(folder: string, options: PlanOptions): Promise<Report> {
  const location = locateStack(folder, options);
  const file = readStackFile(folder, location);
  const live = policiesOf(file, options, (one) => readText(path.resolve(folder, one), one));
  const controls = givenControlPolicies(folder, options.resourceControlPolicy);
  const { bucketPolicy, keyPolicy } = options;
  const base = await readBase(folder, options, location, {
    files: [
      ...(bucketPolicy === undefined ? [] : [{ policy: "bucket" as const, file: bucketPolicy }]),
      ...(keyPolicy === undefined ? [] : [{ policy: "key" as const, file: keyPolicy }]),
    ],
    others: [...(options.sharedPolicy ?? []), ...(options.roleDetails ?? [])],
    read: (of, text) => basePolicies(of, options, text),
  });
  const before = base?.kind === "config" ? pictureOfBase(base.file, base.policies) : undefined;
  const { given, report: planned } = reportOf(folder, file, live, controls, { ...options, before });
  if (base === undefined) return judged(planned, options.strict);
  const givenBefore = base.kind === "config" ? givenInBase(options, base.given) : undefined;
  const report = withChanges(planned, base, { file, live, given }, givenBefore);
  return judged(report, options.strict);
}

function reportOf(
  folder: string,
  file: StackFile,
  live: LivePolicies,
  controls: readonly ControlPolicy[] | undefined,
  options: PlanOptions & { before: Picture | undefined },
): { report: Report; given: GivenPolicies } {
  const { project, stack, argsFile, name, notChecked, part } = file;
  if (part.role === "member") {
    const { settings, regionsOf } = part;
    const given = givenPolicies(folder, options, { shared: [], malwareBuckets: [] });
    const planned = planMemberDetectors(name, settings);
    const subject = { project, stack, argsFile, name, ...(regionsOf && { regionsOf }) };
    return { given, report: memberReport(subject, planned, notChecked) };
  }
  const owner = { project, stack, component: name };
  const { member, full, before } = options;
  const analysis = analyse(owner, part.settings, live, member, controls);
  const whole = wholeStack(file, part, analysis.plan);
  const given = givenPolicies(folder, options, whole);
  return { given, report: exportReport(file, analysis, whole, { full, before, given }) };
}

/** What the picture of a change sets off is compared with this; undefined: the base is a member's stack. */
function pictureOfBase(file: StackFile, live: LivePolicies): Picture | undefined {
  const { project, stack, name, part } = file;
  if (part.role === "member") return undefined;
  const analysis = analyse({ project, stack, component: name }, part.settings, live);
  return pictureOf(analysis, wholeStack(file, part, analysis.plan));
}

/** The policies that the options name. Throws CannotRun where the configuration adopts neither bucket nor key. */
function policiesOf(
  { part }: StackFile,
  options: PlanOptions,
  text: (file: string) => string,
): LivePolicies {
  if (part.role === "member") {
    refusePolicies(options, "member");
    return {};
  }
  const { settings } = part;
  const { bucketPolicy, keyPolicy } = options;
  if (!settings.bucket.existing) refusePolicies({ bucketPolicy }, "created");
  if (!settings.key.existing) refusePolicies({ keyPolicy }, "created");
  return livePolicies(settings, options, text);
}

/** The same of a base, which may adopt none. */
function basePolicies(
  { part }: StackFile,
  { bucketPolicy, keyPolicy }: PlanOptions,
  text: (file: string) => string | undefined,
): LivePolicies {
  if (part.role === "member") return {};
  const { settings } = part;
  const named = {
    ...(settings.bucket.existing && { bucketPolicy }),
    ...(settings.key.existing && { keyPolicy }),
  };
  return livePolicies(settings, named, text);
}

function livePolicies(
  settings: ExportSettings,
  { bucketPolicy, keyPolicy }: Pick<PlanOptions, "bucketPolicy" | "keyPolicy">,
  textOf: (file: string) => string | undefined,
): LivePolicies {
  const bucket = settings.bucket.existing;
  const { partition } = knownRegion(settings.homeRegion);
  const read = (file: string | undefined, of: PolicyOf) => {
    const text = file === undefined ? undefined : textOf(file);
    return text === undefined ? undefined : policyOf(text, file!, of);
  };
  return {
    bucket: read(bucketPolicy, {
      service: "s3",
      bucketArn: bucket && bucketArn(partition, bucket.name),
    }),
    key: read(keyPolicy, { service: "kms" }),
  };
}

function refusePolicies(
  { bucketPolicy, keyPolicy }: Pick<PlanOptions, "bucketPolicy" | "keyPolicy">,
  because: "created" | "member",
): void {
  if (bucketPolicy !== undefined)
    throw cannotRun("policyFileUnused", { holder: "bucket", because });
  if (keyPolicy !== undefined) throw cannotRun("policyFileUnused", { holder: "key", because });
}
