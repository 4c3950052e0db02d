import type { Fix, Problem } from "../problems";
import { asWarning, problem, setLike, setTo, toDo } from "../problems";
import { deleteAliasCommand, deleteTopicCommand, keepKeyCommand } from "../texts/awsCommands";

/** A bucket that is to be created exists. */
export interface TakenName {
  /** It is the bucket that this export wrote to before. */
  own: boolean;
  /** The configuration names it. */
  named: boolean;
}

/** A bucket is to be created under a name that is in use. */
export function bucketNameProblems(name: string, { own, named }: TakenName): Problem[] {
  if (own) {
    const adopt: Fix = named
      ? { action: "replace", path: "bucket.name", by: "existing", value: { name }, exact: true }
      : setTo("bucket.existing.name", name);
    return [problem("ownBucketExists", "bucket", adopt, { name })];
  }
  const fix = setLike("bucket.name", `${name.slice(0, 61).replace(/[.-]$/, "")}-2`);
  return [problem("bucketNameTaken", "bucket.name", fix, { name })];
}

/** A key is to be created under an alias that another key has. */
export function aliasProblems(
  alias: string,
  { arn, keyState, own = false }: { arn?: string; keyState?: string; own?: boolean },
): Problem[] {
  if (arn !== undefined && own && keyState !== "PendingDeletion") {
    return [lostKeyProblem(arn)];
  }
  const taken = problem("aliasTaken", "key.alias", setLike("key.alias", `${alias}-2`), {
    alias,
    arn,
  });
  if (arn === undefined || keyState !== "PendingDeletion") return [taken];
  const keep = { action: "run", command: keepKeyCommand(arn) } as const;
  return [taken, problem("aliasKeyDeleting", "key.alias", keep, { arn })];
}

/** A key is to be created while the export's own exists. */
export function lostKeyProblem(arn: string): Problem {
  return problem("ownKeyExists", "key", setTo("key.existing.arn", arn), { arn });
}

/** A topic is to be created while the bucket notifies the export's own. */
export function lostTopicWarning(arn: string): Problem {
  const fix = { action: "run", command: deleteTopicCommand(arn) } as const;
  return asWarning(problem("ownTopicExists", "notifications", fix, { arn }));
}

/** An alias is to be created that the export's own key has. */
export function lostAliasProblem(alias: string, arn: string): Problem {
  const fix = { action: "run", command: deleteAliasCommand(alias, arn) } as const;
  return problem("ownAliasExists", "key.alias", fix, { alias, arn });
}

/** A key is to be created while keys of the export are pending deletion. */
export function deletingKeyProblems(arns: readonly string[]): Problem[] {
  return arns.map((arn) =>
    problem("ownKeyDeleting", "key", toDo("keepKey", { arn, command: keepKeyCommand(arn) }), {
      arn,
    }),
  );
}
