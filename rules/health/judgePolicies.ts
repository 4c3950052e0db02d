import type { OwnPart, PolicyTexts } from "../adoption";
import { policyOutcome } from "../adoption";
import { bucketArn, detectorArn, knownArn, parseS3Arn } from "../arn";
import type { ExportSource, PolicyName } from "../policies";
import { EMPTY_POLICY, PolicyTooLargeError } from "../policies";
import { fitPolicy } from "../policies/budget";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { listOf } from "../policyDocument";
import { assessPolicies } from "../proof/assess";
import type { HealthSettings } from "./environment";
import type { ExpectedPolicies, ExpectedPolicy } from "./expectedPolicies";
import { policyAccount } from "./expectedPolicies";
import type { DeployedPolicy } from "./policies";
import { assessedFindings, driftsOf, POLICIES, readPolicies } from "./policies";
import type { PolicyFinding } from "./policyValues";
import { error } from "./policyValues";
import type { Result } from "./types";

/** The policies as they were read. */
export interface ObservedPolicies {
  /** Of those that could be read; null: there is none. */
  texts: PolicyTexts;
  /** As in `AssessmentInput`. */
  blockPublicPolicy?: Result<boolean>;
  /** Accounts that are enabled members, or have to be. */
  members: readonly string[];
  at: Date;
}

/** Judges the two policies as `status` does, with the export's statements in place of its configuration. */
export function judgePolicies(
  settings: HealthSettings,
  expected: ExpectedPolicies,
  { texts, blockPublicPolicy, members, at }: ObservedPolicies,
): PolicyFinding[] {
  const sidPrefix = (expected.bucket ?? expected.key)?.sidPrefix;
  if (sidPrefix === undefined || Object.keys(texts).length === 0) return [];
  const { policies: live, findings: unreadable } = readPolicies(texts, sidPrefix);
  const sources = sourcesOf(settings);
  const { deployed, findings: tooLarge } = deployedPolicies(expected, live, sources);
  const drifts = driftsOf(live, deployed ?? {});
  const { partition, bucket = "", key = "" } = parseS3Arn(settings.destinationArn) ?? {};
  const assessment = assessPolicies({
    bucketPolicy: live.bucket,
    keyPolicy: live.key,
    bucketArn: bucketArn(partition ?? knownArn(settings.keyArn).partition, bucket),
    prefix: key.replace(/\/$/, ""),
    keyArn: settings.keyArn,
    sources,
    owners: { bucket: ownerOf(expected.bucket), key: ownerOf(expected.key) },
    accounts: { bucket: policyAccount("bucket", settings), key: policyAccount("key", settings) },
    grantees: granteesOf(expected),
    members: [...new Set(members)],
    sidPrefix,
    mode: "require",
    now: at.toISOString(),
    ...(blockPublicPolicy && { blockPublicPolicy }),
    ...(deployed && {
      deployed: {
        bucketPolicy: deployed.bucket?.document ?? live.bucket,
        keyPolicy: deployed.key?.document ?? live.key,
      },
    }),
  });
  return [...unreadable, ...tooLarge, ...assessedFindings(assessment, drifts)];
}

function sourcesOf({ administratorAccountId, regions }: HealthSettings): ExportSource[] {
  return regions.map(({ region, detectorId }) => ({
    ...{ accountId: administratorAccountId, region, detectorId },
  }));
}

const ownerOf = (expected: ExpectedPolicy | undefined) => expected?.owner ?? "external";

/** The identities that the export's own statements let read; an account as a whole administers the key. */
function granteesOf(expected: ExpectedPolicies): string[] {
  const statements = POLICIES.flatMap((policy) => expected[policy]?.statements ?? []);
  return statements
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap(({ Principal }) =>
      typeof Principal === "object" && "AWS" in Principal ? listOf(Principal["AWS"] ?? []) : [],
    )
    .filter((arn) => !arn.endsWith(":root"));
}

type Deployed = { [policy in PolicyName]?: DeployedPolicy };

/** The policies as the next deployment writes them, of those that were read; undefined: one has no room, and neither is written. */
function deployedPolicies(
  expected: ExpectedPolicies,
  live: { [policy in PolicyName]?: PolicyDocument },
  sources: readonly ExportSource[],
): { deployed?: Deployed; findings: PolicyFinding[] } {
  const detectorArns = sources.map(detectorArn);
  const found = POLICIES.map((name): { deployed?: Deployed; finding?: PolicyFinding } => {
    const [own, is] = [expected[name], live[name]];
    if (own === undefined || is === undefined) return {};
    try {
      return { deployed: { [name]: deployedPolicy(name, own, is, detectorArns) } };
    } catch (thrown) {
      if (!(thrown instanceof PolicyTooLargeError)) throw thrown;
      return { finding: error("policyTooLarge", { size: thrown.size }) };
    }
  });
  const findings = found.flatMap(({ finding }) => finding ?? []);
  if (findings.length > 0) return { findings };
  return { deployed: Object.assign({}, ...found.map(({ deployed }) => deployed)), findings };
}

function deployedPolicy(
  name: PolicyName,
  { owner, sidPrefix, statements }: ExpectedPolicy,
  live: PolicyDocument,
  detectorArns: readonly string[],
): DeployedPolicy {
  if (owner === "stack") {
    return { owner, document: { ...EMPTY_POLICY, Statement: statements }, changes: [] };
  }
  const part = ownPart(name, sidPrefix, statements, detectorArns);
  const policy = owner === "external" ? "external" : "merge";
  const { document, changes } = policyOutcome(live, { policy, detach: false }, part);
  return { owner, document, changes };
}

function ownPart(
  name: PolicyName,
  sidPrefix: string,
  statements: PolicyStatement[],
  detectorArns: readonly string[],
): OwnPart {
  return {
    ...{ sidPrefix, detectorArns },
    fit: (others) => fitPolicy(name, others, () => statements),
  };
}
