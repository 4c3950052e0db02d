import type { AccountRole } from "../accountRole";
import type { AccountSettings, ExportSettings, Read } from "../args";
import type { ChroniclePlan } from "../chronicle";
import { planFeed } from "../chronicle";
import type { EventRoutingPlan } from "../events";
import { planRouting } from "../events";
import type { FindingFiltersPlan } from "../filters";
import { planFilters } from "../filters";
import type { HealthPlan } from "../health";
import { planHealth } from "../health";
import type { ThreatListsPlan } from "../lists";
import { planLists } from "../lists";
import type { MalwareProtectionPlan } from "../malware";
import { planMalwareProtection } from "../malware";
import { planAccounts } from "../plan/accounts";
import type { ProviderPlan } from "../plan/providers";
import { providerResources } from "../plan/providers";
import type { ReaderPlan } from "../readers";
import { planReader } from "../readers";
import type { PlannedResource, ResourceIdentity } from "../resources";
import { inAccount } from "../resources";
import type { SentinelPlan } from "../sentinel";
import { planConnector } from "../sentinel";
import type { FindingsTablePlan } from "../table";
import { planTable } from "../table";
import { completeArgs } from "./complete";
import { malwareAccount } from "./malware";
import { addOnName } from "./names";
import type { AddOns } from "./types";

/** What every plan of an add-on has. */
interface Registers {
  settings: object;
  resources: ResourceIdentity[];
}

/** An add-on as its component registers it. */
export interface PlannedAddOn<Plan extends Registers = Registers> {
  /** Its config key; that of a reader with its name. */
  key: string;
  component: ResourceIdentity;
  /** The account that its resources are created in; undefined: in none of AWS. */
  account?: AccountRole;
  plan: Plan;
}

/** The add-ons of a stack. */
export interface AddOnsPlan {
  /** A provider for the add-ons of each purpose, in the home Region. */
  providers: {
    bucket?: ProviderPlan;
    events?: ProviderPlan;
    filters?: ProviderPlan;
    lists?: ProviderPlan;
    malware?: ProviderPlan;
    health?: ProviderPlan;
  };
  /** By name. */
  readers: Map<string, PlannedAddOn<ReaderPlan>>;
  chronicle?: PlannedAddOn<ChroniclePlan>;
  sentinel?: PlannedAddOn<SentinelPlan>;
  athena?: PlannedAddOn<FindingsTablePlan>;
  events?: PlannedAddOn<EventRoutingPlan>;
  filters?: PlannedAddOn<FindingFiltersPlan>;
  lists?: PlannedAddOn<ThreatListsPlan>;
  malwareProtection?: PlannedAddOn<MalwareProtectionPlan>;
  health?: PlannedAddOn<HealthPlan>;
}

/** Plans the add-ons of the export named `component`; they were read without a problem before. */
export function planAddOns(
  component: string,
  settings: ExportSettings,
  {
    readers,
    chronicle,
    sentinel,
    athena,
    events,
    filters,
    lists,
    malwareProtection,
    health,
  }: AddOns,
): AddOnsPlan {
  const complete = completeArgs(component, settings);
  const { bucketOwner } = planAccounts(settings);
  const administrator = "administrator" as const;
  const planned = <Plan extends Registers>(
    [key, type, account]: [key: string, type: string, account?: AccountRole],
    name: string,
    plan: Plan,
  ): PlannedAddOn<Plan> => ({
    key,
    component: { type: `guardduty-export:index:${type}`, name },
    ...(account && { account }),
    plan,
  });
  const plannedReaders = Object.entries(readers).map(([key, args]) => {
    const name = addOnName(component, key);
    const plan = planReader(name, valid(complete.reader(key, args)));
    return [key, planned([`readers.${key}`, "FindingsReader", bucketOwner], name, plan)] as const;
  });
  const names = {
    chronicle: addOnName(component, "chronicle"),
    sentinel: addOnName(component, "sentinel"),
    athena: addOnName(component, "athena"),
    events: addOnName(component, "events"),
    filters: addOnName(component, "filters"),
    lists: addOnName(component, "lists"),
    malwareProtection: addOnName(component, "malware"),
    health: addOnName(component, "health"),
  };
  return {
    providers: providersOf(component, settings, {
      bucket: plannedReaders.length > 0 || athena !== undefined,
      events: events !== undefined,
      filters: filters !== undefined,
      lists: lists !== undefined,
      malware: malwareProtection && malwareAccount(malwareProtection, bucketOwner),
      health: health !== undefined,
    }),
    readers: new Map(plannedReaders),
    chronicle:
      chronicle &&
      planned(
        ["chronicle", "ChronicleFeed"],
        names.chronicle,
        planFeed(names.chronicle, valid(complete.chronicle(chronicle, readers))),
      ),
    sentinel:
      sentinel &&
      planned(
        ["sentinel", "SentinelConnector"],
        names.sentinel,
        planConnector(names.sentinel, valid(complete.sentinel(sentinel))),
      ),
    athena:
      athena &&
      planned(
        ["athena", "FindingsTable", bucketOwner],
        names.athena,
        planTable(names.athena, valid(complete.athena(athena))),
      ),
    // Members' findings too are events of the administrator account.
    events:
      events &&
      planned(
        ["events", "EventRouting", administrator],
        names.events,
        planRouting(names.events, valid(complete.events(events))),
      ),
    // The administrator's filters hold for the findings of all members.
    filters:
      filters &&
      planned(
        ["filters", "FindingFilters", administrator],
        names.filters,
        planFilters(names.filters, valid(complete.filters(filters))),
      ),
    // So do its lists.
    lists:
      lists &&
      planned(
        ["lists", "ThreatLists", administrator],
        names.lists,
        planLists(names.lists, valid(complete.lists(lists))),
      ),
    malwareProtection:
      malwareProtection &&
      planned(
        [
          ...(["malwareProtection", "MalwareProtection"] as const),
          malwareAccount(malwareProtection, bucketOwner),
        ],
        names.malwareProtection,
        planMalwareProtection(
          names.malwareProtection,
          valid(complete.malwareProtection(malwareProtection)),
        ),
      ),
    health:
      health &&
      planned(
        ["health", "ExportHealth", administrator],
        names.health,
        planHealth(names.health, valid(complete.health(health))),
      ),
  };
}

/** Every add-on, in the order that a deployment registers them. */
export function listedAddOns(plan: AddOnsPlan): PlannedAddOn[] {
  const {
    readers,
    chronicle,
    sentinel,
    athena,
    events,
    filters,
    lists,
    malwareProtection,
    health,
  } = plan;
  return [
    ...readers.values(),
    chronicle,
    sentinel,
    athena,
    events,
    filters,
    lists,
    malwareProtection,
    health,
  ].filter((one) => one !== undefined);
}

export function addOnProviders({ providers }: AddOnsPlan): PlannedResource[] {
  return providerResources(Object.values(providers));
}

/** An add-on's component and what it registers. */
export function resourcesOf({ component, account, plan }: PlannedAddOn): PlannedResource[] {
  return [component, ...inAccount(account, plan.resources)];
}

/** Everything that the add-ons add to a stack: providers, components and what these register. */
export function addOnResources(plan: AddOnsPlan): PlannedResource[] {
  return [...addOnProviders(plan), ...listedAddOns(plan).flatMap(resourcesOf)];
}

function providersOf(
  component: string,
  settings: ExportSettings,
  {
    malware,
    ...needed
  }: {
    [purpose in Exclude<keyof AddOnsPlan["providers"], "malware">]-?: boolean;
  } & { malware: AccountRole | undefined },
): AddOnsPlan["providers"] {
  const { administrator, bucket, homeRegion: region } = settings;
  const { bucketOwner } = planAccounts(settings);
  const provider = (purpose: string, account: AccountRole, credentials: AccountSettings) => ({
    name: addOnName(component, `${purpose}-add-ons`),
    ...{ account, region, credentials },
  });
  return {
    ...(needed.bucket && {
      bucket: provider("bucket", bucketOwner, bucket.account ?? administrator),
    }),
    ...(needed.events && { events: provider("events", "administrator", administrator) }),
    ...(needed.filters && { filters: provider("filters", "administrator", administrator) }),
    ...(needed.lists && { lists: provider("lists", "administrator", administrator) }),
    ...(malware && {
      malware: provider(
        "malware",
        malware,
        malware === "bucket" ? (bucket.account ?? administrator) : administrator,
      ),
    }),
    ...(needed.health && { health: provider("health", "administrator", administrator) }),
  };
}

function valid<Settings>({ settings, problems }: Read<Settings>): Settings {
  if (settings === undefined) throw new Error(JSON.stringify(problems));
  return settings;
}
