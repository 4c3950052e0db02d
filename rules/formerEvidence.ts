import { parseS3Arn } from "./arn";

/** What destinations of an export leave: a bucket by its name, or a key by its ARN. */
export interface FormerEvidence {
  holder: "bucket" | "key";
  name: string;
}

/** The inputs of a destination that name where it exports to. */
export interface DestinationInputs {
  destinationArn?: unknown;
  kmsKeyArn?: unknown;
}

/** What a destination leaves whose inputs change. New inputs that are not known yet count as changed. */
export function formerEvidence(
  olds: DestinationInputs = {},
  news: DestinationInputs = {},
): FormerEvidence[] {
  const [bucket, key] = [bucketOf(olds), olds.kmsKeyArn];
  const left: FormerEvidence[] = [];
  if (bucket !== undefined && bucket !== bucketOf(news)) {
    left.push({ holder: "bucket", name: bucket });
  }
  if (typeof key === "string" && key !== news.kmsKeyArn) left.push({ holder: "key", name: key });
  return left;
}

function bucketOf({ destinationArn }: DestinationInputs): string | undefined {
  return typeof destinationArn === "string" ? parseS3Arn(destinationArn)?.bucket : undefined;
}
