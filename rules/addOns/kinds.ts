import type { AccountRole } from "../accountRole";
import type { Read } from "../args";
import { planFeed } from "../chronicle";
import { planRouting } from "../events";
import { planFilters } from "../filters";
import { planHealth } from "../health";
import { planLists } from "../lists";
import { planMalwareProtection } from "../malware";
import type { ResourceIdentity } from "../resources";
import { planConnector } from "../sentinel";
import { planTable } from "../table";
import type { completeArgs } from "./complete";
import { malwareAccount } from "./malware";
import type { AddOns } from "./types";

/** What every plan of an add-on has. */
export interface Registers {
  settings: object;
  resources: ResourceIdentity[];
}

/** What a provider of add-ons is for, in the order that a deployment registers them. */
export const PURPOSES = ["bucket", "events", "filters", "lists", "malware", "health"] as const;
export type Purpose = (typeof PURPOSES)[number];

export type CompleteArgs = ReturnType<typeof completeArgs>;

/** The add-ons that a stack has, with the arguments of this one. */
type With<Key extends keyof AddOns> = AddOns & Required<Pick<AddOns, Key>>;

/** How a stack has one of an add-on. */
interface Kind<Key extends keyof AddOns, Plan extends Registers> {
  type: string;
  /** What the component's name ends with. */
  suffix: string;
  /** Undefined: it has none, since its resources are none of AWS. */
  provider?: Purpose;
  /** The account that its resources are created in. */
  account?: (addOns: With<Key>, bucketOwner: AccountRole) => AccountRole;
  plan: (name: string, addOns: With<Key>, complete: CompleteArgs) => Plan;
}

const kind = <Key extends keyof AddOns, Plan extends Registers>(
  _key: Key,
  of: Kind<Key, Plan>,
): Kind<Key, Plan> => of;

const inAdministrator = () => "administrator" as const;

/** The add-ons that a stack has one of, by config key, in the order that a deployment registers them. */
export const KINDS = {
  chronicle: kind("chronicle", {
    ...{ type: "ChronicleFeed", suffix: "chronicle" },
    plan: (name, { chronicle, readers }, complete) =>
      planFeed(name, valid(complete.chronicle(chronicle, readers))),
  }),
  sentinel: kind("sentinel", {
    ...{ type: "SentinelConnector", suffix: "sentinel" },
    plan: (name, { sentinel }, complete) => planConnector(name, valid(complete.sentinel(sentinel))),
  }),
  athena: kind("athena", {
    ...{ type: "FindingsTable", suffix: "athena", provider: "bucket" },
    account: (_, bucketOwner) => bucketOwner,
    plan: (name, { athena }, complete) => planTable(name, valid(complete.athena(athena))),
  }),
  // Members' findings too are events of the administrator account.
  events: kind("events", {
    ...{ type: "EventRouting", suffix: "events", provider: "events" },
    account: inAdministrator,
    plan: (name, { events }, complete) => planRouting(name, valid(complete.events(events))),
  }),
  // The administrator's filters hold for the findings of all members.
  filters: kind("filters", {
    ...{ type: "FindingFilters", suffix: "filters", provider: "filters" },
    account: inAdministrator,
    plan: (name, { filters }, complete) => planFilters(name, valid(complete.filters(filters))),
  }),
  // So do its lists.
  lists: kind("lists", {
    ...{ type: "ThreatLists", suffix: "lists", provider: "lists" },
    account: inAdministrator,
    plan: (name, { lists }, complete) => planLists(name, valid(complete.lists(lists))),
  }),
  malwareProtection: kind("malwareProtection", {
    ...{ type: "MalwareProtection", suffix: "malware", provider: "malware" },
    account: ({ malwareProtection }, bucketOwner) => malwareAccount(malwareProtection, bucketOwner),
    plan: (name, { malwareProtection }, complete) =>
      planMalwareProtection(name, valid(complete.malwareProtection(malwareProtection))),
  }),
  health: kind("health", {
    ...{ type: "ExportHealth", suffix: "health", provider: "health" },
    account: inAdministrator,
    plan: (name, { health }, complete) => planHealth(name, valid(complete.health(health))),
  }),
};

export type SingleAddOn = keyof typeof KINDS;

export const SINGLE_KEYS = Object.keys(KINDS) as SingleAddOn[];

/** Settings that were read without a problem before. */
export function valid<Settings>({ settings, problems }: Read<Settings>): Settings {
  if (settings === undefined) throw new Error(JSON.stringify(problems));
  return settings;
}
