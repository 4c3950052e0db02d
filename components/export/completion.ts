import type * as pulumi from "@pulumi/pulumi";

import type { PartlyMade } from "../../rules/partlyMade";
import { partlyMade } from "../../rules/partlyMade";
import type { AccountRole } from "../../rules/plan";
import { deploymentWarningText } from "../../rules/texts/deploymentWarnings";
import { hasHooks, hook } from "../shared/hooks";
import type { ExportContext } from "./context";
import { awsCalls, deployingAccount } from "./deployingAccounts";

/**
 * Completes a resource that an earlier deployment left partly made, before the provider updates it: the provider records what AWS refused
 * as set, finds nothing to do, and would set it in the deployment after next.
 */
export function completedBeforeUpdate(
  context: ExportContext,
  role: AccountRole,
  kind: PartlyMade["kind"],
): pulumi.ResourceHookBinding {
  if (!hasHooks()) return {};
  const complete = hook(
    `guardduty-export-complete-${kind}-${context.name}`,
    async ({ id = "", newInputs, oldOutputs }) => {
      const resource = partlyMade(kind, id, newInputs, oldOutputs);
      if (resource === undefined) return;
      const account = await deployingAccount(context, role);
      if (account === undefined) return;
      const cause = account.value
        ? await awsCalls().completeCreation(account.value, context.plan.home.name, resource)
        : account.finding;
      if (cause === undefined) return;
      throw new Error(
        deploymentWarningText({
          ...{ id: "creationNotCompleted", severity: "error", kind, cause },
          resource: id,
        }),
      );
    },
    { onDryRun: false },
  );
  return { beforeUpdate: [complete] };
}
