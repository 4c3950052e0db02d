import { getDetector } from "@pulumi/aws/guardduty";
import * as pulumi from "@pulumi/pulumi";

import { AWS_MESSAGES } from "../../rules/awsMessages";
import type { AccountRole } from "../../rules/plan";
import { unchecked, undeclaredDetectorProblem } from "../../rules/preflight";
import { problemLine } from "../../rules/problems";
import { complete } from "../shared/checks";
import { hasHooks, hook } from "../shared/hooks";
import type { ProviderLookup } from "../shared/providers";

/**
 * Refuses, in previews too, to create a detector where the account has one: GuardDuty allows one in a Region, and a deployment would
 * fail half-way. Nothing is adopted unless the arguments declare it.
 */
export function refuseUndeclaredDetectors(
  component: pulumi.ComponentResource,
  name: string,
  account: AccountRole,
  provider: ProviderLookup,
): pulumi.ResourceHookBinding {
  if (!hasHooks()) return {};
  const reported = new Set<string>();
  const creates = hook(
    `guardduty-export-undeclared-${account}-${name}`,
    async ({ newInputs = {} }) => {
      const region = String(newInputs["region"]);
      let detectorId: string;
      try {
        const found = await getDetector(
          { region },
          { parent: component, provider: provider(account, region) },
        );
        detectorId = complete(found, "id").id;
      } catch (error) {
        const { message } = error as Error;
        if (AWS_MESSAGES.emptyResult.test(message)) return;
        const warning = problemLine(unchecked({ check: "undeclaredDetector", region })(message));
        if (!reported.has(warning)) await pulumi.log.warn(warning, component);
        reported.add(warning);
        return;
      }
      const text = problemLine(undeclaredDetectorProblem(account, region, detectorId));
      // A preview goes on to name every Region; it fails all the same.
      if (!pulumi.runtime.isDryRun()) throw new Error(text);
      await pulumi.log.error(text, component);
    },
  );
  return { beforeCreate: [creates] };
}
