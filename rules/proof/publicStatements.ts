import { rootArn } from "../arn";
import { isPublicStatement } from "../documents/publicStatement";
import { knownRegion } from "../regions";
import { refOf, statementsOf } from "./statements";
import type { AssessmentInput, PublicStatementFinding } from "./types";

type Setting = Pick<PublicStatementFinding, "severity" | "blockPublicPolicy" | "cause">;

/** What BlockPublicPolicy means for the next write: a bucket of the stack has it, and where others place the statements, they write. */
function settingOf({ owners, blockPublicPolicy: read }: AssessmentInput): Setting {
  if (owners.bucket === "stack") return { severity: "error", blockPublicPolicy: "on" };
  if (owners.bucket === "external") return { severity: "warning", blockPublicPolicy: "notKnown" };
  if (read?.value === undefined) {
    const cause = read?.finding;
    return { severity: "undetermined", blockPublicPolicy: "notKnown", ...(cause && { cause }) };
  }
  return read.value
    ? { severity: "error", blockPublicPolicy: "on" }
    : { severity: "warning", blockPublicPolicy: "off" };
}

/** Statements for which S3 refuses to write the bucket policy while BlockPublicPolicy is on. */
export function publicStatements(input: AssessmentInput): PublicStatementFinding[] {
  const { bucketPolicy, accounts, sources } = input;
  if (bucketPolicy === undefined) return [];
  const partition = sources[0] ? knownRegion(sources[0].region).partition : "aws";
  return statementsOf(bucketPolicy)
    .filter(([, statement]) => isPublicStatement(statement))
    .map(([index, statement]) => {
      const at = { policy: "bucket" as const, ...refOf(index, statement) };
      return {
        ...at,
        id: "publicStatement",
        ...settingOf(input),
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
