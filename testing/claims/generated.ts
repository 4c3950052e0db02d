import * as fc from "fast-check";

import type { AccessRequest } from "../../rules/evaluator";
import { bucketPolicy, createdKeyPolicy, keyPolicy, sidPrefix } from "../../rules/policies";
import { listOf, type PolicyDocument, type PolicyStatement } from "../../rules/policyDocument";
import { SENSITIVE_ACTIONS } from "../../rules/proof/sensitiveActions";

export const ACCOUNT = "111122223333";
export const MEMBER = "222233334444";
const OTHER = "444455556666";
/** No statement names it. */
const UNNAMED = "777777777777";
export const SIDS = sidPrefix({ project: "security", stack: "prod", component: "findings" });
export const SOURCE = { accountId: ACCOUNT, region: "us-east-1", detectorId: "a".repeat(32) };
export const BUCKET = "arn:aws:s3:::acme-findings";
export const KEY = `arn:aws:kms:us-east-1:${ACCOUNT}:key/a1b2c3d4-5678-90ab-cdef-1234567890ab`;
const FOLDER = `${BUCKET}/AWSLogs`;
export const NOW = "2026-11-28T12:00:00Z";

type Known = AccessRequest["context"]["known"];

/** A caller from outside. */
export interface Outsider {
  principal: AccessRequest["principal"];
  known: Known;
}

/** Policies in which something was opened or closed, and one request of each kind to try on them. */
export interface Claim {
  bucket: PolicyDocument;
  key: PolicyDocument;
  members: string[];
  /** When the requests are made. */
  at: string;
  object: string;
  /** What a request may hold that AWS does not document. */
  open: Known;
  outsider: Outsider;
  action: string;
  resource: string;
}

const EMPTY: PolicyDocument = { Version: "2012-10-17", Statement: [] };
const OWN = {
  bucket: bucketPolicy(
    {
      ...{ sidPrefix: SIDS, partition: "aws", bucketName: "acme-findings", prefix: "" },
      ...{ keyArn: KEY, sources: [SOURCE] },
    },
    EMPTY,
  ).document,
  key: keyPolicy({ sidPrefix: SIDS, sources: [SOURCE] }, createdKeyPolicy(SIDS, "aws", ACCOUNT))
    .document,
};

const part = (exact: string, any: string) => fc.constantFrom(exact, "*", any);
const HEX = [..."0123456789abcdef"];
const name = fc
  .array(fc.constantFrom(...HEX), { minLength: 32, maxLength: 32 })
  .map((hex) => hex.join("").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"));
const account = fc.constantFrom(ACCOUNT, MEMBER);
const twoDigits = (max: number) =>
  fc.integer({ min: 1, max }).map((one) => String(one).padStart(2, "0"));
const year = fc.integer({ min: 2027, max: 2031 }).map(String);
const month = twoDigits(12);
const time = fc
  .tuple(year, month, twoDigits(28), fc.integer({ min: 0, max: 23 }))
  .map(([y, m, d, h]) => `${y}-${m}-${d}T${String(h).padStart(2, "0")}:30:00Z`);

const objectAt = (at: string) =>
  fc
    .tuple(account, name)
    .map(
      ([of, id]) =>
        `${FOLDER}/${of}/GuardDuty/us-east-1/${at.slice(0, 10).replaceAll("-", "/")}/${id}.jsonl.gz`,
    );

/** A part of the key space: each segment of an object's key as it is, any, or some. */
const pattern = fc.oneof(
  fc.constantFrom("*", BUCKET, `${BUCKET}/*`, `${FOLDER}/*`, `${BUCKET}/site/*`, `${FOLDER}/`),
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

const ROLE = `arn:aws:iam::${OTHER}:role/r`;
const CLOUDTRAIL = "cloudtrail.amazonaws.com";
const GUARDDUTY = "guardduty.amazonaws.com";
const outside = fc.constantFrom<Outsider>(
  { principal: { kind: "Anonymous" }, known: {} },
  {
    principal: { kind: "AWS", arn: ROLE },
    known: { "aws:PrincipalAccount": OTHER, "aws:PrincipalArn": ROLE },
  },
  ...[CLOUDTRAIL, GUARDDUTY].map((service) => ({
    principal: { kind: "Service" as const, service },
    known: {
      "aws:SourceAccount": UNNAMED,
      "aws:SourceArn": `arn:aws:${service.split(".")[0]}:us-east-1:${UNNAMED}:detector/${"c".repeat(32)}`,
      "aws:PrincipalServiceName": service,
    },
  })),
);

const principal = fc.constantFrom<Pick<PolicyStatement, "Principal" | "NotPrincipal">>(
  { Principal: "*" },
  { Principal: { AWS: "*" } },
  { Principal: { AWS: `arn:aws:iam::${OTHER}:root` } },
  { Principal: { AWS: [ROLE, `arn:aws:iam::${ACCOUNT}:root`] } },
  { Principal: { Service: CLOUDTRAIL } },
  { Principal: { Service: [GUARDDUTY, CLOUDTRAIL] } },
  { NotPrincipal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } },
  { NotPrincipal: { Service: GUARDDUTY } },
);

const DATES = ["2026-06-01", "2027-06-15T00:00:00Z", "2029-01-01T12:00:00+02:00"];
const dated = (key: string, operators: string[], values: string[]) =>
  fc
    .tuple(fc.constantFrom(...operators), fc.constantFrom(...values))
    .map(([operator, value]) => ({ [operator]: { [key]: value } }));
const COMPARISONS = ["LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];
const condition: fc.Arbitrary<PolicyStatement["Condition"]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  dated(
    "aws:CurrentTime",
    COMPARISONS.flatMap((one) => [`Date${one}`, `Date${one}IfExists`]),
    DATES,
  ),
  dated(
    "aws:EpochTime",
    COMPARISONS.map((one) => `Numeric${one}`),
    DATES.map((date) => String(Date.parse(date) / 1000)),
  ),
  fc
    .tuple(
      fc.constantFrom(
        ...["StringEquals", "StringNotEquals", "StringLike", "StringNotLike"],
        ...["StringEqualsIfExists", "StringNotEqualsIfExists"],
      ),
      fc.constantFrom(
        ...[ACCOUNT, OTHER].map((id) => ({ "aws:SourceAccount": id })),
        { "aws:PrincipalAccount": OTHER },
        { "aws:PrincipalOrgID": "o-abc1234567" },
        { "aws:PrincipalServiceName": GUARDDUTY },
        { "aws:RequestedRegion": "us-east-1" },
        { "aws:ResourceAccount": ACCOUNT },
        { "aws:SourceVpce": "vpce-1" },
        { "aws:SourceOrgID": "o-abc1234567" },
        { "aws:SourceArn": "arn:aws:guardduty:*" },
      ),
    )
    .map(([operator, keys]) => ({ [operator]: keys as { [key: string]: string } })),
  fc.constantFrom<NonNullable<PolicyStatement["Condition"]>>(
    { Bool: { "aws:SecureTransport": "true" } },
    { Bool: { "aws:SecureTransport": "false" } },
    { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
    { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
  ),
);

const WHAT: { [policy in "bucket" | "key"]: string[][] } = {
  bucket: [
    ["s3:*"],
    ["s3:Put*"],
    ["s3:GetObject", "s3:DeleteObject*"],
    ["s3:PutObject"],
    ["s3:PutBucketPolicy", "s3:PutLifecycleConfiguration"],
    ["*"],
  ],
  key: [["kms:*"], ["kms:GenerateDataKey*"], ["kms:Decrypt", "kms:CreateGrant"], ["*"]],
};

function added(policy: "bucket" | "key"): fc.Arbitrary<PolicyStatement> {
  const resource =
    policy === "key"
      ? fc.constant<string[]>(["*"])
      : fc.array(pattern, { minLength: 1, maxLength: 2 });
  return fc
    .record({
      Effect: fc.constantFrom<"Allow" | "Deny">("Allow", "Deny"),
      who: principal,
      what: fc.constantFrom(...WHAT[policy]),
      resource,
      except: fc.record({
        actions: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
        resources: policy === "key" ? fc.constant(false) : fc.boolean(),
      }),
      Condition: condition,
    })
    .map(({ Effect, who, what, resource: where, except, Condition }) => ({
      ...{ Sid: "Theirs", Effect, ...who },
      ...(except.actions ? { NotAction: what } : { Action: what }),
      ...(except.resources ? { NotResource: where } : { Resource: where }),
      ...(Condition !== undefined && { Condition }),
    }));
}

/** A policy with up to two statements of others, and perhaps without one of ours. */
function policy(which: "bucket" | "key"): fc.Arbitrary<PolicyDocument> {
  const own = listOf(OWN[which].Statement);
  return fc
    .record({
      theirs: fc.array(added(which), { maxLength: 2 }),
      gone: fc.oneof(
        { weight: 6, arbitrary: fc.constant(-1) },
        fc.integer({ min: 0, max: own.length - 1 }),
      ),
      first: fc.boolean(),
    })
    .map(({ theirs, gone, first }) => {
      const ours = own.filter((_, index) => index !== gone);
      return { ...OWN[which], Statement: first ? [...theirs, ...ours] : [...ours, ...theirs] };
    });
}

const sensitive = SENSITIVE_ACTIONS.filter((one) => one.class !== "readSettings");

export const claim: fc.Arbitrary<Claim> = time.chain((at) =>
  fc
    .record({
      bucket: policy("bucket"),
      key: policy("key"),
      members: fc.constantFrom<string[]>([], [MEMBER]),
      object: objectAt(at),
      open: fc.constantFrom<Known>(
        {},
        { "aws:SourceVpce": "vpce-1", "aws:SourceIp": "203.0.113.5" },
        { "aws:SourceOrgID": "o-abc1234567", "aws:SourceIp": "198.51.100.7" },
      ),
      outsider: outside,
      tried: fc.constantFrom(...sensitive),
    })
    .map(({ tried: { action, on }, object, ...rest }) => ({
      ...{ ...rest, at, object, action },
      resource: { bucket: BUCKET, key: KEY, elsewhere: `${BUCKET}/elsewhere`, finding: object }[on],
    })),
);
