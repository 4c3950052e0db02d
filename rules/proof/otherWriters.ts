import { bucketArn, iamArn, parseS3Arn } from "../arn";
import type { AccessRequest } from "../evaluator";
import { evaluate } from "../evaluator";
import type { ExportPlan } from "../plan";
import { denyOtherWriters } from "../policies";
import type { PolicyDocument, PolicyStatement } from "../policyDocument";
import { listOf } from "../policyDocument";
import type { Partition } from "../regions";
import { findingArn, memberOf } from "./calls";
import { SOURCE_KEYS } from "./conditionValues";
import { findingsBy } from "./sensitiveActions";
import type { AssessmentInput, ExportPolicies, ProtectionFinding } from "./types";

/** The statement that a policy lacks to refuse findings that GuardDuty did not write; undefined: it refuses them, or is not known. */
function missingDeny(input: ExportPolicies, shared: boolean): PolicyStatement | undefined {
  const { bucketPolicy, prefix, sources, accounts } = input;
  const named = parseS3Arn(input.bucketArn);
  const [source] = sources;
  if (bucketPolicy === undefined || named === undefined || source === undefined) return undefined;
  const accountId = accounts?.bucket ?? source.accountId;
  const resources = [
    ...[source.accountId, memberOf(source)].map((account) => findingArn(input, source, account)),
    ...findingsBy(input, bucketPolicy),
  ];
  const writes = ["s3:PutObject", "s3:ReplicateObject"].flatMap((action) =>
    resources.flatMap((resource) => [
      byAdministrator(named.partition, accountId, { action, resource }),
      ...otherServices(bucketPolicy).map((service) => byService(service, { action, resource })),
    ]),
  );
  if (writes.every((request) => evaluate(bucketPolicy, request).result === "explicitDeny")) {
    return undefined;
  }
  const { partition, bucket: bucketName } = named;
  return denyOtherWriters({
    sidPrefix: "",
    partition: partition as Partition,
    bucketName,
    prefix,
    shared,
  });
}

/** In a bucket that an export creates: in others, who writes is their owner's to say. */
export function writerProtection(input: AssessmentInput): ProtectionFinding[] {
  if (input.owners.bucket !== "stack" || input.sidPrefix === undefined) return [];
  const missing = missingDeny(input, false);
  if (missing === undefined) return [];
  const { Sid: _, ...statement } = missing;
  return [
    {
      id: "otherWriters",
      severity: "error",
      policy: "bucket",
      regions: [],
      resources: [statement.Resource as string],
      fix: [{ edit: "addStatement", policy: "bucket", statement }],
    },
  ];
}

/** What the owner of an existing bucket may add to its policy, as far as it is known; undefined: nothing. */
export function offeredStatement(
  { settings, home, shown, detaching }: ExportPlan,
  policy: PolicyDocument | undefined,
): PolicyStatement | undefined {
  if (settings.bucket.existing === undefined || detaching) return undefined;
  const { bucketName, keyArn, sources } = shown;
  const exported = {
    // Of a policy that is not known, the statement is as good an offer.
    bucketPolicy: policy ?? { Version: "2012-10-17", Statement: [] },
    keyPolicy: undefined,
    bucketArn: bucketArn(home.partition, bucketName),
    prefix: settings.bucket.prefix,
    keyArn,
    sources: [...sources],
  };
  return missingDeny(exported, true);
}

/** A request of an administrator of the bucket's account, whom no Allow of the policy has to let in. */
function byAdministrator(
  partition: string,
  accountId: string,
  of: Pick<AccessRequest, "action" | "resource">,
): AccessRequest {
  const arn = iamArn(partition, accountId, "role/Administrator");
  return {
    ...of,
    principal: { kind: "AWS", arn },
    context: {
      known: {
        "aws:SecureTransport": "true",
        "aws:PrincipalAccount": accountId,
        "aws:PrincipalArn": arn,
        "aws:PrincipalIsAWSService": "false",
      },
      absent: [...SOURCE_KEYS, "aws:PrincipalServiceName"],
      otherwise: "unknown",
    },
  };
}

/** Services other than GuardDuty that statements name, and one that a statement for every principal may let in. */
function otherServices({ Statement }: PolicyDocument): string[] {
  const named = listOf(Statement).flatMap(({ Principal }) =>
    typeof Principal === "object" ? listOf(Principal?.Service) : [],
  );
  // What others wrote may be malformed.
  const others = named.filter((one) => typeof one === "string" && !one.startsWith("guardduty."));
  return [...new Set(["cloudtrail.amazonaws.com", ...others])];
}

/** A request of a service, whatever it is the source of. */
function byService(service: string, of: Pick<AccessRequest, "action" | "resource">): AccessRequest {
  return {
    ...of,
    principal: { kind: "Service", service },
    context: {
      known: {
        "aws:SecureTransport": "true",
        "aws:PrincipalServiceName": service,
        "aws:PrincipalIsAWSService": "true",
      },
      absent: ["aws:PrincipalAccount", "aws:PrincipalArn"],
      otherwise: "unknown",
    },
  };
}
