import { detectorArn } from "../arn";
import type { AccessRequest } from "../evaluator";
import { findingsFolder, type ExportSource } from "../policies";
import { knownRegion } from "../regions";
import type { CallName, ExportPolicies, PolicyName } from "./types";

export const SSE = "s3:x-amz-server-side-encryption";
export const SSE_KEY = "s3:x-amz-server-side-encryption-aws-kms-key-id";
export const ACL = "s3:x-amz-acl";
const OWNER_CONTROLS = "bucket-owner-full-control";

/** One call of GuardDuty, and the requests that it may make for it. */
export interface Call {
  call: CallName;
  policy: PolicyName;
  action: string;
  resource: string;
  requests: AccessRequest[];
  /** A policy may leave it out, but not deny it. */
  grantNotNeeded?: boolean;
}

type Known = AccessRequest["context"]["known"];
type Places = Pick<ExportPolicies, "bucketArn" | "prefix" | "keyArn">;

/** The name GuardDuty calls as for a detector. */
export function principalOf({ region }: ExportSource): string {
  return knownRegion(region).servicePrincipal;
}

/**
 * What is known of every request that GuardDuty makes for a detector. Not known, as AWS documents none of it for a service's own
 * calls: the network keys (aws:SourceIp, aws:SourceVpc, aws:SourceVpce …), aws:PrincipalOrgID, aws:SourceOrgID, aws:ViaAWSService.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function sentFor(source: ExportSource): Known {
  return {
    "aws:SourceAccount": source.accountId,
    "aws:SourceArn": detectorArn(source),
    "aws:SecureTransport": "true",
    "aws:PrincipalIsAWSService": "true",
    "aws:PrincipalServiceName": principalOf(source),
  };
}

/** The headers of every object that GuardDuty writes. */
export function encryptedWith(keyArn: string): Known {
  return { [SSE]: "aws:kms", [SSE_KEY]: keyArn };
}

export function guardDutyRequest(
  source: ExportSource,
  action: string,
  resource: string,
  headers: Known = {},
): AccessRequest {
  return {
    principal: { kind: "Service", service: principalOf(source) },
    action,
    resource,
    context: {
      known: { ...sentFor(source), ...headers },
      // A header that is not among the known ones is not sent.
      absent: [SSE, SSE_KEY, ACL],
      otherwise: "unknown",
    },
  };
}

/** The ARN of a finding's object. Whether its account is the member or the exporter is not documented. */
export function findingArn(
  { bucketArn, prefix }: Places,
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

/**
 * The calls that GuardDuty makes to export from a detector.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
 */
export function callsOf(places: Places, source: ExportSource): Call[] {
  const { bucketArn, prefix, keyArn } = places;
  const headers = encryptedWith(keyArn);
  // Whether GuardDuty sends an ACL is not documented: a bucket has to take both.
  const acls: Known[] = [{}, { [ACL]: OWNER_CONTROLS }];
  const ask = (
    call: CallName,
    policy: PolicyName,
    action: string,
    resource: string,
    sent: Known[],
  ) =>
    ({
      call,
      policy,
      action,
      resource,
      requests: sent.map((one) => guardDutyRequest(source, action, resource, one)),
    }) satisfies Call;
  const put = (call: CallName, resource: string) =>
    ask(
      call,
      "bucket",
      "s3:PutObject",
      resource,
      acls.map((acl) => ({ ...headers, ...acl })),
    );
  const finding = findingArn(places, source, source.accountId);
  return [
    ask("getBucketLocation", "bucket", "s3:GetBucketLocation", bucketArn, [{}]),
    put("putTestObject", `${bucketArn}/${findingsFolder(prefix)}`),
    put("putFinding", finding),
    put("putMemberFinding", findingArn(places, source, memberOf(source))),
    {
      ...ask("putFindingAcl", "bucket", "s3:PutObjectAcl", finding, acls.slice(1)),
      grantNotNeeded: true,
    },
    ask("generateDataKey", "key", "kms:GenerateDataKey", keyArn, [{}]),
  ];
}
