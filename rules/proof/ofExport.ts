import { bucketArn, parseArn } from "../arn";
import type { ExistingSettings } from "../args";
import type { Result } from "../health/types";
import type { ExportPlan, ExportTarget } from "../plan";
import { accountIdOf, sameAccount } from "../plan";
import type { PolicyDocument } from "../policyDocument";
import { assessPolicies } from "./assess";
import {
  joinControlPolicies,
  type ControlPolicy,
  type ControlPolicyDenial,
} from "./controlPolicies";
import { worst } from "./prove";
import type { Assessment, AssessmentInput, PolicyOwner } from "./types";

/** The policies at hand; undefined: not known. */
export interface KnownPolicies {
  bucket?: PolicyDocument;
  key?: PolicyDocument;
  /** Accounts that are known as members in addition to those of the configuration. */
  members?: readonly string[];
  /** Whether BlockPublicPolicy of the bucket or its account is on; undefined: not read. */
  blockPublicPolicy?: Result<boolean>;
}

/** Whether the assessment depends on BlockPublicPolicy of a bucket that others write to, which was not read. */
export function dependsOnBlockPublicPolicy({ findings }: Assessment): boolean {
  return findings.some(
    ({ id, severity }) => id === "publicStatement" && severity === "undetermined",
  );
}

/** Assesses the policies of a planned export, with stand-ins for what is not known yet. */
export function assessExport(
  plan: ExportPlan,
  names: ExportTarget,
  policies: KnownPolicies,
  now: Date,
  deployed?: KnownPolicies,
): Assessment {
  return assessPolicies(assessmentInput(plan, names, policies, now, deployed));
}

/** Joins resource control policies to the assessment of a planned export. */
export function assessControlPolicies(
  plan: ExportPlan,
  names: ExportTarget,
  policies: KnownPolicies,
  assessment: Assessment,
  controls: readonly ControlPolicy[],
  now: Date,
): { assessment: Assessment; denials: ControlPolicyDenial[] } {
  if (assessment.result === "off") return { assessment, denials: [] };
  const input = assessmentInput(plan, names, policies, now, undefined);
  const { proofs, denials } = joinControlPolicies(
    { ...input, proofs: assessment.proofs },
    controls,
  );
  const result = worst(proofs.map((proof) => proof.result));
  return { assessment: { ...assessment, proofs, result }, denials };
}

function assessmentInput(
  plan: ExportPlan,
  names: ExportTarget,
  { bucket, key, members = [], blockPublicPolicy }: KnownPolicies,
  now: Date,
  deployed: KnownPolicies | undefined,
): AssessmentInput {
  const { settings, home, sidPrefix, detaching } = plan;
  const { bucketName, keyArn, sources } = names;
  const { lookupRoleArn, readers } = plan.access;
  return {
    bucketPolicy: bucket,
    keyPolicy: key,
    bucketArn: bucketArn(home.partition, bucketName),
    prefix: settings.bucket.prefix,
    keyArn,
    sources: [...sources],
    owners: {
      bucket: policyOwner(settings.bucket.existing),
      key: policyOwner(settings.key.existing),
    },
    accounts: {
      bucket: bucketAccount(plan, names),
      key: parseArn(keyArn)?.accountId,
    },
    grantees: [
      ...readers.ofBucket,
      ...readers.ofKey,
      ...(lookupRoleArn === undefined ? [] : [lookupRoleArn]),
    ],
    members: [
      ...new Set([...settings.members.accounts.map(({ accountId }) => accountId), ...members]),
    ],
    sidPrefix,
    mode: detaching ? "off" : settings.proof,
    now: now.toISOString(),
    ...(blockPublicPolicy && { blockPublicPolicy }),
    ...(deployed && {
      deployed: { bucketPolicy: deployed.bucket, keyPolicy: deployed.key },
    }),
  };
}

/** Who writes a policy, by what is configured of its holder. */
export function policyOwner(existing: Pick<ExistingSettings, "policy"> | undefined): PolicyOwner {
  if (existing === undefined) return "stack";
  return existing.policy === "external" ? "external" : "shared";
}

/** That of the detectors, where the bucket is in it; undefined while a stand-in is all that is known of it. */
function bucketAccount({ accounts, shown }: ExportPlan, names: ExportTarget): string | undefined {
  const said = accountIdOf(accounts, accounts.bucketOwner);
  if (said !== undefined) return said;
  const [standIn, detector] = [shown, names].map(({ sources }) => sources[0]?.accountId);
  const known =
    detector !== standIn && sameAccount(accounts, "administrator", accounts.bucketOwner);
  return known ? detector : undefined;
}
