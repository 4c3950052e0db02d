import type * as pulumi from "@pulumi/pulumi";

import type { LogicalNames } from "../rules/names";
import type { ExportPlan } from "../rules/plan";
import type { ProviderLookup } from "./providers";

/** What every part of the component registers its resources with. */
export interface ExportContext {
  /** The component's name. */
  name: string;
  component: pulumi.ComponentResource;
  plan: ExportPlan;
  names: LogicalNames;
  provider: ProviderLookup;
  /** Tags of everything that can be tagged in place. */
  tags?: Tags;
}

export type Tags = pulumi.Input<{ [name: string]: pulumi.Input<string> }>;

/** Options of what belongs to a Region. */
export function regionOptions(
  { component, provider }: ExportContext,
  region: string,
): pulumi.CustomResourceOptions {
  return { parent: component, provider: provider("administrator", region) };
}

/** Options of the bucket, the key, their policies and settings: evidence that outlives the stack unless said otherwise. */
export function evidenceOptions(context: ExportContext): pulumi.CustomResourceOptions {
  const { plan } = context;
  return {
    ...regionOptions(context, plan.home.name),
    retainOnDelete: plan.settings.onDestroy === "retain",
  };
}
