import { rootArn } from "../arn";
import { isPublicStatement } from "../documents/publicStatement";
import { knownRegion } from "../regions";
import { refOf, statementsOf } from "./statements";
import type { AssessmentInput, PolicyOwner, PublicStatementFinding, Severity } from "./types";

/**
 * The bucket of a stack has BlockPublicPolicy. Of an adopted one that is not known: it has settings of its own, and its account has
 * some. Where others place the statements, the stack does not meet the refusal.
 */
const SEVERITIES: { [owner in PolicyOwner]: Severity } = {
  stack: "error",
  shared: "undetermined",
  external: "warning",
};

/** Statements for which S3 refuses to write the bucket policy while BlockPublicPolicy is on. */
export function publicStatements(input: AssessmentInput): PublicStatementFinding[] {
  const { bucketPolicy, owners, accounts, sources } = input;
  if (bucketPolicy === undefined) return [];
  const partition = sources[0] ? knownRegion(sources[0].region).partition : "aws";
  return statementsOf(bucketPolicy)
    .filter(([, statement]) => isPublicStatement(statement))
    .map(([index, statement]) => {
      const at = { policy: "bucket" as const, ...refOf(index, statement) };
      return {
        ...at,
        id: "publicStatement",
        severity: SEVERITIES[owners.bucket],
        fix: [
          accounts.bucket === undefined
            ? { edit: "removeStatement", ...at }
            : {
                edit: "setPrincipal",
                principal: { AWS: rootArn(partition, accounts.bucket) },
                ...at,
              },
        ],
      };
    });
}
