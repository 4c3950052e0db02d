import type * as pulumi from "@pulumi/pulumi";

import type { TakenEntry } from "../../aws/lost";
import type { KindOfList } from "../../rules/lists";
import { notLost } from "./lostParts";

type Hooks = pulumi.ResourceHookBinding;

/** Refuses a filter while the detector has one of its name. */
export function notTakenFilter(
  component: pulumi.Resource,
  { resourceName, region }: { resourceName: string; region: string },
): Hooks {
  return notTaken(component, {
    ...{ resourceName, region, actions: ["guardduty:GetFilter"] },
    entryOf: ({ detectorId, name }) =>
      isText(detectorId) && isText(name) ? { of: "filter", detectorId, name } : undefined,
  });
}

/** Refuses a list while the detector has one of its kind and name. */
export function notTakenList(
  component: pulumi.Resource,
  kind: KindOfList,
  { resourceName, region }: { resourceName: string; region: string },
  provider?: pulumi.ProviderResource,
): Hooks {
  return notTaken(component, {
    ...{ resourceName, region, provider },
    actions: [`guardduty:List${kind}s`, `guardduty:Get${kind}`],
    entryOf: ({ detectorId, name }) =>
      isText(detectorId) && isText(name) ? { of: "list", kind, detectorId, name } : undefined,
  });
}

/** Refuses a plan of Malware Protection while the bucket has one. */
export function notTakenMalwarePlan(
  component: pulumi.Resource,
  { resourceName, region }: { resourceName: string; region: string },
): Hooks {
  return notTaken(component, {
    // A preview cannot distinguish it from one that the deployment replaces, which it deletes first.
    ...{ resourceName, region, onDryRun: false },
    actions: ["guardduty:ListMalwareProtectionPlans", "guardduty:GetMalwareProtectionPlan"],
    entryOf({ protectedResource }) {
      const { s3Bucket } = (protectedResource ?? {}) as { s3Bucket?: { bucketName?: unknown } };
      const bucketName = s3Bucket?.bucketName;
      return isText(bucketName) ? { of: "malwarePlan", bucketName } : undefined;
    },
  });
}

interface Taken {
  resourceName: string;
  region: string;
  actions: string[];
  provider?: pulumi.ProviderResource | undefined;
  onDryRun?: boolean;
  /** Undefined: a value is not known in a preview, because what has it is still to be made. */
  entryOf(inputs: { [name: string]: unknown }): TakenEntry | undefined;
}

function notTaken(
  component: pulumi.Resource,
  { resourceName: name, entryOf, ...search }: Taken,
): Hooks {
  return notLost(component, {
    ...{ name, ...search },
    async find(searches, account, { region, inputs }) {
      const entry = entryOf(inputs);
      return entry === undefined ? { value: [] } : searches.takenEntries(account, region, entry);
    },
  });
}

const isText = (value: unknown): value is string => typeof value === "string";
