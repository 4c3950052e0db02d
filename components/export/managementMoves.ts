import type * as pulumi from "@pulumi/pulumi";

import { movedManagementProblems } from "../../rules/preflight";
import { problemLine } from "../../rules/problems";
import { hasHooks, hook } from "../shared/hooks";
import { identifiedLines } from "../../rules/texts/identified";
import { hookError } from "../shared/log";

/**
 * Refuses another management account for what is deployed, in previews too: the state knows the former one by its provider alone, and
 * with the delegation replaced, the former account would be asked to end one that it no longer manages, which AWS refuses for good.
 */
export function refuseOtherManagement(name: string): pulumi.CustomResourceOptions {
  if (!hasHooks()) return {};
  const moves = hook(`guardduty-export-management-${name}`, ({ oldInputs, newInputs }) => {
    const [from, to] = [oldInputs, newInputs].map(accountOf);
    if (from === undefined || to === undefined) return;
    const problems = movedManagementProblems(from, to);
    if (problems.length > 0) throw hookError(identifiedLines(problems.map(problemLine)));
  });
  return { hooks: { beforeUpdate: [moves] } };
}

/** Inputs of a provider are texts; a list is one of JSON. */
function accountOf(inputs: { allowedAccountIds?: unknown } = {}): string | undefined {
  const { allowedAccountIds: ids } = inputs;
  const list: unknown = typeof ids === "string" ? JSON.parse(ids) : ids;
  return Array.isArray(list) && typeof list[0] === "string" ? list[0] : undefined;
}
