import type * as pulumi from "@pulumi/pulumi";

import type { ResolvedPolicies } from "../../rules/plan";
import { policyChangeLines } from "../../rules/texts/policyChanges";
import { planWarningText } from "../../rules/texts/planWarnings";
import type { ExportContext } from "./context";
import { logged } from "../../rules/findings/logged";
import { logInfo, logWarning } from "../shared/log";
import { onceKnown } from "../shared/outputs";

/** Logs what changes in policies that others write too: the diff of their JSON texts is long. */
export function logPolicyChanges(
  { component, plan }: ExportContext,
  policies: pulumi.Output<ResolvedPolicies>,
): void {
  const { bucket, key } = plan.settings;
  const shared = {
    ...(bucket.existing && { bucket: `bucket policy of ${bucket.existing.name}` }),
    ...(key.existing && { key: `key policy of ${key.existing.arn}` }),
  };
  onceKnown(policies, async (resolved) => {
    for (const policy of ["bucket", "key"] as const) {
      const title = shared[policy];
      if (title === undefined) continue;
      const { changes, precision, limit } = resolved[policy];
      if (changes.length > 0) {
        const lines = [`${title}:`, ...policyChangeLines(changes)];
        await logInfo(logged("existingPolicyChanges", lines.join("\n  ")), component);
      }
      if (precision !== plan.policies[policy].precision) {
        const warning = { id: "detectorsNotNamed", policy, limit, shared: true } as const;
        await logWarning(planWarningText(warning), component);
      }
    }
  });
}
