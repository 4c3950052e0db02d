import type { FeatureHolder } from "../../changes";
import { listed, valueName } from "../words";
import type { Texts } from "./texts";

type Values = Parameters<Texts["featureAdded" | "featureRemoved" | "featureChanged"]>[0];

/** What happens to protection plans, by their names and whose they are. */
export const FEATURES = {
  featureAdded: (plan) => {
    const effect = effectText(plan);
    return `${planText(plan)} is set to ${plan.setting}${scopeText(plan)}${effect}`;
  },
  featureChanged: (plan) => {
    const effect = effectText(plan);
    return `${planText(plan)} changes from ${plan.from} to ${plan.setting}${effect}`;
  },
  featureRemoved: (plan) =>
    `${planText(plan)} is removed: AWS keeps it ${plan.setting}${scopeText(plan)}, and the stack no longer sets it`,
} satisfies Partial<Texts>;

const EFFECTS: { [setting: string]: string } = {
  ENABLED: "GuardDuty adds its findings",
  DISABLED: "GuardDuty generates no findings of it",
  ALL: "GuardDuty enables it in every account",
  NEW: "GuardDuty enables it in accounts that join from now on",
  NONE: "GuardDuty enables it in no account that joins",
};

/** What the setting of a plan has GuardDuty do; that of an additional configuration manages its agent. */
function effectText({ setting, configuration }: Values): string {
  const effect = configuration === undefined ? EFFECTS[setting] : undefined;
  return effect === undefined ? "" : `: ${effect}`;
}

function planText({ feature, configuration, of }: Values): string {
  const plan = `protection plan ${valueName(feature)} of ${holderText(of)}`;
  return configuration === undefined ? plan : `${valueName(configuration)} of ${plan}`;
}

const HOLDERS = {
  administrator: "the administrator account",
  members: "the members",
  account: "the account of the stack",
};

function holderText(of: FeatureHolder): string {
  return typeof of === "string" ? HOLDERS[of] : `member ${of.member}`;
}

/** The Regions of a protection plan. */
function scopeText({ regions, excludeRegions }: Values): string {
  if (regions !== undefined) return ` in ${listed(regions)}`;
  return excludeRegions === undefined ? "" : ` outside ${listed(excludeRegions)}`;
}
