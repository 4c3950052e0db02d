import { parseS3Arn } from "./arn";

/** The policy of a bucket or key that destinations leave keeps the statements of the export. */
export interface FormerStatements {
  id: "formerStatementsKept";
  severity: "warning";
  holder: "bucket" | "key";
  /** Name of the bucket, or ARN of the key. */
  name: string;
  /** Sid prefix of the statements. */
  sidPrefix: string;
}

/** The inputs of a destination that name where it exports to. */
export interface DestinationInputs {
  destinationArn?: unknown;
  kmsKeyArn?: unknown;
}

/** What a destination leaves whose inputs change. New inputs that are not known yet count as changed. */
export function formerEvidence(
  sidPrefix: string,
  olds: DestinationInputs = {},
  news: DestinationInputs = {},
): FormerStatements[] {
  const left = (holder: FormerStatements["holder"], name: string): FormerStatements => ({
    id: "formerStatementsKept",
    severity: "warning",
    ...{ holder, name, sidPrefix },
  });
  const [bucket, key] = [bucketOf(olds), olds.kmsKeyArn];
  return [
    ...(bucket !== undefined && bucket !== bucketOf(news) ? [left("bucket", bucket)] : []),
    ...(typeof key === "string" && key !== news.kmsKeyArn ? [left("key", key)] : []),
  ];
}

function bucketOf({ destinationArn }: DestinationInputs): string | undefined {
  return typeof destinationArn === "string" ? parseS3Arn(destinationArn)?.bucket : undefined;
}
