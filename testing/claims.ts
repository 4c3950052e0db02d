import * as fc from "fast-check";

import type { AccessRequest } from "../rules/evaluator";
import { bucketPolicy, sidPrefix } from "../rules/policies";
import type { PolicyDocument, PolicyStatement } from "../rules/policyDocument";
import { listOf } from "../rules/policyDocument";
import { assessPolicies } from "../rules/proof";
import { guardDutyRequest, encryptedWith } from "../rules/proof/calls";
import { compare } from "./differential";

const ACCOUNT = "111122223333";
const MEMBER = "222233334444";
const OTHER = "444455556666";
const SIDS = sidPrefix({ project: "security", stack: "prod", component: "findings" });
const SOURCE = { accountId: ACCOUNT, region: "us-east-1", detectorId: "a".repeat(32) };
const BUCKET = "arn:aws:s3:::acme-findings";
const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/a1b2c3d4-5678-90ab-cdef-1234567890ab`;
const FOLDER = `${BUCKET}/AWSLogs`;

/** A bucket policy in which something was opened or closed, and one object and one caller to try on it. */
export interface Claim {
  statement: PolicyStatement;
  object: string;
  caller: AccessRequest["principal"];
  action: string;
}

const own = bucketPolicy(
  {
    ...{ sidPrefix: SIDS, partition: "aws", bucketName: "acme-findings", prefix: "" },
    ...{ keyArn: KEY, sources: [SOURCE] },
  },
  { Version: "2012-10-17", Statement: [] },
).document;

const part = (exact: string, any: string) => fc.constantFrom(exact, "*", any);
const HEX = [..."0123456789abcdef"];
const name = fc
  .array(fc.constantFrom(...HEX), { minLength: 32, maxLength: 32 })
  .map((hex) => hex.join("").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"));
const account = fc.constantFrom(ACCOUNT, MEMBER);
const year = fc.integer({ min: 2027, max: 2031 }).map(String);
const month = fc.integer({ min: 1, max: 12 }).map((one) => String(one).padStart(2, "0"));
const day = fc.integer({ min: 1, max: 28 }).map((one) => String(one).padStart(2, "0"));

const object = fc
  .tuple(account, year, month, day, name)
  .map(([of, ...rest]) => `${FOLDER}/${of}/GuardDuty/us-east-1/${rest.join("/")}.jsonl.gz`);
/** A part of the key space: each segment of an object's key as it is, any, or some. */
const pattern = fc.oneof(
  fc.constantFrom("*", `${BUCKET}/*`, `${FOLDER}/*`, `${BUCKET}/site/*`, `${FOLDER}/`),
  fc
    .tuple(
      account,
      year,
      month,
      name.map((one) => one.charAt(0)),
    )
    .chain(([of, y, m, letter]) =>
      fc
        .tuple(part(of, `${of.slice(0, 4)}*`), part(y, "20??"), part(m, "?2"), part("*", "0?"))
        .map(
          (all) => `${FOLDER}/${all[0]}/GuardDuty/us-east-1/${all.slice(1).join("/")}/${letter}*`,
        ),
    ),
  fc.tuple(account, year).map(([of, y]) => `${FOLDER}/${of}/GuardDuty/*/${y}/*`),
);
const PRINCIPALS: [PolicyStatement["Principal"], AccessRequest["principal"]][] = [
  ["*", { kind: "Anonymous" }],
  [{ AWS: `arn:aws:iam::${OTHER}:root` }, { kind: "AWS", arn: `arn:aws:iam::${OTHER}:role/r` }],
  [
    { Service: "cloudtrail.amazonaws.com" },
    { kind: "Service", service: "cloudtrail.amazonaws.com" },
  ],
  [{ Service: "guardduty.amazonaws.com" }, { kind: "Service", service: "guardduty.amazonaws.com" }],
];
const ACTIONS = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"];

const claim: fc.Arbitrary<Claim> = fc
  .record({
    effect: fc.constantFrom<"Allow" | "Deny">("Allow", "Deny"),
    principal: fc.constantFrom(...PRINCIPALS),
    resource: fc.array(pattern, { minLength: 1, maxLength: 2 }),
    excluded: fc.boolean(),
    actions: fc.subarray([...ACTIONS, "s3:*", "s3:Put*"], { minLength: 1, maxLength: 3 }),
    action: fc.constantFrom(...ACTIONS),
    object,
  })
  .map(({ effect, principal, resource, excluded, actions, ...rest }) => ({
    ...rest,
    caller: principal[1],
    statement: {
      ...{ Sid: "Theirs", Effect: effect, Principal: principal[0] as "*", Action: actions },
      ...(excluded ? { NotResource: resource } : { Resource: resource }),
    },
  }));

/** What is claimed and not so: an export that a sample is denied, or access that is found nowhere. */
export type Fault = "deniedExport" | "silentAccess";

export async function faultOf({
  statement,
  object: resource,
  caller,
  action,
}: Claim): Promise<Fault | undefined> {
  const document: PolicyDocument = { ...own, Statement: [...listOf(own.Statement), statement] };
  const { result, findings } = assessPolicies({
    ...{ bucketPolicy: document, keyPolicy: undefined, bucketArn: BUCKET, prefix: "", keyArn: KEY },
    ...{ sources: [SOURCE], members: [MEMBER], sidPrefix: SIDS, mode: "require" },
    owners: { bucket: "shared", key: "shared" },
    accounts: { bucket: ACCOUNT, key: ACCOUNT },
    now: "2026-11-28T12:00:00.000Z",
  });
  const unproved = result !== "notChecked" || findings.some((one) => "calls" in one);
  const put = guardDutyRequest(SOURCE, "s3:PutObject", encryptedWith(KEY));
  if (!unproved && !(await isAllowed(document, { ...put, resource }))) return "deniedExport";
  const found = findings.some((one) => "callers" in one);
  const context = { known: { "aws:SecureTransport": "true" }, otherwise: "absent" as const };
  if (!found && (await isAllowed(document, { principal: caller, action, resource, context }))) {
    return "silentAccess";
  }
  return undefined;
}

async function isAllowed(document: PolicyDocument, request: AccessRequest): Promise<boolean> {
  const { known } = request.context;
  const names = ["aws:SourceAccount", "aws:SourceArn", "aws:SecureTransport"];
  const kept = Object.entries(known).filter(
    ([key]) => names.includes(key) || (key.startsWith("s3:") && request.action === "s3:PutObject"),
  );
  const context = { known: Object.fromEntries(kept), otherwise: "absent" as const };
  const { theirs } = await compare({ document, request: { ...request, context } });
  return theirs === "allowed";
}

export interface ClaimFault extends Claim {
  seed: number;
  fault: Fault | undefined;
}

/** The first false claim among generated ones, made as small as it gets. */
export async function claimFaults(
  cases: number,
  seed: number,
  fault: typeof faultOf = faultOf,
): Promise<ClaimFault[]> {
  const holds = fc.asyncProperty(claim, async (one) => (await fault(one)) === undefined);
  const { counterexample } = await fc.check(holds, { numRuns: cases, seed });
  if (!counterexample) return [];
  const [one] = counterexample;
  return [{ seed, fault: await fault(one), ...one }];
}
