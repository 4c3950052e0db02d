import type { Detector, World } from "../../world";
import type { Caller } from "../contract";
import { effectiveEnablement } from "../organizations/effective";
import type { EffectiveFeature } from "../organizations/guardDutyPolicy";
import { belongsTo } from "../organizations/within";

type Location = Pick<Caller, "accountId" | "region">;
type Status = Detector["status"];

/** What a GuardDuty policy of the organization sets for an account in a Region. */
export interface ManagedSettings {
  /** Of the detector; undefined where the policy does not set it. */
  foundational: Status | undefined;
  /** Protection plan -> its status and those of its additional configuration. */
  plans: { [name: string]: { status: Status; additional: { [name: string]: Status } } };
}

/**
 * A Region's own block takes the place of the default one. A Region without either is not managed.
 * Source: https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-organization-policies-how-it-works.html
 */
export function managedSettings(
  { organization }: World,
  { accountId, region }: Location,
): ManagedSettings | undefined {
  if (organization === undefined || !belongsTo(organization, accountId)) return undefined;
  const enablement = effectiveEnablement(organization, accountId);
  const block = enablement?.[region] ?? enablement?.["default"];
  if (block === undefined) return undefined;
  const { foundational, ...plans } = block;
  return {
    foundational: foundational && statusOf(foundational),
    plans: Object.fromEntries(
      Object.entries(plans).map(([key, feature]) => [
        key.toUpperCase(),
        { status: statusOf(feature), additional: additionalOf(feature) },
      ]),
    ),
  };
}

function additionalOf({ additional_configuration: all = {} }: EffectiveFeature) {
  const entries = Object.entries(all).map(([name, one]) => [name.toUpperCase(), statusOf(one)]);
  return Object.fromEntries(entries) as { [name: string]: Status };
}

function statusOf({ status }: Pick<EffectiveFeature, "status">): Status {
  return status === "enabled" ? "ENABLED" : "DISABLED";
}

/** Whether Regional auto-enable is off: the type of policies alone decides, attached or not. */
export function isAutoEnableOff({ organization }: World): boolean {
  return organization?.policyTypes.includes("GUARDDUTY_POLICY") ?? false;
}
