import type { ExportSettings, MemberFeature, OwnFeature } from "../../rules/args";
import { listed } from "../../rules/texts/words";
import type { Cell, Section } from "../output/report";
import { tableSection } from "../output/report";
import { value } from "../output/text";

type Plan = OwnFeature | MemberFeature;

/** The accounts whose findings arrive through the administrator, and those that are kept out. */
export function memberTable({ members }: ExportSettings): Section[] {
  const { managedBy, autoEnable, accounts, exclude, features } = members;
  const byPolicy = managedBy === "policy";
  const all: Cell[][] =
    autoEnable === undefined && features.length === 0 && !byPolicy
      ? []
      : [
          [
            "the organization's accounts",
            byPolicy
              ? "enabled by GuardDuty policies of AWS Organizations"
              : autoEnable === undefined
                ? "auto-enable is not set by the stack"
                : `auto-enable ${autoEnable}: ${AUTO_ENABLE[autoEnable]}`,
            plansText(features),
          ],
        ];
  const rows = [
    ...all,
    ...accounts.map(({ accountId, invite, existing, features: own }): Cell[] => [
      [value(accountId)],
      [existing ? "an existing member, imported" : "created", ...(invite ? ["invited"] : [])].join(
        ", ",
      ),
      plansText(own),
    ]),
    ...exclude.map((accountId): Cell[] => [
      [value(accountId)],
      { text: "excluded: its findings are not exported", tone: "open" },
      "none",
    ]),
  ];
  return tableSection("Members", ["Account", "Membership", "Protection plans set"], rows);
}

const AUTO_ENABLE = {
  ALL: "every account",
  NEW: "accounts that join from now on",
  NONE: "no account",
};

/** Protection plans of the administrator's own detectors. */
export function planTable({ features }: ExportSettings): Section[] {
  const rows = features.map((one): Cell[] => [one.name, settingOf(one), regionsOf(one)]);
  return tableSection("Protection plans of the administrator", ["Plan", "Status", "Regions"], rows);
}

const plansText = (features: readonly Plan[]): string =>
  features.length === 0
    ? "none"
    : features.map((one) => `${one.name} ${settingOf(one)}${scope(one)}`).join("\n");

function scope(one: Plan): string {
  const regions = regionsOf(one);
  return regions === "all" ? "" : ` in ${regions}`;
}

function settingOf(plan: Plan): string {
  const own = "status" in plan ? plan.status : plan.autoEnable;
  const more = (plan.additionalConfigurations ?? []).map(
    (one) => `${one.name} ${"status" in one ? one.status : one.autoEnable}`,
  );
  return more.length === 0 ? own : `${own} (${listed(more)})`;
}

function regionsOf({ regions, excludeRegions }: Plan): string {
  if (regions !== undefined) return listed(regions);
  return excludeRegions === undefined ? "all" : `all but ${listed(excludeRegions)}`;
}
