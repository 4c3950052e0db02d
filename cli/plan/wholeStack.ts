import type {
  AddOnDocument,
  AddOnsPlan,
  CallEstimate,
  PlannedBucket,
  SharedResource,
} from "../../rules/addOns";
import {
  addOnDocuments,
  addOnProviders,
  estimateCalls,
  listedAddOns,
  malwareBuckets,
  planAddOns,
  resourcesOf,
  sharedResources,
} from "../../rules/addOns";
import type { PlannedResources } from "../../rules/changes";
import type { ExportPlan } from "../../rules/plan";
import type { PlannedResource } from "../../rules/resources";
import type { StackFile } from "../config/stackFile";

type Administrator = Extract<StackFile["part"], { role: "administrator" }>;

/** Everything that a stack of the administrator account deploys. */
export interface WholeStack {
  addOns: AddOnsPlan;
  documents: AddOnDocument[];
  malwareBuckets: PlannedBucket[];
  /** The queues, topics and buses that exist, which the stack uses. */
  shared: SharedResource[];
  /** All that `pulumi up` creates: the stack itself, components, providers and what they register. */
  resources: PlannedResource[];
  /** The same by the part that creates it. */
  parts: PlannedResources;
  /** Processes of the AWS provider. */
  providerProcesses: number;
  estimate: CallEstimate;
}

export function wholeStack(
  { project, stack, name }: Pick<StackFile, "project" | "stack" | "name">,
  { settings, addOns: config, args }: Administrator,
  exported: ExportPlan,
): WholeStack {
  const addOns = planAddOns(name, settings, config);
  const parts: PlannedResources = new Map<string, readonly PlannedResource[]>([
    ["stack", [...stackResources(project, stack), ...addOnProviders(addOns)]],
    ["export", [{ type: "guardduty-export:index:GuardDutyExport", name }, ...exported.resources]],
    ...listedAddOns(addOns).map((addOn) => [addOn.key, resourcesOf(addOn)] as const),
  ]);
  return {
    addOns,
    documents: addOnDocuments(exported, name, config, addOns),
    malwareBuckets: malwareBuckets(exported, name, config, addOns),
    shared: sharedResources(exported, config, args["notificationTopicArn"]),
    parts,
    resources: [...parts.values()].flat(),
    providerProcesses:
      exported.providerProcesses +
      Object.keys(addOns.providers).length +
      (addOns.lists?.plan.providers.length ?? 0),
    estimate: estimateCalls(settings, config, addOns),
  };
}

/** The resource that a state has of a stack itself. */
export function stackResources(project: string, stack: string): PlannedResource[] {
  return [{ type: "pulumi:pulumi:Stack", name: `${project}-${stack}` }];
}
