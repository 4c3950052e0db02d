import * as path from "node:path";

import { bucketArn } from "../../rules/arn";
import type { ExportSettings } from "../../rules/args";
import type { LivePolicies } from "../../rules/plan";
import { planMemberDetectors } from "../../rules/plan";
import { knownRegion } from "../../rules/regions";
import { CannotRun } from "../cannotRun";
import { readBase } from "../config/against";
import type { PolicyOf } from "../config/policyFile";
import { readPolicyFile } from "../config/policyFile";
import type { StackFile, StackOptions } from "../config/stackFile";
import { readStackFile, locateStack } from "../config/stackFile";
import type { Report } from "../output/report";
import { analyse } from "../plan/analysis";
import { withChanges } from "../plan/changeSection";
import { exportReport } from "../plan/exportReport";
import { memberReport } from "../plan/memberReport";

export interface PlanOptions extends StackOptions {
  bucketPolicy?: string;
  keyPolicy?: string;
  against?: string;
  full?: boolean;
  strict?: boolean;
}

/** What a stack's configuration deploys, from files alone. Throws CannotRun. */
export async function plan(folder: string, options: PlanOptions): Promise<Report> {
  const location = locateStack(folder, options);
  const file = readStackFile(folder, location);
  const planned = reportOf(folder, file, options);
  const report =
    options.against === undefined
      ? planned
      : withChanges(planned, await readBase(folder, options.against, location), file);
  const strict = options.strict === true && report.sections.some(({ tone }) => tone !== undefined);
  return { ...report, findings: report.findings || strict };
}

function reportOf(folder: string, file: StackFile, options: PlanOptions): Report {
  const { project, stack, name, notChecked, part } = file;
  if (part.role === "member") {
    refusePolicies(options, "a member account has neither bucket nor key");
    const { settings, regionsOf } = part;
    const planned = planMemberDetectors(name, settings);
    return memberReport({ stack, name, regionsOf }, planned, notChecked);
  }
  const { settings } = part;
  const live = livePolicies(folder, settings, options);
  const owner = { project, stack, component: name };
  return exportReport(file, analyse(owner, settings, live), options.full === true);
}

function livePolicies(
  folder: string,
  settings: ExportSettings,
  options: PlanOptions,
): LivePolicies {
  const [bucket, key] = [settings.bucket.existing, settings.key.existing];
  const { partition } = knownRegion(settings.homeRegion);
  if (!bucket) refusePolicies({ bucketPolicy: options.bucketPolicy }, newOne("bucket"));
  if (!key) refusePolicies({ keyPolicy: options.keyPolicy }, newOne("key"));
  const read = (file: string | undefined, of: PolicyOf) =>
    file === undefined ? undefined : readPolicyFile(path.resolve(folder, file), file, of);
  return {
    bucket: read(options.bucketPolicy, {
      service: "s3",
      bucketArn: bucket && bucketArn(partition, bucket.name),
    }),
    key: read(options.keyPolicy, { service: "kms" }),
  };
}

function newOne(what: string): string {
  return `the config creates a new ${what}, whose policy has no other statements. Fix: Set ${what}.existing to adopt one.`;
}

function refusePolicies(
  { bucketPolicy, keyPolicy }: Pick<PlanOptions, "bucketPolicy" | "keyPolicy">,
  why: string,
): void {
  if (bucketPolicy !== undefined) throw new CannotRun(`--bucket-policy: ${why}`);
  if (keyPolicy !== undefined) throw new CannotRun(`--key-policy: ${why}`);
}
