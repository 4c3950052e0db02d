import type { AccountRole } from "../accountRole";
import type { ExistingDetectorSettings } from "../args";
import { AWS_MESSAGES } from "../awsMessages";
import type { Fix, Problem } from "../problems";
import { asWarning, problem, propertyPath, remove, setLike, setTo, toDo } from "../problems";
import type { DestinationTarget } from "../problems/texts/checks";
import type { FoundDestination } from "./imports";

/** An existing bucket that the provider could not read, for the message it failed with. */
export function unreadBucketProblem(bucket: string, region: string, message: string): Problem {
  const actions = ["s3:ListBucket", "s3:GetBucketPolicy"];
  const fix = readFix(
    message,
    toDo("useBucket", { path: "bucket.existing.name", region }),
    actions,
    bucket,
  );
  return problem("bucketNotRead", "bucket.existing.name", fix, { bucket, message });
}

/** The same of a key. */
export function unreadKeyProblem(arn: string, region: string, message: string): Problem {
  const actions = ["kms:DescribeKey", "kms:GetKeyPolicy"];
  const fix = readFix(message, toDo("useKey", { path: "key.existing.arn", region }), actions, arn);
  return problem("keyNotRead", "key.existing.arn", fix, { arn, message });
}

function readFix(message: string, other: Fix, actions: string[], on: string): Fix {
  return AWS_MESSAGES.notFound.test(message) ? other : toDo("allowCalls", { actions, on });
}

/** The marker of the prefix is written as an empty object: one with content would be lost. */
export function markerProblems(bucket: string, prefix: string, bytes: number): Problem[] {
  if (bytes === 0) return [];
  const [path, key] = ["bucket.prefix", `${prefix}/`];
  const fix = setLike(path, `${prefix}-findings`);
  return [problem("markerNotEmpty", path, fix, { bucket, key, bytes })];
}

/** The detector of an account in a Region; undefined: there is none. */
export type FoundDetector = { id: string; status: string } | undefined;

/** An existing detector has to be the account's one; a suspended one generates nothing. */
export function detectorProblems(
  region: string,
  { detectorId, enable }: ExistingDetectorSettings,
  found: FoundDetector,
): Problem[] {
  const path = propertyPath(["existing", region]);
  const idPath = `${path}.detectorId`;
  if (found === undefined) {
    return [problem("detectorNotFound", idPath, remove(path), { detectorId, region })];
  }
  if (found.id !== detectorId) {
    const values = { detectorId, region, found: found.id };
    return [problem("detectorDiffers", idPath, setTo(idPath, found.id), values)];
  }
  if (found.status !== "DISABLED" || enable) return [];
  const fix = setTo(`${path}.enable`, true);
  return [asWarning(problem("detectorSuspended", path, fix, { detectorId, region }))];
}

/** A detector that the account has and the arguments do not declare: a Region has one at most. `found` is its destination. */
export function undeclaredDetectorProblem(
  account: AccountRole,
  region: string,
  detectorId: string,
  found?: FoundDestination,
): Problem {
  if (account === "management") {
    const path = "organization.management.detector";
    return problem("managementDetectorExists", path, setTo(path, false), { region, detectorId });
  }
  const path = propertyPath(["existing", region]);
  const fix =
    found === undefined
      ? setTo(`${path}.detectorId`, detectorId)
      : setTo(path, { detectorId, destinationId: found.id });
  return problem("detectorNotDeclared", path, fix, { region, detectorId, found });
}

/** An existing destination that does not export where it should: an update that GuardDuty rejected. */
export function redirectionProblems(
  region: string,
  id: string,
  got: DestinationTarget,
  expected: DestinationTarget,
): Problem[] {
  if (got.destinationArn === expected.destinationArn && got.keyArn === expected.keyArn) return [];
  const fix: Fix = { action: "run", command: "pulumi up --refresh" };
  const path = propertyPath(["existing", region]);
  return [problem("destinationNotRedirected", path, fix, { id, region, got, expected })];
}
