import * as fc from "fast-check";

import type { PolicyDocument, PolicyStatement } from "../rules/policyDocument";
import type { RegionProof } from "../rules/proof";
import { proveExport } from "../rules/proof";
import {
  ADMIN,
  BUCKET,
  bucketArn,
  bucketStatements,
  clientOf,
  DETECTOR,
  destinationInput,
  exportWorld,
  keyArn,
  keyStatements,
  type ExportLocation,
  policyOf,
  refusal,
  type Statements,
} from "./worlds";

const MEMBER = "999999999999";
const ORGANIZATION = "o-a1b2c3d4e5";

/** A pair of policies, and where the detector and the prefix are. */
export interface PolicyPair {
  region: string;
  prefix: string;
  bucket: PolicyStatement[];
  key: PolicyStatement[];
}

/** What the sandbox does under both settings of what AWS does not document. */
interface Outcome {
  proof: RegionProof["result"];
  refused: string[];
  allowed: string[];
}

export interface PairDisagreement extends PolicyPair, Outcome {
  seed: number;
}

const denied = (Condition: PolicyStatement["Condition"]): Partial<PolicyStatement> => ({
  Effect: "Deny",
  Principal: "*",
  Condition,
});

/** Denies that AWS and public guides publish, their Action and Resource left open. */
export const PUBLISHED_DENIES: { [name: string]: Partial<PolicyStatement> } = {
  identityPerimeter: denied({
    StringNotEqualsIfExists: { "aws:PrincipalOrgID": ORGANIZATION },
    BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
  }),
  networkPerimeter: denied({
    NotIpAddressIfExists: { "aws:SourceIp": ["203.0.113.0/24"] },
    BoolIfExists: { "aws:PrincipalIsAWSService": "false", "aws:ViaAWSService": "false" },
    ArnNotLikeIfExists: { "aws:PrincipalArn": [`arn:aws:iam::${ADMIN}:root`] },
  }),
  confusedDeputy: denied({
    StringNotEqualsIfExists: { "aws:SourceAccount": ADMIN },
    Bool: { "aws:PrincipalIsAWSService": "true" },
  }),
  otherOrganizations: denied({ StringNotEquals: { "aws:PrincipalOrgID": ORGANIZATION } }),
  otherSourceOrganizations: denied({
    StringNotEqualsIfExists: { "aws:SourceOrgID": ORGANIZATION },
  }),
  plainHttp: denied({ Bool: { "aws:SecureTransport": "false" } }),
  oldTls: denied({ NumericLessThan: { "s3:TlsVersion": "1.2" } }),
  otherNetworks: denied({ NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }),
  otherEndpoints: denied({ StringNotEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" } }),
  unencrypted: denied({ Null: { "s3:x-amz-server-side-encryption": "true" } }),
  otherEncryption: denied({
    StringNotEquals: { "s3:x-amz-server-side-encryption": "AES256" },
  }),
  otherKeys: denied({
    StringNotLikeIfExists: { "s3:x-amz-server-side-encryption-aws-kms-key-id": keyArn() },
  }),
  noOwnerControl: denied({ StringNotEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } }),
  otherServices: denied({
    StringNotEqualsIfExists: { "aws:PrincipalServiceName": "guardduty.amazonaws.com" },
  }),
  otherDetectors: denied({
    ArnNotLikeIfExists: { "aws:SourceArn": `arn:aws:guardduty:*:${ADMIN}:detector/*` },
  }),
  anyPrincipal: { Effect: "Deny", Principal: { AWS: "*" } },
};

const withScope = (base: Partial<PolicyStatement>, Action: string, Resource: string | string[]) =>
  ({ ...structuredClone(base), Action, Resource }) as PolicyStatement;

function pairsOf(region: string, prefix: string): fc.Arbitrary<PolicyPair> {
  const location: ExportLocation = { region, home: "us-east-1", prefix };
  const own = (statements: Statements) => Object.values(statements) as PolicyStatement[];
  const arn = bucketArn();
  const some = (statements: PolicyStatement[]) =>
    fc.oneof(
      { weight: 4, arbitrary: fc.constant(statements) },
      { weight: 1, arbitrary: fc.subarray(statements) },
    );
  const denies = (scopes: fc.Arbitrary<[string, string | string[]]>) =>
    fc.array(
      fc
        .tuple(fc.constantFrom(...Object.values(PUBLISHED_DENIES)), scopes)
        .map(([base, [action, resource]]) => withScope(base, action, resource)),
      { maxLength: 3 },
    );
  const ofBucket: fc.Arbitrary<[string, string | string[]]> = fc.tuple(
    fc.constantFrom(
      "s3:*",
      "s3:PutObject",
      "s3:Put*",
      "s3:GetBucketLocation",
      "s3:PutObjectAcl",
      "S3:putobject",
      "*",
    ),
    fc.constantFrom<string | string[]>(
      [arn, `${arn}/*`],
      `${arn}/*`,
      arn,
      `${arn}/*/AWSLogs/*`,
      `${arn}/AWSLogs/${MEMBER}/*`,
      "*",
    ),
  );
  const ofKey: fc.Arbitrary<[string, string | string[]]> = fc.tuple(
    fc.constantFrom("kms:*", "kms:GenerateDataKey", "kms:Decrypt", "KMS:Generate*"),
    fc.constantFrom<string | string[]>("*", keyArn()),
  );
  return fc
    .tuple(
      some(own(bucketStatements(location))),
      denies(ofBucket),
      some(own(keyStatements(location))),
      denies(ofKey),
    )
    .map(([bucket, moreBucket, key, moreKey]) => ({
      ...{ region, prefix },
      bucket: [...bucket, ...moreBucket],
      key: [...key, ...moreKey],
    }));
}

const policyPair: fc.Arbitrary<PolicyPair> = fc
  .tuple(fc.constantFrom("us-east-1", "me-south-1"), fc.constantFrom("", "gd"))
  .chain(([region, prefix]) => pairsOf(region, prefix));

/** What proof and sandbox say of one pair. */
export async function outcomeOf(pair: PolicyPair): Promise<Outcome> {
  const { region, prefix } = pair;
  const [proof] = proveExport({
    bucketPolicy: documentOf(pair.bucket),
    keyPolicy: documentOf(pair.key),
    ...{ bucketArn: bucketArn(), prefix, keyArn: keyArn() },
    sources: [{ accountId: ADMIN, region, detectorId: DETECTOR }],
    members: [MEMBER],
  });
  return {
    proof: proof!.result,
    refused: await refusalsOf(pair, "refused"),
    allowed: await refusalsOf(pair, "allowed"),
  };
}

/** Why the sandbox refuses the destination, a finding of the account or one of a member's; nothing: all of them pass. */
async function refusalsOf(
  pair: PolicyPair,
  undocumented: "refused" | "allowed",
): Promise<string[]> {
  const { region, prefix } = pair;
  const world = exportWorld({ region, prefix });
  world.assumptions = { undocumented };
  world.buckets![BUCKET]!.policy = { ...documentOf(pair.bucket) };
  world.keys![keyArn()]!.policy = { ...documentOf(pair.key) };
  world.organization = { id: ORGANIZATION, management: MEMBER, members: [ADMIN] };
  world.accounts![MEMBER] = { optedIn: ["me-south-1"] };
  world.detectors![`${MEMBER}/${region}`] = { id: "f".repeat(32) };
  world.detectors![`${ADMIN}/${region}`]!.members = { [MEMBER]: { relationshipStatus: "Enabled" } };
  const client = await clientOf(world, region);
  const input = destinationInput({ region, prefix });
  const [created] = await Promise.allSettled([
    client.call("guardduty:CreatePublishingDestination", input),
  ]);
  if (created.status === "rejected") return [await refusal(Promise.reject(created.reason))];
  const refusals: string[] = [];
  for (const account of [ADMIN, MEMBER]) {
    const deliveries = await client.cloud.exportFinding(account, region);
    if (deliveries.length === 0) throw new Error(`nothing exports the findings of ${account}`);
    refusals.push(...deliveries.flatMap((one) => one.refusal?.reason ?? []));
  }
  return refusals;
}

/** Of a refusal of the caller's own look at the prefix: no request of GuardDuty's was decided. */
const CALLERS = "s3:GetObject or s3:ListBucket";

export function agrees({ proof, refused, allowed }: Outcome): boolean {
  if (refused[0]?.includes(CALLERS)) return true;
  const passes = { refused: refused.length === 0, allowed: allowed.length === 0 };
  if (proof === "undetermined") return !passes.refused && passes.allowed;
  return proof === "allowed"
    ? passes.refused && passes.allowed
    : !passes.refused && !passes.allowed;
}

/** The pairs on which proof and sandbox disagree, made as small as they get: at most one of each batch. */
export async function pairDisagreements(
  cases: number,
  seed: number,
  onBatch: (done: number, found: number) => void = () => {},
  outcome: typeof outcomeOf = outcomeOf,
): Promise<PairDisagreement[]> {
  const found: PairDisagreement[] = [];
  const batch = 500;
  for (let done = 0; done < cases; done += batch) {
    const numRuns = Math.min(batch, cases - done);
    const batchSeed = (seed + done) | 0;
    const holds = fc.asyncProperty(policyPair, async (pair) => agrees(await outcome(pair)));
    const { counterexample } = await fc.check(holds, { numRuns, seed: batchSeed });
    if (counterexample) {
      const [pair] = counterexample;
      found.push({ seed: batchSeed, ...pair, ...(await outcome(pair)) });
    }
    onBatch(done + numRuns, found.length);
  }
  return found;
}

function documentOf(statements: PolicyStatement[]): PolicyDocument {
  return { ...(policyOf({}) as { Version: string }), Statement: statements };
}
