import type { ExportSettings } from "../args";
import { featuresIn } from "../args";
import type { IdOfKind } from "../findings";
import type { PolicyName } from "../policies";
import type { Partition, RegionFacts } from "../regions";
import { checksPrefixAcross } from "./access";
import type { AccountsPlan } from "./accounts";
import { sameAccount } from "./accounts";
import type { ResolvedPolicies } from "./policies";
import { isDetaching } from "./resources";

/** The values of each warning. */
interface WarningValues {
  regionNotListed: { region: string; optIn: boolean; features: string[] };
  crossRegionNotDocumented: { regions: string[]; homeRegion: string; partition: Partition };
  managementIsAdministrator: object;
  lookupNotGranted: { prefix: string };
  detectorsNotNamed: { policy: PolicyName; limit: number; shared: boolean };
  detached: { policies: PolicyName[] };
  destinationsCannotWrite: { regions: string[] };
}

/** What to know before deploying. */
export type PlanWarning = {
  [Id in IdOfKind<"plan">]: { id: Id } & WarningValues[Id];
}[IdOfKind<"plan">];

interface Planned {
  settings: ExportSettings;
  accounts: AccountsPlan;
  regions: RegionFacts[];
  home: RegionFacts;
  policies: ResolvedPolicies;
}

const RULES: ((planned: Planned) => PlanWarning[])[] = [
  ({ settings, regions }) =>
    regions
      .filter(({ listed }) => !listed)
      .map(({ name, optIn }) => {
        const { features: ofMembers, accounts } = settings.members;
        const ofOne = accounts.flatMap((account) => account.features);
        const set = [...settings.features, ...ofMembers, ...ofOne];
        const features = [...new Set(featuresIn(set, name).map((feature) => feature.name))];
        return { id: "regionNotListed", region: name, optIn, features };
      }),

  ({ regions, home: { name, partition } }) => {
    const others = regions.map((region) => region.name).filter((region) => region !== name);
    if (partition === "aws" || others.length === 0) return [];
    return [{ id: "crossRegionNotDocumented", regions: others, homeRegion: name, partition }];
  },

  ({ settings, accounts }) =>
    settings.management && sameAccount(accounts, "administrator", "management")
      ? [{ id: "managementIsAdministrator" }]
      : [],

  ({ settings, accounts }) =>
    checksPrefixAcross(settings, accounts) && settings.administrator.assumeRoleArn === undefined
      ? [{ id: "lookupNotGranted", prefix: settings.bucket.prefix }]
      : [],

  ({ settings, policies }) =>
    (["bucket", "key"] as const)
      .filter((policy) => policies[policy].precision === "accounts")
      .map((policy) => ({
        id: "detectorsNotNamed",
        policy,
        limit: policies[policy].limit,
        shared: settings[policy].existing !== undefined,
      })),

  ({ settings }) => {
    if (!isDetaching(settings)) return [];
    const policies = (["bucket", "key"] as const).filter((of) => settings[of].existing?.detach);
    const kept = settings.regions.filter((region) => settings.existing[region]?.destinationId);
    return [
      { id: "detached", policies },
      ...(kept.length === 0 ? [] : [{ id: "destinationsCannotWrite" as const, regions: kept }]),
    ];
  },
];

export function planWarnings(planned: Planned): PlanWarning[] {
  return RULES.flatMap((rule) => rule(planned));
}
