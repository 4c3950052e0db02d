import type { Problem } from "../problems";
import { problem, setLike } from "../problems";
import type { ExportSettings } from "./settings";

/** The existing bucket and key whose policies an export writes, by name and ARN. */
export function sharedHolders({ bucket, key }: Pick<ExportSettings, "bucket" | "key">): string[] {
  const [name, arn] = [bucket.existing?.name, key.existing?.arn];
  return [name, arn].filter((one) => one !== undefined);
}

/**
 * Two exports of one name in one project and stack, under different parents, have one Sid prefix: in a policy of both, each would
 * replace the other's statements.
 */
export function nameTakenProblems(
  name: string,
  settings: Pick<ExportSettings, "bucket" | "key">,
  taken: readonly string[],
): Problem[] {
  const shared = sharedHolders(settings).filter((holder) => taken.includes(holder));
  if (shared.length === 0) return [];
  return [problem("nameTaken", "name", setLike("name", `${name}-2`), { name, shared })];
}
