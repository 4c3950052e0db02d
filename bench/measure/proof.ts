import type { FittedPolicy } from "../../rules/policies";
import {
  bucketPolicy,
  createdKeyPolicy,
  keyPolicy,
  policyBytes,
  sidPrefix,
} from "../../rules/policies";
import type { PolicyStatement } from "../../rules/policyDocument";
import { listOf } from "../../rules/policyDocument";
import type { ExportPolicies } from "../../rules/proof";
import { proveExport } from "../../rules/proof";
import type { Row } from "../report";
import { judged, milliseconds } from "../report";
import { interleaved, spread } from "../rounds";
import type { Settings } from "../settings";
import { regionsText, someRegions } from "../settings";
import { beforeColon } from "../../rules/tokens";

const REGIONS = 34;
const AT_MOST_MS = 50;
const accountId = "111122223333";
const bucketArn = "arn:aws:s3:::findings-guardduty";
const keyArn = `arn:aws:kms:us-east-1:${accountId}:key/a1b2c3d4-5678-90ab-cdef-1234567890ab`;

/** Whether GuardDuty may export from each Region, asked of policies without room for another statement. */
export async function measureProof({ planning }: Settings): Promise<Row[]> {
  const policies = fullPolicies();
  const sizes = [policies.bucketPolicy, policies.keyPolicy].map(policyBytes);
  const first = timed(policies);
  const { times } = await interleaved(planning, { times: () => timed(policies) });
  const { median } = spread(times);
  return [
    {
      what: `Proof, ${regionsText(REGIONS)}, policies of ${sizes.join(" and ")} bytes`,
      measured: milliseconds(median),
      medians: `first run ${milliseconds(first)}`,
      ...judged(median, { atMost: AT_MOST_MS }, (bound) => `${bound} ms`),
    },
  ];
}

function timed(policies: ExportPolicies): number {
  const start = performance.now();
  const proofs = proveExport(policies);
  const time = performance.now() - start;
  if (proofs.some(({ result }) => result !== "allowed")) throw new Error("the proof fails");
  return time;
}

/** The component's policies among as many statements of others as fit. */
function fullPolicies() {
  const prefix = sidPrefix({ project: "bench", stack: "bench", component: "findings" });
  const sources = someRegions(REGIONS).map((region, index) => ({
    accountId,
    region,
    detectorId: index.toString(16).padStart(32, "0"),
  }));
  const ofBucket = {
    sidPrefix: prefix,
    partition: "aws",
    bucketName: "findings-guardduty",
    prefix: "",
    keyArn,
    sources,
  } as const;
  const administration = createdKeyPolicy(prefix, "aws", accountId);
  return {
    bucketPolicy: filled(bucketPolicy(ofBucket), "s3:PutObject", `${bucketArn}/*`),
    keyPolicy: filled(
      keyPolicy({ sidPrefix: prefix, sources }, administration),
      "kms:GenerateDataKey",
      "*",
    ),
    bucketArn,
    prefix: "",
    keyArn,
    sources,
  };
}

/** The policy with statements of others behind ours, until the next would be too much. */
function filled({ document, limit }: FittedPolicy, action: string, resource: string) {
  const statements = [...listOf(document.Statement)];
  for (let index = 0; ; index++) {
    const longer = {
      ...document,
      Statement: [...statements, othersStatement(index, action, resource)],
    };
    if (policyBytes(longer) > limit) return { ...document, Statement: statements };
    statements.push(othersStatement(index, action, resource));
  }
}

function othersStatement(index: number, action: string, resource: string): PolicyStatement {
  return {
    Sid: `Reader${index}`,
    Effect: index % 4 === 0 ? "Deny" : "Allow",
    Principal: { AWS: `arn:aws:iam::${accountId}:role/reader-${index}` },
    Action: [action, `${beforeColon(action)}:Get*`],
    Resource: resource,
    Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abc1234567" } },
  };
}
