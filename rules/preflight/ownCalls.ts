import { bucketArn, parseArn, roleOfSession } from "../arn";
import type { AccessRequest, StatementReason } from "../evaluator";
import { evaluate } from "../evaluator";
import type { ExportPlan, LivePolicies } from "../plan";
import type { Problem } from "../problems";
import { asWarning, problem, toDo } from "../problems";

/** A call that the deployment makes on a bucket or key that others have the policy of. */
interface OwnCall {
  holder: "bucket" | "key";
  action: string;
  resource: string;
  known?: AccessRequest["context"]["known"];
}

/**
 * Calls of the deploying identities that a statement of an existing policy denies, whatever their identity policies allow: the write of the
 * policy itself, and of the prefix marker. Of a role's session its path is not known: what depends on it is not reported.
 */
export function ownCallProblems(
  plan: Pick<ExportPlan, "access" | "home" | "settings">,
  live: LivePolicies,
  callers: { bucket?: string | undefined; key?: string | undefined },
): Problem[] {
  return callsOf(plan).flatMap(({ holder, action, resource, known = {} }) => {
    const [policy, caller] = [live[holder], callers[holder]];
    if (policy === undefined || caller === undefined) return [];
    const context = { known: { ...identityOf(caller), ...known }, otherwise: "unknown" as const };
    const principal = { kind: "AWS" as const, arn: caller };
    const { result, reasons } = evaluate(policy, { principal, action, resource, context });
    const denies = (reason: StatementReason) =>
      reason.effect === "Deny" && reason.outcome === "applies";
    const reason = reasons.find(denies);
    if (result !== "explicitDeny" || reason === undefined) return [];
    const { index, sid } = reason;
    const statement = { index, ...(sid !== undefined && { sid }) };
    const path = `${holder}.existing`;
    const fix = toDo("exceptDeployer", { statement, of: holder, arn: caller });
    const values = { of: holder, statement, action, resource, arn: caller };
    return [asWarning(problem("ownCallDenied", path, fix, values))];
  });
}

function callsOf({
  access,
  home,
  settings,
}: Pick<ExportPlan, "access" | "home" | "settings">): OwnCall[] {
  const { bucket, key } = settings;
  const calls: OwnCall[] = [];
  if (bucket.existing !== undefined) {
    const arn = bucketArn(home.partition, bucket.existing.name);
    if (bucket.existing.policy === "merge")
      calls.push({ holder: "bucket", action: "s3:PutBucketPolicy", resource: arn });
    if (bucket.prefix !== "") {
      const known = encryptionOf(access.markerUnderKey, key.existing?.arn);
      const resource = `${arn}/${bucket.prefix}/`;
      calls.push({ holder: "bucket", action: "s3:PutObject", resource, known });
    }
  }
  if (key.existing?.policy === "merge")
    calls.push({ holder: "key", action: "kms:PutKeyPolicy", resource: key.existing.arn });
  return calls;
}

/** The headers of the marker; the key that a stack creates is not known. */
function encryptionOf(underKey: boolean, keyArn: string | undefined): OwnCall["known"] {
  const keyId = "s3:x-amz-server-side-encryption-aws-kms-key-id";
  if (!underKey) return { "s3:x-amz-server-side-encryption": "AES256", [keyId]: [] };
  return {
    "s3:x-amz-server-side-encryption": "aws:kms",
    ...(keyArn !== undefined && { [keyId]: keyArn }),
  };
}

/** What every request of an identity holds. */
function identityOf(arn: string): AccessRequest["context"]["known"] {
  const { accountId = "" } = parseArn(arn) ?? {};
  return {
    "aws:SecureTransport": "true",
    "aws:PrincipalIsAWSService": "false",
    "aws:PrincipalAccount": accountId,
    ...(roleOfSession(arn) === undefined && { "aws:PrincipalArn": arn }),
  };
}
