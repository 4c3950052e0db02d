import type { Problem } from "../problems";
import { problem, setLike } from "../problems";

/** A bucket is to be created under a name that is in use. */
export function bucketNameProblems(name: string): Problem[] {
  const fix = setLike("bucket.name", `${name.slice(0, 61).replace(/[.-]$/, "")}-2`);
  return [problem("bucketNameTaken", "bucket.name", fix, { name })];
}

/** A key is to be created under an alias that another key has. */
export function aliasProblems(
  alias: string,
  { arn, keyState }: { arn?: string; keyState?: string },
): Problem[] {
  const taken = problem("aliasTaken", "key.alias", setLike("key.alias", `${alias}-2`), {
    alias,
    arn,
  });
  if (arn === undefined || keyState !== "PendingDeletion") return [taken];
  const keep = { action: "run", command: keepKeyCommand(arn) } as const;
  return [taken, problem("aliasKeyDeleting", "key.alias", keep, { arn })];
}

/** Cancels a key's deletion, which leaves it disabled, and enables it. */
export function keepKeyCommand(arn: string): string {
  return `aws kms cancel-key-deletion --key-id ${arn} && aws kms enable-key --key-id ${arn}`;
}
