import * as pulumi from "@pulumi/pulumi";

import type { LogicalNames } from "../../rules/names";
import type { AccountRole, ExportPlan } from "../../rules/plan";
import type { Finding } from "../../rules/proof";
import type { PolicyDocument } from "../../rules/policyDocument";
import type { ProviderLookup } from "../shared/providers";

/** What every part of the component registers its resources with. */
export interface ExportContext {
  /** The component's name. */
  name: string;
  component: pulumi.ComponentResource;
  plan: ExportPlan;
  names: LogicalNames;
  provider: ProviderLookup;
  /** Resolves to nothing once the checks before everything have passed; undefined when there are none. */
  checked?: pulumi.Output<pulumi.Resource[]>;
  /** Ids of the accounts that own the detectors, the bucket and the key; undefined: could not be found out. */
  owners: { administrator: OwnerId; bucket: OwnerId; key: OwnerId };
  live: LivePolicies;
  /** Tags of everything that can be tagged in place. */
  tags?: Tags;
}

/** Which Regions the proof admits. */
export interface Admission {
  /** Resolves to nothing for a Region that may have a destination; fails the component for one that may not. */
  of(region: string): pulumi.Output<pulumi.Resource[]>;
  /** Resolves to nothing if any Region may have a destination; fails the component if none may. */
  any: pulumi.Output<pulumi.Resource[]>;
  /** The Regions that get no destination. */
  refused: pulumi.Output<string[]>;
  /** What the evaluation left open. */
  undetermined: pulumi.Output<Finding[]>;
}

/** The policies of what exists already, as they are; undefined: it is made, or its policy is the export's alone. */
export interface LivePolicies {
  bucket?: pulumi.Output<PolicyDocument>;
  key?: pulumi.Output<PolicyDocument>;
}

export type OwnerId = pulumi.Input<string | undefined>;

export type Tags = pulumi.Input<{ [name: string]: pulumi.Input<string> }>;

/** Options of a resource of an account in a Region; it waits for the checks that come before everything. */
export function accountOptions(
  { component, provider, checked }: ExportContext,
  account: AccountRole,
  region: string,
): pulumi.CustomResourceOptions {
  return { parent: component, provider: provider(account, region), dependsOn: checked };
}

/** Options of the bucket, its policy and settings: evidence that outlives the stack unless said otherwise, or if it existed before. */
export function bucketOptions(context: ExportContext): pulumi.CustomResourceOptions {
  const { accounts, settings } = context.plan;
  const existed = settings.bucket.existing !== undefined;
  return evidenceOptions(context, accounts.bucketOwner, context.owners.bucket, existed);
}

/** The same of the key, its alias and policy. */
export function keyOptions(context: ExportContext): pulumi.CustomResourceOptions {
  const { accounts, settings } = context.plan;
  const existed = settings.key.existing !== undefined;
  return evidenceOptions(context, accounts.keyOwner, context.owners.key, existed);
}

function evidenceOptions(
  context: ExportContext,
  owner: AccountRole,
  ownerId: OwnerId,
  existed: boolean,
): pulumi.CustomResourceOptions {
  const { plan } = context;
  return {
    ...ownedOptions(context, owner, ownerId),
    retainOnDelete: existed || plan.settings.onDestroy === "retain",
  };
}

/** Options of a resource that is made anew when the account that owns it changes: a state does not know of which account it is. */
export function ownedOptions(
  context: ExportContext,
  owner: AccountRole,
  ownerId: OwnerId,
): pulumi.CustomResourceOptions {
  return {
    ...accountOptions(context, owner, context.plan.home.name),
    replacementTrigger: trigger(ownerId),
  };
}

/** Replaces what another account owned; an owner that is not known replaces nothing. The SDK registers no undefined. */
export function trigger(ownerId: OwnerId): pulumi.Output<string | null> {
  return pulumi.output(ownerId).apply((id) => id ?? null);
}

/** Options that wait for these resources too. */
export function after(
  options: pulumi.CustomResourceOptions,
  ...resources: (pulumi.Resource | undefined)[]
): pulumi.CustomResourceOptions {
  const before = options.dependsOn as pulumi.Output<pulumi.Resource[]> | undefined;
  const waited = resources.filter((resource) => resource !== undefined);
  return { ...options, dependsOn: before ? before.apply((list) => [...list, ...waited]) : waited };
}
