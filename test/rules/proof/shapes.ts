import {
  bucketPolicy,
  createdKeyPolicy,
  keyPolicy,
  sidPrefix,
  type ExportSource,
} from "../../../rules/policies";
import { listOf, type PolicyDocument, type PolicyStatement } from "../../../rules/policyDocument";
import type { ExportPolicies } from "../../../rules/proof";
import { DEFAULT_REGIONS, knownRegion, LISTED_OPT_IN_REGIONS } from "../../../rules/regions";

export const ACCOUNT = "111122223333";
export const SIDS = sidPrefix({ project: "security", stack: "prod", component: "findings" });
export const EVERY_REGION = [...DEFAULT_REGIONS, ...LISTED_OPT_IN_REGIONS];

export function source(region: string, accountId = ACCOUNT): ExportSource {
  const detectorId = Buffer.from(`${region}${accountId}`).toString("hex").padEnd(32, "0");
  return { accountId, region, detectorId: detectorId.slice(0, 32) };
}

export interface Shape {
  sources: ExportSource[];
  prefix?: string;
  /** What others have in the bucket policy. */
  others?: PolicyStatement[];
}

/** The policies that the package writes for these sources. */
export function policiesFor({ sources, prefix = "", others = [] }: Shape): ExportPolicies {
  const { partition } = knownRegion(sources[0]?.region ?? "us-east-1");
  const home = partition === "aws-us-gov" ? "us-gov-west-1" : "us-east-1";
  const keyArn = `arn:${partition}:kms:${home}:${ACCOUNT}:key/a1b2c3d4-5678-90ab-cdef-1234567890ab`;
  const theirs: PolicyDocument = { Version: "2012-10-17", Statement: others };
  const bucketName = "acme-findings";
  const bucket = { sidPrefix: SIDS, partition, bucketName, prefix, keyArn, sources };
  const administration = createdKeyPolicy(SIDS, partition, ACCOUNT);
  return {
    bucketPolicy: bucketPolicy(bucket, theirs).document,
    keyPolicy: keyPolicy({ sidPrefix: SIDS, sources }, administration).document,
    bucketArn: `arn:${partition}:s3:::${bucketName}`,
    prefix,
    keyArn,
    sources,
  };
}

const several = ["us-east-1", "eu-west-1", "me-south-1"].map((region) => source(region));

/** So long that only a pattern for each account fits next to it. */
const LONG: PolicyStatement = {
  Sid: "x".repeat(18_400),
  Effect: "Deny",
  Principal: "*",
  Action: "s3:DeleteBucket",
  Resource: "arn:aws:s3:::acme-findings",
};

export const SHAPES: { [name: string]: Shape } = {
  "one Region": { sources: [source("us-east-1")] },
  "three Regions, one of them opt-in": { sources: several },
  "a prefix": { sources: several.slice(1), prefix: "security/guardduty" },
  GovCloud: { sources: [source("us-gov-west-1"), source("us-gov-east-1")] },
  "two accounts": { sources: [...several, source("us-east-1", "444455556666")] },
  "every Region": { sources: EVERY_REGION.map((region) => source(region)) },
  "accounts named by a pattern in the bucket policy": {
    sources: [...several, source("us-east-1", "444455556666")],
    others: [LONG],
  },
};

/** The policies with one of the two documents' statements changed. */
export function withStatements(
  policies: ExportPolicies,
  policy: "bucketPolicy" | "keyPolicy",
  change: (statements: PolicyStatement[]) => PolicyStatement[],
): ExportPolicies {
  const document = policies[policy] as PolicyDocument;
  const Statement = change(structuredClone(listOf(document.Statement)));
  return { ...policies, [policy]: { ...document, Statement } };
}
