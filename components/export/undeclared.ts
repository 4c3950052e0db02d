import { getDetector } from "@pulumi/aws/guardduty";
import * as pulumi from "@pulumi/pulumi";

import { AWS_MESSAGES } from "../../rules/awsMessages";
import type { AccountRole } from "../../rules/plan";
import type { FoundDestination } from "../../rules/preflight";
import {
  unchecked,
  undeclaredDestinationProblem,
  undeclaredDetectorProblem,
} from "../../rules/preflight";
import type { Problem } from "../../rules/problems";
import { problemLine } from "../../rules/problems";
import { complete, logWarnings } from "../shared/checks";
import { hasHooks, hook } from "../shared/hooks";
import { hookError, logError, logWarning } from "../shared/log";
import type { ProviderLookup } from "../shared/providers";
import type { ExportContext } from "./context";
import { readAs } from "./importChecks";

/** The destination of a detector that is found, with warnings where it could not be read. */
type FindDestination = (
  region: string,
  detectorId: string,
) => Promise<{ value?: FoundDestination; problems: Problem[] }>;

/**
 * Refuses, in previews too, to create a detector where the account has one: GuardDuty allows one in a Region, and a deployment would
 * fail half-way. Nothing is adopted unless the arguments declare it.
 */
export function refuseUndeclaredDetectors(
  component: pulumi.ComponentResource,
  name: string,
  account: AccountRole,
  provider: ProviderLookup,
  findDestination?: FindDestination,
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
        if (!reported.has(warning)) await logWarning(warning, component);
        reported.add(warning);
        return;
      }
      const destination = await findDestination?.(region, detectorId);
      if (destination) await logWarnings(component, destination.problems);
      await refuseCreate(
        component,
        undeclaredDetectorProblem(account, region, detectorId, destination?.value),
      );
    },
  );
  return { beforeCreate: [creates] };
}

/**
 * The same of a destination, of which a detector has one. A detector that is created in the same deployment has none, and its id is not
 * known to previews.
 */
export function refuseUndeclaredDestinations(context: ExportContext): pulumi.ResourceHook {
  const { component, name, plan } = context;
  const find = destinationFinder(context);
  return hook(`guardduty-export-undeclared-destination-${name}`, async ({ newInputs = {} }) => {
    const { region, detectorId, destinationArn } = newInputs as { [name: string]: unknown };
    if (typeof region !== "string" || typeof detectorId !== "string") return;
    const declared = plan.settings.existing[region] !== undefined;
    const { value: found, problems } = await find(region, detectorId);
    // Without credentials, only a detector that was there before is likely to have one.
    const reported = problems.filter(({ id }) => declared || id !== "notCheckedOfProvider");
    await logWarnings(component, reported);
    // In a preview, the stack's own that is replaced after a create that failed: a deployment deletes it first.
    const own = pulumi.runtime.isDryRun() && found?.destinationArn === destinationArn;
    if (found === undefined || own) return;
    await refuseCreate(
      component,
      undeclaredDestinationProblem(region, detectorId, found, declared),
    );
  });
}

/** Reads the destinations of the administrator's detectors. */
export function destinationFinder(
  context: Pick<ExportContext, "owners" | "plan">,
): FindDestination {
  return (region, detectorId) =>
    readAs(
      context,
      "administrator",
      { check: "undeclaredDestination", region, detectorId },
      (aws, account) => aws.destinationOf(account, region, detectorId),
    );
}

/** A preview goes on to name every Region; it fails all the same. */
async function refuseCreate(component: pulumi.Resource, problem: Problem): Promise<void> {
  const text = problemLine(problem);
  if (!pulumi.runtime.isDryRun()) throw hookError(text);
  await logError(text, component);
}
