import * as pulumi from "@pulumi/pulumi";

import { formerEvidence } from "../../rules/formerEvidence";
import { deploymentWarningText } from "../../rules/texts/deploymentWarnings";
import { hook } from "../shared/hooks";
import { logWarning } from "../shared/log";
import type { ExportContext } from "./context";

/**
 * Warns, in previews too, of statements that stay in the policy of a bucket or key that destinations leave. They are not removed here:
 * every destination has to have moved first, and the provider deletes a key policy by writing the default one over others' statements.
 */
export function warnOfFormerEvidence({
  component,
  name,
  plan,
}: ExportContext): pulumi.ResourceHook {
  const said = new Set<string>();
  return hook(`guardduty-export-former-${name}`, async ({ oldInputs, newInputs }) => {
    for (const former of formerEvidence(plan.sidPrefix, oldInputs, newInputs)) {
      const text = deploymentWarningText(former);
      if (said.has(text)) continue;
      said.add(text);
      await logWarning(text, component);
    }
  });
}
