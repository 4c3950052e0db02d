import { detectorArn, parseArn } from "../arn";
import type { AccessRequest, PartialRequest } from "../evaluator";
import { sentByService } from "../evaluator";
import { findingsFolder, type ExportSource } from "../policies";
import { knownRegion } from "../regions";
import { ABSENT_KEYS, type RequestAction } from "./requestKeys";
import type { CallName, ExportPolicies, PolicyName } from "./types";
import type { Variants } from "./variants";

export const SSE = "s3:x-amz-server-side-encryption";
export const SSE_KEY = "s3:x-amz-server-side-encryption-aws-kms-key-id";
export const ACL = "s3:x-amz-acl";
const OWNER_CONTROLS = "bucket-owner-full-control";

/** One call of GuardDuty. */
export interface Call {
  call: CallName;
  policy: PolicyName;
  action: string;
  resource: string;
  /** The requests that it may make for it. Calls that make the same ones share them. */
  requests: PartialRequest[];
  /** A policy may leave it out, but not deny it. */
  grantNotNeeded?: boolean;
  /** Of calls for any object: whose folder it is in, the exporting account's or any other's. */
  folderOf?: "exporter" | "members";
}

type Known = AccessRequest["context"]["known"];
type CallTarget = Pick<ExportPolicies, "bucketArn" | "prefix" | "keyArn" | "accounts"> & {
  /** What varies between the requests. Defaults to nothing. */
  variants?: Variants;
};

/** The name GuardDuty calls as for a detector. */
export function principalOf({ region }: ExportSource): string {
  return knownRegion(region).servicePrincipal;
}

/** What is known of every request that GuardDuty makes for a detector: what each service sends, and the source. */
export function sentFor(source: ExportSource): Known {
  return {
    "aws:SourceAccount": source.accountId,
    "aws:SourceArn": detectorArn(source),
    ...sentByService(principalOf(source)),
  };
}

/** The headers of every object that GuardDuty writes. */
export function encryptedWith(keyArn: string): Known {
  return { [SSE]: "aws:kms", [SSE_KEY]: keyArn };
}

export function guardDutyRequest(
  source: ExportSource,
  action: RequestAction,
  headers: Known = {},
): PartialRequest {
  return {
    principal: { kind: "Service", service: principalOf(source) },
    action,
    context: {
      known: { ...sentFor(source), ...headers },
      absent: ABSENT_KEYS[action],
      otherwise: "unknown",
    },
  };
}

/** The ARN of a finding's object. Whether its account is the member or the exporter is not documented. */
export function findingArn(
  { bucketArn, prefix }: CallTarget,
  { region }: ExportSource,
  accountId: string,
): string {
  const folder = `${bucketArn}/${findingsFolder(prefix)}${accountId}/GuardDuty/${region}`;
  return `${folder}/2026/01/01/01234567-89ab-cdef-0123-456789abcdef.jsonl.gz`;
}

/** An account that is not the source's, as a member's is. */
export function memberOf({ accountId }: ExportSource): string {
  return accountId === "999999999999" ? "888888888888" : "999999999999";
}

/** What GuardDuty writes: the object of its test, a finding of its own account, or one of a member's. */
export type Written = "test" | "finding" | "memberFinding";

const PUTS: { [what in Written]: CallName } = {
  test: "putTestObject",
  finding: "putFinding",
  memberFinding: "putMemberFinding",
};

const ACLS = { finding: "putFindingAcl", memberFinding: "putMemberFindingAcl" } as const;

const ALIKE: Variants = { bucket: [{}], key: [{}] };

/** What requests hold of their resource: where it is, whose it is, and which kind of key GuardDuty takes. */
function heldOf({ keyArn, accounts = {} }: CallTarget): { [policy in PolicyName]: Known } {
  const { region, accountId, resource } = parseArn(keyArn) ?? {};
  const inRegion: Known = region === undefined ? {} : { "aws:RequestedRegion": region };
  const ofAccount = (account: string | undefined, ...keys: string[]): Known =>
    account !== undefined && /^\d{12}$/.test(account)
      ? Object.fromEntries(keys.map((key) => [key, account]))
      : {};
  const isKey = /^key\/[0-9a-f-]{36}$/.test(resource ?? "");
  return {
    bucket: {
      ...inRegion,
      ...ofAccount(accounts.bucket, "aws:ResourceAccount", "s3:ResourceAccount"),
    },
    key: {
      ...inRegion,
      ...ofAccount(accountId, "aws:ResourceAccount"),
      ...{ "kms:KeySpec": "SYMMETRIC_DEFAULT", "kms:EncryptionAlgorithm": "SYMMETRIC_DEFAULT" },
      "kms:KeyUsage": "ENCRYPT_DECRYPT",
      // The ids of multi-Region keys begin with mrk-.
      ...(isKey && { "kms:MultiRegion": "false", "kms:MultiRegionKeyType": [] }),
      ...(/^key\/mrk-/.test(resource ?? "") && { "kms:MultiRegion": "true" }),
    },
  };
}

/** The calls that GuardDuty makes for a detector, by what they are for. */
function callsFor(target: CallTarget, source: ExportSource) {
  const { bucketArn, keyArn, variants = ALIKE } = target;
  const held = heldOf(target);
  const asking = (policy: PolicyName, action: RequestAction, sent: Known[]) => ({
    policy,
    action,
    requests: variants[policy].flatMap((variant) =>
      sent.map((one) => guardDutyRequest(source, action, { ...held[policy], ...one, ...variant })),
    ),
  });
  const headers = encryptedWith(keyArn);
  // Whether GuardDuty sends an ACL is not documented: a bucket has to take both.
  const acls: Known[] = [{}, { [ACL]: OWNER_CONTROLS }];
  const puts = acls.map((acl) => ({ ...headers, ...acl }));
  const locate = asking("bucket", "s3:GetBucketLocation", [{}]);
  const put = asking("bucket", "s3:PutObject", puts);
  const putAcl = { ...asking("bucket", "s3:PutObjectAcl", acls.slice(1)), grantNotNeeded: true };
  const useKey = asking("key", "kms:GenerateDataKey", [{}]);
  return {
    locate: (): Call => ({ ...locate, call: "getBucketLocation", resource: bucketArn }),
    put: (what: Written, arn: string): Call => ({ ...put, call: PUTS[what], resource: arn }),
    putAcl: (what: keyof typeof ACLS, arn: string): Call => ({
      ...putAcl,
      call: ACLS[what],
      resource: arn,
    }),
    useKey: (): Call => ({ ...useKey, call: "generateDataKey", resource: keyArn }),
  };
}

/**
 * The calls that GuardDuty makes to export from a detector.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export function callsOf(target: CallTarget, source: ExportSource): Call[] {
  const { locate, put, putAcl, useKey } = callsFor(target, source);
  const test = `${target.bucketArn}/${findingsFolder(target.prefix)}`;
  const finding = findingArn(target, source, source.accountId);
  const memberFinding = findingArn(target, source, memberOf(source));
  return [
    locate(),
    put("test", test),
    { ...put("finding", finding), folderOf: "exporter" },
    { ...put("memberFinding", memberFinding), folderOf: "members" },
    { ...putAcl("finding", finding), folderOf: "exporter" },
    { ...putAcl("memberFinding", memberFinding), folderOf: "members" },
    useKey(),
  ];
}

/** Those of them that write one object. */
export function callsForObject(
  target: CallTarget,
  source: ExportSource,
  what: Written,
  objectArn: string,
): Call[] {
  const { locate, put, putAcl, useKey } = callsFor(target, source);
  const acl = what === "test" ? [] : [putAcl(what, objectArn)];
  return [locate(), put(what, objectArn), ...acl, useKey()];
}
