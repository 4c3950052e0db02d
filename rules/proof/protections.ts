import { evaluate, type AccessRequest } from "../evaluator";
import { findingsFolder, type ExportSource } from "../policies";
import type { PolicyStatement } from "../policyDocument";
import {
  encryptedWith,
  findingArn,
  guardDutyRequest,
  memberOf,
  principalOf,
  SSE,
  SSE_KEY,
} from "./calls";
import { mayHappen } from "./requestDecisions";
import { keyAdministration } from "./keyAdministration";
import { writerProtection } from "./otherWriters";
import type { AssessmentInput, Edit, ExportPolicies, ProtectionFinding } from "./types";

type Known = AccessRequest["context"]["known"];

const WITHOUT_TLS = { "aws:SecureTransport": "false" };

/** Headers of uploads by GuardDuty that must be denied, by the protection that denies them. */
const WRITES: {
  id: "unencryptedWrites" | "otherKeyWrites";
  headers: (keyArn: string) => Known[];
  header: (keyArn: string) => Known;
}[] = [
  {
    id: "unencryptedWrites",
    headers: (keyArn): Known[] => [
      {},
      { [SSE]: "AES256" },
      { ...encryptedWith(keyArn), [SSE]: "AES256" },
      { ...encryptedWith(keyArn), [SSE]: "aws:kms:dsse" },
    ],
    header: () => ({ [SSE]: "aws:kms" }),
  },
  {
    id: "otherKeyWrites",
    headers: (keyArn) => [{ [SSE]: "aws:kms" }, encryptedWith(`${keyArn}-other`)],
    header: (keyArn) => ({ [SSE_KEY]: keyArn }),
  },
];

/** The protections that the policies lack. */
export function missingProtections(input: AssessmentInput): ProtectionFinding[] {
  return [
    ...writeProtections(input),
    ...writerProtection(input),
    ...transportProtection(input),
    ...keyAdministration(input),
  ];
}

function writeProtections(input: AssessmentInput): ProtectionFinding[] {
  const { bucketPolicy, bucketArn, prefix, keyArn, sources } = input;
  if (bucketPolicy === undefined) return [];
  const resource = `${bucketArn}/${findingsFolder(prefix)}*`;
  return WRITES.flatMap(({ id, headers, header }) => {
    const open = sources.filter((source) =>
      uploads(input, source, headers(keyArn)).some((request) =>
        mayHappen(evaluate(bucketPolicy, request)),
      ),
    );
    if (open.length === 0) return [];
    const statement: PolicyStatement = {
      Effect: "Deny",
      Principal: { Service: [...new Set(open.map(principalOf))] },
      Action: "s3:PutObject",
      Resource: resource,
      Condition: {
        StringEquals: { "aws:SourceAccount": [...new Set(open.map((one) => one.accountId))] },
        StringNotEquals: header(keyArn) as { [key: string]: string },
      },
    };
    const fix: Edit[] = [{ edit: "addStatement", policy: "bucket", statement }];
    const regions = [...new Set(open.map(({ region }) => region))];
    return [{ id, severity: "error", policy: "bucket", regions, resources: [resource], fix }];
  });
}

function uploads(
  policies: ExportPolicies,
  source: ExportSource,
  headers: Known[],
): AccessRequest[] {
  return [source.accountId, memberOf(source)].flatMap((account) =>
    headers.map((sent) => ({
      ...guardDutyRequest(source, "s3:PutObject", sent),
      resource: findingArn(policies, source, account),
    })),
  );
}

/** Identities of the bucket's account need no Allow of the policy: only a Deny stops them. */
function transportProtection({
  bucketPolicy,
  bucketArn,
  owners,
}: AssessmentInput): ProtectionFinding[] {
  if (bucketPolicy === undefined) return [];
  const everything = [
    { action: "s3:ListBucket", resource: bucketArn, covers: bucketArn },
    { action: "s3:GetObject", resource: `${bucketArn}/elsewhere`, covers: `${bucketArn}/*` },
  ];
  const open = everything.filter(({ action, resource }) => {
    const { result } = evaluate(bucketPolicy, {
      principal: { kind: "Anonymous" },
      action,
      resource,
      context: { known: WITHOUT_TLS, otherwise: "unknown" },
    });
    return result !== "explicitDeny";
  });
  if (open.length === 0) return [];
  const resources = open.map(({ covers }) => covers);
  const statement: PolicyStatement = {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: resources,
    Condition: { Bool: WITHOUT_TLS },
  };
  return [
    {
      id: "insecureTransport",
      // In a bucket that others use, TLS is its owner's to require.
      severity: owners.bucket === "stack" ? "error" : "warning",
      policy: "bucket",
      regions: [],
      resources,
      fix: [{ edit: "addStatement", policy: "bucket", statement }],
    },
  ];
}
