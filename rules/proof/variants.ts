import { conditionsIn, toPattern, variablesIn, type RequestContext } from "../evaluator";
import { findingsFolder, type ExportSource } from "../policies";
import { startOf } from "./instants";
import { findingKeys, representatives } from "./objectSpace";
import { documentOf, statementsOf } from "./statements";
import type { ExportPolicies, PolicyName } from "./types";

type Known = RequestContext["known"];

/** What requests to S3 and to KMS hold where it varies: one for each way in which the policies distinguish them. */
export type Variants = { readonly [policy in PolicyName]: readonly Known[] };

const TLS = "s3:TlsVersion";
/** Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingEncryptionInTransit.html */
const TLS_VERSIONS = ["1.2", "1.3"];

const CONTEXT_OF_S3 = "aws:s3:arn";
const S3_ARN = `kms:EncryptionContext:${CONTEXT_OF_S3}`;
const CONTEXT_KEYS = "kms:EncryptionContextKeys";

/** Variants for a detector, and for one object where only that is written. */
export function variantsFor(
  policies: ExportPolicies,
): (source: ExportSource, written?: string) => Variants {
  const bucket = distinguished(policies, "bucket", TLS)
    ? TLS_VERSIONS.map((version) => ({ [TLS]: version }))
    : [{}];
  const patterns = distinguished(policies, "key", S3_ARN);
  const names = distinguished(policies, "key", CONTEXT_KEYS);
  const named = names === undefined ? [{}] : contextKeys(names);
  return (source, written) => {
    const contexts =
      patterns === undefined ? [{}] : contextsOf(policies, patterns, source, written);
    return {
      bucket,
      key: contexts.flatMap((context) => named.map((keys) => ({ ...context, ...keys }))),
    };
  };
}

/**
 * The keys of the encryption context: S3's own is always among them, and a caller may add others. AWS does not document whether GuardDuty does.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
function contextKeys(patterns: readonly string[]): Known[] {
  const others = patterns.map((one) => one.replaceAll("*", "").replaceAll("?", "x"));
  const added = [...new Set([...others, "unlisted"])].filter(
    (one) => one !== CONTEXT_OF_S3 && one !== "",
  );
  return [[], ...added.map((one) => [one]), added].map((more) => ({
    [CONTEXT_KEYS]: [CONTEXT_OF_S3, ...more],
  }));
}

/**
 * The encryption context that S3 gives: the ARN of the object, or that of the bucket with a bucket key.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
function contextsOf(
  policies: ExportPolicies,
  patterns: readonly string[],
  { region }: ExportSource,
  written?: string,
): Known[] {
  const { bucketArn, prefix } = policies;
  const folder = findingsFolder(prefix);
  const day = startOf(policies).at.slice(0, 10);
  const findings = () =>
    representatives(`${bucketArn}/`, findingKeys(folder, [region], day), patterns, "text");
  const objects = written === undefined ? findings() : [written];
  // Too many ways to try each: the key stays open.
  if (objects === undefined) return [{}];
  const test = written === undefined ? [`${bucketArn}/${folder}`] : [];
  return [bucketArn, ...test, ...objects].map((arn) => ({ [S3_ARN]: arn }));
}

/** The patterns with which the statements of a policy distinguish values of a key; undefined: they do not. */
function distinguished(
  policies: ExportPolicies,
  policy: PolicyName,
  key: string,
): string[] | undefined {
  const document = documentOf(policies, policy);
  if (document === undefined) return undefined;
  const name = key.toLowerCase();
  const statements = statementsOf(document).map(([, one]) => one);
  const uses = statements.flatMap(conditionsIn).filter((one) => one.key === name);
  const isVariable = statements.some((one) => variablesIn(one).includes(name));
  if (uses.length === 0 && !isVariable) return undefined;
  return [...new Set(uses.flatMap(({ values }) => values.map(toPattern)))];
}
