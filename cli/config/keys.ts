import { configKeyMistakes } from "../../stacks/configKeys";
import { namespaceProblems } from "../../stacks/stackConfig";
import { cannotRun } from "../cannotRun";
import type { DeclarationMistake } from "../findings/inputs";

/** Refuses keys of a file that Pulumi refuses, or takes for another program's by a typo. Throws CannotRun. */
export function refuseKeys(
  file: string,
  project: string,
  config: { [key: string]: unknown },
  ofDeclarations: readonly DeclarationMistake[] = [],
): void {
  const mistakes = [...configKeyMistakes(project, config), ...ofDeclarations];
  if (mistakes.length > 0) throw cannotRun("configKeysInvalid", { file, mistakes });
  const problems = namespaceProblems(project, Object.keys(config));
  if (problems.length > 0) throw cannotRun("namespaceMistyped", { file, problems });
}
